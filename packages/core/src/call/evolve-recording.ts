/** Folds the events of a recording, of a call's and a visual session's alike (CALL-12, VIS-04). */
import type { RecordingEvent, VisualRecordingEvent } from "@rinnalla/protocol";
import type { Instant } from "../kernel/result.ts";
import type { RecordingPhase, RecordingState } from "./state.ts";

type AnyRecordingEvent = RecordingEvent | VisualRecordingEvent;
type Told = "recordingAsked" | "visualRecordingAsked" | "recordingContinued" | "visualRecordingContinued";

const phases: { readonly [Type in Exclude<AnyRecordingEvent["type"], Told>]: RecordingPhase } = {
  recordingGranted: "recording",
  recordingRefused: "refused",
  recordingPaused: "paused",
  recordingResumed: "recording",
  recordingStopped: "stopped",
  visualRecordingGranted: "recording",
  visualRecordingRefused: "refused",
  visualRecordingPaused: "paused",
  visualRecordingResumed: "recording",
  visualRecordingStopped: "stopped",
};

/** `recording` is the latest; an event of another one than that (a gap in the log) changes nothing. */
export function evolveRecording(
  recording: RecordingState | null,
  event: AnyRecordingEvent,
  at: Instant,
): RecordingState | null {
  if (event.type === "recordingAsked" || event.type === "visualRecordingAsked") {
    const { recordingId: id, agentId } = event;
    return { id, phase: "asked", agentId, part: 0, recorder: null, startedAt: null, stoppedAt: null };
  }
  if (recording?.id !== event.recordingId) return recording;
  if (event.type === "recordingContinued" || event.type === "visualRecordingContinued")
    return { ...recording, part: event.part, recorder: event.clientId };
  const phase = phases[event.type];
  if (phase === "stopped") return stopped(recording, at);
  return { ...recording, phase, startedAt: recording.startedAt ?? (phase === "recording" ? at : null) };
}

/** What ends takes its recording with it. */
export function stopped(recording: RecordingState | null, at: Instant): RecordingState | null {
  return isOpen(recording) ? { ...recording, phase: "stopped", stoppedAt: at } : recording;
}

/** Asked for, going on, or paused. */
export function isOpen(recording: RecordingState | null): recording is RecordingState {
  return recording !== null && recording.phase !== "stopped" && recording.phase !== "refused";
}
