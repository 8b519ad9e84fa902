import type { AgentId, CallId } from "@rinnalla/protocol";
import { expect, test } from "vitest";
import { aino, saga, summary } from "../testing/samples.ts";
import { seatIn } from "./seat-in.ts";

const supervisor = { id: saga, role: "supervisor" } as const;
const call = { callId: "c" as CallId, mode: "voice", phase: "connected" } as const;
const with_ = (part: object) => summary({ id: "c_1", status: "active", agentId: aino, call: { ...call, ...part } });

test("[CALL-11] a supervisor may come into a call that is answered and not the own one; an agent may not", () => {
  expect(seatIn(with_({}), supervisor)).toEqual({ callId: "c", role: null });
  expect(seatIn(with_({ phase: "ringing" }), supervisor)).toBeNull();
  expect(seatIn(summary({ id: "c_1", agentId: aino }), supervisor)).toBeNull();
  expect(seatIn(with_({}), { id: aino, role: "supervisor" })).toBeNull();
  expect(seatIn(with_({}), { id: "a_x" as AgentId, role: "agent" })).toBeNull();
  expect(seatIn(with_({ guests: [{ agentId: saga, name: "Saga", role: "whisper" }] }), supervisor)?.role).toBe(
    "whisper",
  );
});
