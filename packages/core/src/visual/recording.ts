/**
 * Recording a visual session (VIS-04): a consent of its own, which the agent asks for and the customer grants, refuses or takes back.
 * Only of what is seen: without view there is none, and the session's end ends it. One at a time, each under an id of its own.
 */
import type { Refusal } from "@rinnalla/protocol";
import { isOpen } from "../call/evolve-recording.ts";
import type { Command } from "../conversation/commands.ts";
import { decide, nothing, type Decision } from "../decision.ts";
import { assertNever, refuse } from "../kernel/result.ts";
import type { VisualState } from "./state.ts";

const commandTypes = {
  askVisualRecording: true,
  grantVisualRecording: true,
  refuseVisualRecording: true,
  revokeVisualRecording: true,
  pauseVisualRecording: true,
  resumeVisualRecording: true,
  continueVisualRecording: true,
  stopVisualRecording: true,
  visualRecordingBroken: true,
} as const;

export type VisualRecordingCommandType = keyof typeof commandTypes;
export type VisualRecordingCommand = Extract<Command, { type: VisualRecordingCommandType }>;

export function isRecordingCommand(command: { readonly type: string }): command is VisualRecordingCommand {
  return command.type in commandTypes;
}

/** Of a session that has not ended. */
export function stepVisualRecording(
  { mayRecord }: { readonly mayRecord: boolean },
  visual: VisualState,
  command: VisualRecordingCommand,
): Decision | Refusal {
  const { recording } = visual;
  const of = { visualId: visual.id, recordingId: command.recordingId };
  if (command.type === "askVisualRecording") {
    if (recording?.id === command.recordingId) return isOpen(recording) ? nothing : refuse("wrongState");
    if (!mayRecord) return refuse("visualOff");
    if (visual.scopes.view !== "granted") return refuse("noConsent");
    if (visual.phase !== "live" || isOpen(recording)) return refuse("wrongState");
    return decide([{ type: "visualRecordingAsked", ...of, agentId: visual.agentId }]);
  }
  if (recording?.id !== command.recordingId)
    return command.type === "visualRecordingBroken" ? nothing : refuse("wrongState");
  const { phase } = recording;
  switch (command.type) {
    case "grantVisualRecording":
      if (phase === "recording" || phase === "paused") return nothing;
      return phase === "asked" ? decide([{ type: "visualRecordingGranted", ...of }]) : refuse("wrongState");
    case "refuseVisualRecording":
      // A no that crossed a yes from another tab takes the yes back.
      if (phase === "recording" || phase === "paused") return stop(visual, "customer");
      return phase === "asked" ? decide([{ type: "visualRecordingRefused", ...of }]) : nothing;
    case "pauseVisualRecording":
      if (phase === "paused") return nothing;
      return phase === "recording" ? decide([{ type: "visualRecordingPaused", ...of }]) : refuse("wrongState");
    case "resumeVisualRecording":
      if (phase === "recording") return nothing;
      return phase === "paused" ? decide([{ type: "visualRecordingResumed", ...of }]) : refuse("wrongState");
    case "continueVisualRecording": {
      // A co-browse is kept by the server, whatever becomes of the agent's page.
      const isCarriedHere = visual.kind === "screenShare" && visual.clients.agent === command.clientId;
      if (!isCarriedHere || (phase !== "recording" && phase !== "paused")) return refuse("wrongState");
      if (recording.recorder === command.clientId) return nothing;
      const { clientId } = command;
      return decide([{ type: "visualRecordingContinued", ...of, clientId, part: recording.part + 1 }]);
    }
    case "stopVisualRecording":
      return stop(visual, "agent");
    case "revokeVisualRecording":
      return stop(visual, "customer");
    case "visualRecordingBroken":
      return stop(visual, command.because);
    default:
      return assertNever(command);
  }
}

/** Also takes back a question that nobody has answered. */
function stop({ id, recording }: VisualState, because: "agent" | "customer" | "full" | "failed"): Decision {
  if (!isOpen(recording)) return nothing;
  return decide([{ type: "visualRecordingStopped", visualId: id, recordingId: recording.id, because }]);
}

/** The server itself keeps what passes of a co-browse now. */
export function isKeptNow(visual: VisualState | null): visual is VisualState & { readonly recording: object } {
  return visual?.kind === "cobrowse" && visual.phase === "live" && visual.recording?.phase === "recording";
}
