/** The recordings that a log tells of, with their lengths: from the consent to the end, less the pauses (CALL-12). Pure. */
import type { CallId, LoggedEvent, RecordingId } from "@rinnalla/protocol";

export interface RecordingInLog {
  readonly id: RecordingId;
  readonly callId: CallId;
  /** Of the event that ended it: its own stop, or the call's end. */
  readonly endSeq: number;
  readonly lengthMs: number;
  readonly isDeleted: boolean;
}

interface Running {
  readonly id: RecordingId;
  readonly callId: CallId;
  lengthMs: number;
  /** `null` while paused. */
  runsSince: number | null;
}

/** Those that were granted and have ended. */
export function recordingsOf(events: readonly LoggedEvent[]): readonly RecordingInLog[] {
  const running = new Map<RecordingId, Running>();
  const ended: RecordingInLog[] = [];
  const deleted = new Set<RecordingId>();
  const pause = (one: Running | undefined, at: number): void => {
    if (!one || one.runsSince === null) return;
    one.lengthMs += at - one.runsSince;
    one.runsSince = null;
  };
  const end = (one: Running | undefined, { at, seq }: LoggedEvent): void => {
    if (!one) return;
    pause(one, at);
    running.delete(one.id);
    ended.push({ id: one.id, callId: one.callId, endSeq: seq, lengthMs: one.lengthMs, isDeleted: false });
  };
  for (const logged of events) {
    const { event, at } = logged;
    switch (event.type) {
      case "recordingGranted":
        running.set(event.recordingId, { id: event.recordingId, callId: event.callId, lengthMs: 0, runsSince: at });
        break;
      case "recordingPaused":
        pause(running.get(event.recordingId), at);
        break;
      case "recordingResumed": {
        const one = running.get(event.recordingId);
        if (one) one.runsSince ??= at;
        break;
      }
      case "recordingStopped":
        end(running.get(event.recordingId), logged);
        break;
      case "callEnded":
        for (const one of [...running.values()]) if (one.callId === event.callId) end(one, logged);
        break;
      case "recordingDeleted":
        deleted.add(event.recordingId);
        break;
      default:
    }
  }
  return ended.map((one) => (deleted.has(one.id) ? { ...one, isDeleted: true } : one));
}
