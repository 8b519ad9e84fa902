/**
 * Recording with the consent of both sides (CALL-12): the agent asks, the customer grants, refuses or takes it back.
 * Nothing is recorded outside `recording`; a call that ends ends it. One at a time, each under an id of its own. The consent is for the
 * call: another page of the agent's goes on with a part of its own, unasked.
 */
import type { AgentId, Refusal, Side } from "@rinnalla/protocol";
import type { Command } from "../conversation/commands.ts";
import { decide, nothing, type Decision } from "../decision.ts";
import { assertNever, refuse } from "../kernel/result.ts";
import { isOpen } from "./evolve-recording.ts";
import type { CallState } from "./state.ts";

export type RecordingCommandType =
  | "askRecording"
  | "grantRecording"
  | "refuseRecording"
  | "revokeRecording"
  | "pauseRecording"
  | "resumeRecording"
  | "continueRecording"
  | "stopRecording";
export type RecordingCommand = Extract<Command, { type: RecordingCommandType }>;

interface RecordingTurn {
  /** The widget's administrator allows it. */
  readonly mayRecord: boolean;
}

/** Of a live call. */
export function stepRecording(
  { mayRecord }: RecordingTurn,
  call: CallState,
  command: RecordingCommand,
): Decision | Refusal {
  const { recording } = call;
  const of = { callId: call.id, recordingId: command.recordingId };
  if (command.type === "askRecording") {
    if (recording?.id === command.recordingId) return isOpen(recording) ? nothing : refuse("wrongState");
    if (!mayRecord) return refuse("callsOff");
    if (call.phase === "ringing" || isOpen(recording)) return refuse("wrongState");
    return decide([{ type: "recordingAsked", ...of, agentId: call.agentId }]);
  }
  if (recording?.id !== command.recordingId) return refuse("wrongState");
  const { phase } = recording;
  switch (command.type) {
    case "grantRecording":
      if (phase === "recording" || phase === "paused") return nothing;
      return phase === "asked" ? decide([{ type: "recordingGranted", ...of }]) : refuse("wrongState");
    case "refuseRecording":
      if (phase === "refused") return nothing;
      return phase === "asked" ? decide([{ type: "recordingRefused", ...of }]) : refuse("wrongState");
    case "pauseRecording":
      if (phase === "paused") return nothing;
      return phase === "recording" ? decide([{ type: "recordingPaused", ...of }]) : refuse("wrongState");
    case "resumeRecording":
      if (phase === "recording") return nothing;
      return phase === "paused" ? decide([{ type: "recordingResumed", ...of }]) : refuse("wrongState");
    case "continueRecording": {
      const { clientId } = command;
      const isCarriedHere = call.clients.agent === clientId;
      if (!isCarriedHere || (phase !== "recording" && phase !== "paused")) return refuse("wrongState");
      if (recording.recorder === clientId) return nothing;
      return decide([{ type: "recordingContinued", ...of, clientId, part: recording.part + 1 }]);
    }
    case "stopRecording":
      return stopRecording(call, command.reason ?? "agent");
    case "revokeRecording":
      return stopRecording(call, "customer");
    default:
      return assertNever(command);
  }
}

/** Also takes back a question that nobody has answered. */
export function stopRecording(call: CallState, because: Side | "transfer" | "failed"): Decision {
  const { recording } = call;
  if (!isOpen(recording)) return nothing;
  return decide([{ type: "recordingStopped", callId: call.id, recordingId: recording.id, because }]);
}

/** Who may still send pieces, as the server asks: who records, while it goes on, and for a while after. */
export function maySendRecording(
  recording: Pick<NonNullable<CallState["recording"]>, "agentId" | "startedAt" | "stoppedAt">,
  agentId: AgentId,
  now: number,
  tailMs: number,
): boolean {
  if (recording.agentId !== agentId || recording.startedAt === null) return false;
  return recording.stoppedAt === null || now <= recording.stoppedAt + tailMs;
}
