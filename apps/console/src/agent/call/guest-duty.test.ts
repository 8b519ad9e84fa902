import type { CallGuest, CallState } from "@rinnalla/core";
import type { AgentId, ClientId } from "@rinnalla/protocol";
import { describe, expect, test } from "vitest";
import { saga } from "../../testing/samples.ts";
import { guestDuty } from "./guest-duty.ts";

const here = "here" as ClientId;
const guest = (part: Partial<CallGuest>): CallGuest => ({
  agentId: saga,
  name: "Saga",
  clientId: here,
  role: "listen",
  lostUntil: null,
  ...part,
});
const call = (guests: readonly CallGuest[], phase: CallState["phase"] = "connected") =>
  ({ phase, guests }) as unknown as CallState;
const at = (didCarry: boolean) => ({ me: saga, clientId: here, didCarry });

describe("[CALL-11] what a guest's page must do about a call", () => {
  test("it carries its own leg, and takes it up again after a lost line", () => {
    expect(guestDuty(call([guest({})]), at(true))).toBe("carry");
    expect(guestDuty(call([guest({ lostUntil: 1 })]), at(true))).toBe("rejoin");
  });
  test("after a reload the same tab takes it up, another does not", () => {
    const old = call([guest({ clientId: "before" as ClientId })]);
    expect(guestDuty(old, at(true))).toBe("rejoin");
    expect(guestDuty(old, at(false))).toBe("elsewhere");
  });
  test("nothing after the end, after leaving, and in a call of others", () => {
    expect(guestDuty(call([guest({})], "ended"), at(true))).toBe("none");
    expect(guestDuty(call([]), at(true))).toBe("none");
    expect(guestDuty(call([guest({ agentId: "a_ville" as AgentId })]), at(true))).toBe("none");
    expect(guestDuty(null, at(true))).toBe("none");
  });
});
