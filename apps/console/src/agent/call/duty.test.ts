import type { CallState } from "@rinnalla/core";
import type { AgentId, CallId, ClientId } from "@rinnalla/protocol";
import { describe, expect, test } from "vitest";
import { aino, start } from "../../testing/samples.ts";
import { callDuty } from "./duty.ts";

const here = "here" as ClientId;
const before = "before" as ClientId;
const call = (part: Partial<CallState>): CallState => ({
  id: "call" as CallId,
  mode: "voice",
  phase: "connected",
  agentId: aino,
  startedAt: start,
  ringUntil: start,
  answer: "audio",
  connectedAt: start,
  clients: { agent: here, customer: null },
  lost: { agent: false, customer: false },
  lostUntil: { agent: null, customer: null },
  isHeld: false,
  guests: [],
  invited: null,
  transfer: null,
  recording: null,
  quality: { agent: null, customer: null },
  end: null,
  ...part,
});
const at = (didCarry: boolean) => ({ me: aino, clientId: here, didCarry });

describe("[CALL-08] what this page must do about a call", () => {
  test("it carries its own, also while the customer is away", () => {
    expect(callDuty(call({}), at(true))).toBe("carry");
    expect(callDuty(call({ lost: { agent: false, customer: true } }), at(true))).toBe("carry");
  });
  test("after a lost line it takes its own call up again", () => {
    expect(callDuty(call({ lost: { agent: true, customer: false } }), at(true))).toBe("rejoin");
  });
  test("after a reload the tab that carried it takes it up, whether or not the server has seen the loss", () => {
    const old = call({ clients: { agent: before, customer: null } });
    expect(callDuty(old, at(true))).toBe("rejoin");
    expect(callDuty({ ...old, lost: { agent: true, customer: false } }, at(true))).toBe("rejoin");
  });
  test("another window does not snatch it", () => {
    expect(
      callDuty(call({ clients: { agent: before, customer: null }, lost: { agent: true, customer: false } }), at(false)),
    ).toBe("elsewhere");
  });
  test("an ended call and another agent's call are nobody's duty here", () => {
    expect(callDuty(call({ phase: "ended" }), at(true))).toBe("none");
    expect(callDuty(call({ agentId: "a_ville" as AgentId }), at(true))).toBe("none");
    expect(callDuty(null, at(true))).toBe("none");
  });
});
