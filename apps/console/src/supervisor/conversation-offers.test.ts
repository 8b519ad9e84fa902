import type { AgentId, CallId, OfferId } from "@rinnalla/protocol";
import { expect, test } from "vitest";
import { aino, saga, start, summary } from "../testing/samples.ts";
import { deedsFor } from "./conversation-offers.ts";

const me = { id: saga, role: "supervisor" } as const;
const talking = { status: "active", agentId: aino, agentName: "Aino" } as const;
const call = { callId: "k_1" as CallId, mode: "voice", phase: "connected" } as const;
const as = (role: "monitor" | "join") => ({ participants: [{ agentId: saga, name: "Saga", role }] });

test.each([
  ["one that waits", {}, "open assign toQueue close"],
  ["a colleague's", talking, "open monitor joinChat assign toAgent toQueue close"],
  ["one that is monitored", { ...talking, ...as("monitor") }, "open joinChat leaveChat assign toAgent toQueue close"],
  ["one that has been joined", { ...talking, ...as("join") }, "open monitor leaveChat assign toAgent toQueue close"],
  ["one's own", { ...talking, agentId: saga }, "open assign toAgent toQueue close"],
  ["in a call", { ...talking, call }, "open monitor joinChat listen whisper join assign toQueue close"],
  [
    "in a call that is listened to",
    { ...talking, call: { ...call, guests: [{ agentId: saga, name: "Saga", role: "listen" as const }] } },
    "open monitor joinChat whisper join leaveCall assign toQueue close",
  ],
  [
    "on its way to a colleague",
    { ...talking, offer: { offerId: "o_1" as OfferId, agentId: "a_ville" as AgentId, expiresAt: start } },
    "open monitor joinChat assign toQueue close",
  ],
  ["in wrap-up", { ...talking, status: "wrapUp" as const }, "open close"],
])("[SUP-01] what can be done with %s", (_, part, expected) => {
  expect(deedsFor(summary({ id: "c_1", ...part }), me).join(" ")).toBe(expected);
});
