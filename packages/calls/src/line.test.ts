import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import type { ClientId, RtcSignal } from "@rinnalla/protocol";
import { createLine, type Line } from "./line.ts";

const page = (name: string) => name as ClientId;
const plan = { servers: [], isRelayOnly: false, region: "here" };

let line: Line;
let said: { type: RtcSignal["type"]; to: string | null }[];

beforeEach(() => {
  vi.useFakeTimers();
  said = [];
  line = createLine({
    side: "agent",
    transport: {
      send: ({ type }, to) => said.push({ type, to: to ?? null }),
      relays: async () => plan,
    },
    // Nothing is laid here: nobody has asked.
    environment: { RTCPeerConnection: class {} as typeof RTCPeerConnection },
    isSilenceNormal: false,
    onChange() {},
    onAccept() {},
  });
});
afterEach(() => {
  line.close();
  vi.useRealTimers();
});

describe("[CALL-08] the agent's end and a page of the customer's that came in place of another", () => {
  test("one of which nothing was heard, its answer lost with a socket that was replaced, is asked at once", () => {
    line.start();
    line.choose(page("before"));
    said.length = 0;
    line.choose(page("after"));
    expect(said).toEqual([{ type: "hello", to: "after" }]);
  });

  test("and again if that was lost as well, but not while its answer may be on its way", async () => {
    line.start();
    line.choose(page("before"));
    line.choose(page("after"));
    said.length = 0;
    await vi.advanceTimersByTimeAsync(4900);
    expect(said).toEqual([]);
    await vi.advanceTimersByTimeAsync(300);
    expect(said).toEqual([{ type: "hello", to: "after" }]);
  });

  test("the first page chosen, or the one that is chosen already, is not asked: beginning has asked all", () => {
    line.start();
    said.length = 0;
    line.choose(page("first"));
    line.choose(page("first"));
    expect(said).toEqual([]);
  });
});
