import type { Staffing } from "@rinnalla/protocol";
import { expect, test } from "vitest";
import type { RoutableAgent } from "./choose.ts";
import { staffingOf } from "./staffing.ts";

const agent = { presence: "available", isSignedIn: true, isLocked: false, load: 0, limit: 100 } as const;

test.each<[string, readonly Partial<RoutableAgent>[], Staffing]>([
  ["nobody in the queue", [], "none"],
  ["one with room", [{}], "free"],
  ["just room enough", [{ load: 70 }], "free"],
  ["not quite", [{ load: 71 }], "busy"],
  ["in a call", [{ isLocked: true }], "busy"],
  ["busy by hand", [{ presence: "busy" }], "busy"],
  ["not to be disturbed", [{ presence: "doNotDisturb" }], "busy"],
  ["away", [{ presence: "away" }], "none"],
  ["set inactive", [{ presence: "inactive" }], "none"],
  ["signed out", [{ isSignedIn: false }], "none"],
  ["one full, one away", [{ load: 100 }, { presence: "away" }], "busy"],
  ["one full, one free", [{ load: 100 }, {}], "free"],
])("[CHAT-09] who would answer: %s", (_what, agents, expected) => {
  expect(
    staffingOf(
      agents.map((one) => ({ ...agent, ...one })),
      30,
    ),
  ).toBe(expected);
});
