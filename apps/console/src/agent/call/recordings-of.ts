/** The recordings that a log tells of, with their lengths: from the consent to the end, less the pauses (CALL-12, VIS-04). Pure. */
import type { CallId, LoggedEvent, RecordingId, VisualId } from "@rinnalla/protocol";

export interface RecordingInLog {
  readonly id: RecordingId;
  /** The call or the visual session that was recorded. */
  readonly of: CallId | VisualId;
  /** Of the event that ended it: its own stop, or the end of what was recorded. */
  readonly endSeq: number;
  readonly lengthMs: number;
  readonly isDeleted: boolean;
}

interface Running {
  readonly id: RecordingId;
  readonly of: CallId | VisualId;
  lengthMs: number;
  /** `null` while paused. */
  runsSince: number | null;
  isPaused: boolean;
}

/** Those that were granted and have ended. */
export function recordingsOf(events: readonly LoggedEvent[]): readonly RecordingInLog[] {
  const running = new Map<RecordingId, Running>();
  const ended: RecordingInLog[] = [];
  const deleted = new Set<RecordingId>();
  /** Sessions in which the customer lets nothing be seen for now. */
  const covered = new Set<VisualId>();
  const begin = (id: RecordingId, of: Running["of"], at: number): void => {
    const one: Running = { id, of, lengthMs: 0, runsSince: null, isPaused: false };
    running.set(id, one);
    run(one, at);
  };
  const run = (one: Running, at: number): void => {
    const isOn = !one.isPaused && !covered.has(one.of as VisualId);
    if (isOn) one.runsSince ??= at;
    else if (one.runsSince !== null) {
      one.lengthMs += at - one.runsSince;
      one.runsSince = null;
    }
  };
  const pause = (id: RecordingId, isPaused: boolean, at: number): void => {
    const one = running.get(id);
    if (!one) return;
    one.isPaused = isPaused;
    run(one, at);
  };
  const end = (one: Running | undefined, { at, seq }: LoggedEvent): void => {
    if (!one) return;
    pause(one.id, true, at);
    running.delete(one.id);
    ended.push({ id: one.id, of: one.of, endSeq: seq, lengthMs: one.lengthMs, isDeleted: false });
  };
  const ofThis = (of: Running["of"]): readonly Running[] => [...running.values()].filter((one) => one.of === of);
  for (const logged of events) {
    const { event, at } = logged;
    switch (event.type) {
      case "recordingGranted":
        begin(event.recordingId, event.callId, at);
        break;
      case "visualRecordingGranted":
        begin(event.recordingId, event.visualId, at);
        break;
      case "recordingPaused":
      case "visualRecordingPaused":
        pause(event.recordingId, true, at);
        break;
      case "recordingResumed":
      case "visualRecordingResumed":
        pause(event.recordingId, false, at);
        break;
      case "visualPaused":
      case "visualResumed":
        if (event.type === "visualPaused") covered.add(event.visualId);
        else covered.delete(event.visualId);
        for (const one of ofThis(event.visualId)) run(one, at);
        break;
      case "recordingStopped":
      case "visualRecordingStopped":
        end(running.get(event.recordingId), logged);
        break;
      case "callEnded":
        for (const one of ofThis(event.callId)) end(one, logged);
        break;
      case "visualEnded":
        for (const one of ofThis(event.visualId)) end(one, logged);
        break;
      case "recordingDeleted":
        deleted.add(event.recordingId);
        break;
      default:
    }
  }
  return ended.map((one) => (deleted.has(one.id) ? { ...one, isDeleted: true } : one));
}
