/**
 * Joins the log's word on a recording with this page's recorder (CALL-12): records only in phase `recording`, of the call that this
 * page carries, and sends the pieces to the server as they come. What the agent presses is a command; the recorder follows the log.
 * A page that comes after another, by a reload or from another window, goes on with a part of its own.
 */
import type { PartyView } from "@rinnalla/calls/parties";
import type { CallRecorder, RecorderSources } from "@rinnalla/calls/recorder";
import type { Connection } from "@rinnalla/client";
import { takesCallClaim, type CallState, type RecordingState } from "@rinnalla/core";
import { newId, type ConversationId, type RecordingId } from "@rinnalla/protocol";
import type { Ask } from "../../store/ask.ts";
import type { Observable } from "../../store/observable.ts";
import type { ConsoleState } from "../../store/state.ts";
import { addToast } from "../../store/toasts.ts";
import type { LocalCall } from "./local-call.ts";
import { recordingDuty } from "./recording-duty.ts";
import { sendPiece } from "./send-piece.ts";

export interface RecordingRoom {
  readonly askFor: (id: ConversationId, call: CallState) => void;
  readonly pause: (id: ConversationId, call: CallState) => void;
  readonly resume: (id: ConversationId, call: CallState) => void;
  readonly stop: (id: ConversationId, call: CallState) => void;
  readonly close: () => void;
}

interface Running {
  readonly part: number;
  /** `null` while its code is fetched. */
  recorder: CallRecorder | null;
  local: LocalCall;
  /** The agent pressed pause and the server has not said it yet. */
  isPausing: boolean;
}

interface Deps {
  readonly connection: Connection;
  readonly state: Observable<ConsoleState>;
  readonly ask: Ask;
}

export function createRecordingRoom({ connection, state, ask }: Deps): RecordingRoom {
  const asked = new Set<RecordingId>();
  const running = new Map<RecordingId, Running>();
  /** The server has been told that they go on here, and has not answered. */
  const takingOver = new Set<RecordingId>();

  const say = (type: "resumeRecording" | "stopRecording", id: ConversationId, call: CallState): void => {
    if (call.recording) void ask(id, { type, callId: call.id, recordingId: call.recording.id });
  };

  const takeOver = async (id: ConversationId, callId: CallState["id"], recordingId: RecordingId): Promise<void> => {
    if (takingOver.has(recordingId)) return;
    takingOver.add(recordingId);
    const { clientId } = connection;
    await ask(id, { type: "continueRecording", callId, recordingId, clientId });
    takingOver.delete(recordingId);
  };

  const tell = (key: "recording.failed" | "recording.unsupported"): void =>
    state.update((value) => addToast(value, { tone: "danger", text: { key } }));

  const end = (id: RecordingId): void => {
    const entry = running.get(id);
    running.delete(id);
    void entry?.recorder?.stop();
  };

  const begin = async (id: ConversationId, call: CallState, recording: RecordingState, local: LocalCall) => {
    const entry: Running = { part: recording.part, recorder: null, local, isPausing: false };
    running.set(recording.id, entry);
    const giveUp = (key: "recording.failed" | "recording.unsupported"): void => {
      tell(key);
      void ask(id, { type: "stopRecording", callId: call.id, recordingId: recording.id, reason: "failed" });
    };
    try {
      const { createCallRecorder } = await import("@rinnalla/calls/recorder");
      // Stopped meanwhile.
      if (running.get(recording.id) !== entry) return;
      entry.recorder = createCallRecorder({
        hasVideo: call.mode === "video",
        sources: sourcesOf(entry.local, call, state.get().parties.get(call.id) ?? []),
        send: (piece, at) => sendPiece(id, recording, piece, at),
        onFailure: () => giveUp("recording.failed"),
      });
      sync();
    } catch {
      giveUp("recording.unsupported");
    }
  };

  const sync = (): void => {
    const value = state.get();
    const open = new Set<RecordingId>();
    for (const log of value.logs.values()) {
      const call = log.state?.call;
      const recording = call?.recording;
      const local = call && value.calls.get(call.id);
      if (!log.isLive || !call || !recording || !local?.session) continue;
      const { phase } = recording;
      const recorder = value.recorders.get(call.id) ?? null;
      // What the engine has recorded is another part.
      if (recorder === "engine" && phase !== "asked") asked.delete(recording.id);
      const hasAsked = asked.has(recording.id);
      const duty = recordingDuty(call, { me: value.me.id, clientId: connection.clientId, hasAsked, recorder });
      if (duty === "takeOver") void takeOver(log.id, call.id, recording.id);
      if (duty !== "record") continue;
      if (running.get(recording.id)?.part !== recording.part) end(recording.id);
      open.add(recording.id);
      const entry = running.get(recording.id);
      if (!entry) {
        if (phase === "recording") void begin(log.id, call, recording, local);
        continue;
      }
      entry.local = local;
      if (!entry.recorder) continue;
      entry.recorder.take(sourcesOf(local, call, value.parties.get(call.id) ?? []));
      if (phase === "paused") {
        entry.isPausing = false;
        entry.recorder.pause();
      } else if (!entry.isPausing) entry.recorder.resume();
    }
    for (const id of running.keys()) if (!open.has(id)) end(id);
  };

  const unsubscribe = state.subscribe(sync);

  return {
    askFor(id, call) {
      const recordingId = newId<RecordingId>();
      asked.add(recordingId);
      void ask(id, { type: "askRecording", callId: call.id, recordingId });
    },
    pause(id, call) {
      // At once, not only when the server has said it: the agent asks for a number now.
      const entry = call.recording && running.get(call.recording.id);
      if (!call.recording) return;
      if (entry) {
        entry.isPausing = true;
        entry.recorder?.pause();
      }
      void ask(id, { type: "pauseRecording", callId: call.id, recordingId: call.recording.id }).then(({ ok }) => {
        if (ok || !entry) return;
        entry.isPausing = false;
        sync();
      });
    },
    resume: (id, call) => say("resumeRecording", id, call),
    stop: (id, call) => say("stopRecording", id, call),
    close() {
      unsubscribe();
      for (const id of [...running.keys()]) end(id);
    },
  };
}

/** All whom the customer may hear or is told of; a whisper is not part of what was consented to. */
function sourcesOf({ view }: LocalCall, call: CallState, parties: readonly PartyView[]): RecorderSources {
  const recorded = call.guests.filter(({ role }) => takesCallClaim(role)).map(({ clientId }) => clientId);
  return {
    localAudio: view?.localAudio ?? null,
    remoteAudio: view?.remoteAudio ?? null,
    otherAudio: parties.flatMap(({ clientId, audio }) => (audio && recorded.includes(clientId) ? [audio] : [])),
    localVideo: view?.localVideo ?? null,
    remoteVideo: view?.remoteVideo ?? null,
  };
}
