import { expect, test } from "vitest";
import { readStats } from "./stats.ts";

test("of what the other end reports on sound and picture the later word counts", () => {
  const report = [
    { id: "t", type: "transport", selectedCandidatePairId: "p" },
    { id: "a", type: "remote-inbound-rtp", kind: "audio", timestamp: 5000, fractionLost: 0 },
    { id: "v", type: "remote-inbound-rtp", kind: "video", timestamp: 6000, fractionLost: 0.125 },
    { id: "p", type: "candidate-pair", timestamp: 7000, availableOutgoingBitrate: 250_000 },
  ];
  expect(readStats(report).outgoing).toEqual({ reportedAt: 6000, lossPercent: 12.5, kilobits: 250 });
  expect(readStats([]).outgoing).toEqual({ reportedAt: null, lossPercent: 0, kilobits: null });
});
