/**
 * Plays a recorded co-browse in the same viewer document as a live one: without scripts, under its own policy, filtered on arrival
 * (VIS-04, VIS-09). Fetched when one is first played.
 */
import { connectViewer, type ViewerStatus } from "@rinnalla/cobrowse/viewer-port";
import type { ConversationId, RecordingId } from "@rinnalla/protocol";
import { useEffect, useRef, useState, useSyncExternalStore } from "react";
import { Dialog } from "react-aria-components/Dialog";
import { Heading } from "react-aria-components/Heading";
import { Modal, ModalOverlay } from "react-aria-components/Modal";
import { ToggleButton } from "react-aria-components/ToggleButton";
import { ToggleButtonGroup } from "react-aria-components/ToggleButtonGroup";
import { IconButton } from "../../../parts/icon-button.tsx";
import { useConsole, useWords } from "../../../store/use-console.ts";
import { duration, type TextKey } from "../../../texts/words.ts";
import { viewerAddress } from "../viewer-address.ts";
import { readReplay, type Replay } from "./replay-file.ts";
import { createReplayPlayback, replaySpeeds, type ReplayPlayback, type ReplaySpeed } from "./replay-playback.ts";

interface Props {
  readonly conversationId: ConversationId;
  readonly recordingId: RecordingId;
  readonly onClose: () => void;
}

type Fetched =
  | Replay
  | "coming"
  | Extract<TextKey, "recording.unreachable" | "recording.empty" | "replay.otherVersion">;

export function ReplayDialog({ conversationId, recordingId, onClose }: Props) {
  const { t } = useWords();
  const replay = useReplay(recordingId);
  return (
    <ModalOverlay className="overlay" isOpen isDismissable onOpenChange={(isOpen) => !isOpen && onClose()}>
      <Modal className="modal replay-modal">
        <Dialog className="dialog replay">
          <div className="replay-head">
            <Heading slot="title">{t("replay.title")}</Heading>
            <IconButton icon="close" label={t("replay.close")} onPress={onClose} />
          </div>
          {typeof replay === "object" ? (
            <Player conversationId={conversationId} replay={replay} />
          ) : (
            <p className="replay-wait" role="status">
              {t(replay === "coming" ? "recording.preparing" : replay)}
            </p>
          )}
        </Dialog>
      </Modal>
    </ModalOverlay>
  );
}

function Player({ conversationId, replay }: { readonly conversationId: ConversationId; readonly replay: Replay }) {
  const { t } = useWords();
  const widgetId = useConsole((state) => state.logs.get(conversationId)?.state?.terms.widgetId);
  const frame = useRef<HTMLIFrameElement>(null);
  const [playback, setPlayback] = useState<ReplayPlayback | null>(null);
  const [status, setStatus] = useState<ViewerStatus | null>(null);
  useEffect(() => {
    if (!frame.current) return;
    // Nothing that the agent does here goes anywhere.
    const viewer = connectViewer(frame.current, { send: () => undefined, onStatus: setStatus });
    viewer.setMode("look");
    viewer.setScale("fit");
    const made = createReplayPlayback(replay, ({ payload, by }) =>
      by === "customer" ? viewer.deliver(payload) : viewer.showPointing(payload),
    );
    setPlayback(made);
    made.play();
    return () => {
      made.close();
      viewer.close();
    };
  }, [replay]);
  return (
    <>
      <p className="visual-where">
        <span className="visual-url">{status?.pageUrl || t("visual.waitingPicture")}</span>
        {status?.title && <span className="quiet">{status.title}</span>}
      </p>
      <div className="replay-stage">
        <iframe ref={frame} className="visual-frame" title={t("replay.frame")} src={viewerAddress(widgetId ?? "")} />
        {status?.phase === "failed" && (
          <p className="visual-cover" role="status">
            {t("replay.otherVersion")}
          </p>
        )}
      </div>
      {playback && <Controls playback={playback} lengthMs={replay.lengthMs} />}
    </>
  );
}

function Controls({ playback, lengthMs }: { readonly playback: ReplayPlayback; readonly lengthMs: number }) {
  const { t } = useWords();
  const { atMs, isPlaying, speed } = useSyncExternalStore(playback.subscribe, () => playback.view);
  return (
    <div className="recording-bar replay-bar">
      <IconButton
        icon={isPlaying ? "pause" : "play"}
        label={t(isPlaying ? "recording.hold" : "recording.play")}
        onPress={() => (isPlaying ? playback.pause() : playback.play())}
      />
      <input
        type="range"
        min={0}
        max={Math.max(lengthMs, 1)}
        step={100}
        value={Math.round(atMs)}
        aria-label={t("recording.place")}
        aria-valuetext={`${duration(atMs)} / ${duration(lengthMs)}`}
        onChange={({ target }) => playback.seek(Number(target.value))}
      />
      <span className="figures">
        {duration(atMs)} / {duration(lengthMs)}
      </span>
      <ToggleButtonGroup
        className="segments"
        aria-label={t("replay.speed")}
        selectionMode="single"
        disallowEmptySelection
        selectedKeys={[String(speed)]}
        onSelectionChange={(keys) => playback.setSpeed(Number([...keys][0] ?? 1) as ReplaySpeed)}
      >
        {replaySpeeds.map((each) => (
          <ToggleButton key={each} id={String(each)} className="segment">
            {each}×
          </ToggleButton>
        ))}
      </ToggleButtonGroup>
    </div>
  );
}

function useReplay(recordingId: RecordingId): Fetched {
  const [replay, setReplay] = useState<Fetched>("coming");
  useEffect(() => {
    const stop = new AbortController();
    const get = async (): Promise<Fetched> => {
      const answer = await fetch(`/api/recordings/${recordingId}`, { signal: stop.signal });
      if (!answer.ok) return answer.status === 404 ? "recording.empty" : "recording.unreachable";
      const read = readReplay(new Uint8Array(await answer.arrayBuffer()));
      if (!read) return "replay.otherVersion";
      return read.steps.length === 0 ? "recording.empty" : read;
    };
    get().then(setReplay, () => stop.signal.aborted || setReplay("recording.unreachable"));
    return () => stop.abort();
  }, [recordingId]);
  return replay;
}
