/**
 * Recording of visual sessions (VIS-04). A co-browse is kept by the server; a shared screen is recorded by this page, only in phase
 * `recording` and while the customer shows it, and its pieces are sent as they come. What the agent presses is a command; the recorder
 * follows the log. A page that comes after another, by a reload or from another window, goes on with a part of its own.
 */
import type { CallRecorder, RecorderSources } from "@rinnalla/calls/recorder";
import type { Connection } from "@rinnalla/client";
import type { VisualState } from "@rinnalla/core";
import { newId, type ConversationId, type RecordingId } from "@rinnalla/protocol";
import type { Ask } from "../../store/ask.ts";
import type { Observable } from "../../store/observable.ts";
import type { ConsoleState } from "../../store/state.ts";
import { addToast } from "../../store/toasts.ts";
import { sendPiece } from "../call/send-piece.ts";
import type { LocalVisual } from "./local-visual.ts";
import { screenRecordingDuty } from "./screen-recording-duty.ts";

export interface VisualRecordingRoom {
  readonly askFor: (id: ConversationId, visual: VisualState) => void;
  readonly pause: (id: ConversationId, visual: VisualState) => void;
  readonly resume: (id: ConversationId, visual: VisualState) => void;
  readonly stop: (id: ConversationId, visual: VisualState) => void;
  readonly close: () => void;
}

interface Deps {
  readonly connection: Connection;
  readonly state: Observable<ConsoleState>;
  readonly ask: Ask;
}

export function createVisualRecordingRoom({ connection, state, ask }: Deps): VisualRecordingRoom {
  const asked = new Set<RecordingId>();
  /** With the part that it makes; `null` while its code is fetched. */
  const running = new Map<RecordingId, { readonly part: number; recorder: CallRecorder | null }>();
  /** The server has been told that they go on here, and has not answered. */
  const takingOver = new Set<RecordingId>();

  const takeOver = async (id: ConversationId, visualId: VisualState["id"], recordingId: RecordingId): Promise<void> => {
    if (takingOver.has(recordingId)) return;
    takingOver.add(recordingId);
    const { clientId } = connection;
    await ask(id, { type: "continueVisualRecording", visualId, recordingId, clientId });
    takingOver.delete(recordingId);
  };

  const say = (
    type: "pauseVisualRecording" | "resumeVisualRecording" | "stopVisualRecording",
    id: ConversationId,
    { id: visualId, recording }: VisualState,
  ): void => {
    if (recording) void ask(id, { type, visualId, recordingId: recording.id });
  };

  const giveUp = (id: ConversationId, visual: VisualState, key: "recording.failed" | "recording.unsupported"): void => {
    state.update((value) => addToast(value, { tone: "danger", text: { key } }));
    say("stopVisualRecording", id, visual);
  };

  const begin = async (
    id: ConversationId,
    visual: VisualState,
    recording: NonNullable<VisualState["recording"]>,
    local: LocalVisual,
  ): Promise<void> => {
    const entry: { readonly part: number; recorder: CallRecorder | null } = { part: recording.part, recorder: null };
    running.set(recording.id, entry);
    try {
      const { createCallRecorder } = await import("@rinnalla/calls/recorder");
      // Stopped meanwhile.
      if (running.get(recording.id) !== entry) return;
      entry.recorder = createCallRecorder({
        hasVideo: true,
        picture: "one",
        sources: sourcesOf(local),
        send: (piece, at) => sendPiece(id, recording, piece, at),
        onFailure: () => giveUp(id, visual, "recording.failed"),
      });
      sync();
    } catch {
      giveUp(id, visual, "recording.unsupported");
    }
  };

  const end = (id: RecordingId): void => {
    const entry = running.get(id);
    running.delete(id);
    void entry?.recorder?.stop();
  };

  const sync = (): void => {
    const value = state.get();
    const open = new Set<RecordingId>();
    for (const log of value.logs.values()) {
      const visual = log.state?.visual;
      const recording = visual?.recording;
      const local = visual && value.visuals.get(visual.id);
      if (!log.isLive || !visual || !recording || !local) continue;
      const hasAsked = asked.has(recording.id);
      const duty = screenRecordingDuty(visual, { me: value.me.id, clientId: connection.clientId, hasAsked });
      if (duty === "none") continue;
      if (duty === "takeOver") {
        void takeOver(log.id, visual.id, recording.id);
        continue;
      }
      if (running.get(recording.id)?.part !== recording.part) end(recording.id);
      open.add(recording.id);
      const entry = running.get(recording.id);
      if (entry === undefined) {
        if (duty === "record") void begin(log.id, visual, recording, local);
        continue;
      }
      entry.recorder?.take(sourcesOf(local));
      if (duty === "record") entry.recorder?.resume();
      else entry.recorder?.pause();
    }
    for (const id of [...running.keys()]) if (!open.has(id)) end(id);
  };

  const unsubscribe = state.subscribe(sync);

  return {
    askFor(id, visual) {
      const recordingId = newId<RecordingId>();
      asked.add(recordingId);
      void ask(id, { type: "askVisualRecording", visualId: visual.id, recordingId });
    },
    pause(id, visual) {
      // At once, not only when the server has said it.
      if (visual.recording) running.get(visual.recording.id)?.recorder?.pause();
      say("pauseVisualRecording", id, visual);
    },
    resume: (id, visual) => say("resumeVisualRecording", id, visual),
    stop: (id, visual) => say("stopVisualRecording", id, visual),
    close() {
      unsubscribe();
      for (const id of [...running.keys()]) end(id);
    },
  };
}

/** The screen as the agent sees it, with the sound that is shared with it. */
function sourcesOf({ screen }: LocalVisual): RecorderSources {
  return {
    localAudio: null,
    remoteAudio: screen?.remoteAudio ?? null,
    localVideo: null,
    remoteVideo: screen?.remoteVideo ?? null,
  };
}
