/** Plays a recording that is more than one file (CALL-12): a part after the other, each party's sound and picture side by side. Fetched when first shown. */
import type { RecordingId, RecordingStretch, RecordingTrack } from "@rinnalla/protocol";
import { useEffect, useRef, useState, useSyncExternalStore } from "react";
import { IconButton } from "../../parts/icon-button.tsx";
import { useWords } from "../../store/use-console.ts";
import { duration } from "../../texts/words.ts";
import { createPlayback, type Playback } from "./recording-playback.ts";
import { seamsOf, totalMs } from "./recording-place.ts";

interface Props {
  readonly recordingId: RecordingId;
  readonly stretches: readonly RecordingStretch[];
  readonly label: string;
}

export function RecordingPlayer({ recordingId, stretches, label }: Props) {
  const [playback, setPlayback] = useState<Playback | null>(null);
  useEffect(() => {
    const made = createPlayback(stretches);
    setPlayback(made);
    return () => made.close();
  }, [stretches]);
  return playback && <Controls playback={playback} {...{ recordingId, stretches, label }} />;
}

function Controls({ playback, recordingId, stretches, label }: Props & { readonly playback: Playback }) {
  const { t } = useWords();
  const { atMs, stretch, isPlaying } = useSyncExternalStore(playback.subscribe, () => playback.view);
  const allMs = totalMs(stretches);
  const seams = seamsOf(stretches);
  return (
    <div className="recording-player" role="group" aria-label={label}>
      <div className="recording-pictures">
        {stretches[stretch]?.tracks.map((track) => (
          <Track key={track.name} {...{ recordingId, playback, track }} />
        ))}
      </div>
      <div className="recording-bar">
        <IconButton
          icon={isPlaying ? "pause" : "play"}
          label={t(isPlaying ? "recording.hold" : "recording.play")}
          onPress={() => (isPlaying ? playback.pause() : playback.play())}
        />
        <input
          type="range"
          min={0}
          max={Math.max(allMs, 1)}
          step={1000}
          value={atMs}
          aria-label={t("recording.place")}
          aria-valuetext={`${duration(atMs)} / ${duration(allMs)}`}
          onChange={({ target }) => playback.seek(Number(target.value))}
        />
        <span className="figures">
          {duration(atMs)} / {duration(allMs)}
        </span>
      </div>
      {seams.length > 0 && (
        <p className="recording-seams">{t("recording.seams", { times: seams.map(duration).join(", ") })}</p>
      )}
    </div>
  );
}

interface TrackProps {
  readonly recordingId: RecordingId;
  readonly playback: Playback;
  readonly track: RecordingTrack;
}

function Track({ recordingId, playback, track: { name, of, hasVideo } }: TrackProps) {
  const { t } = useWords();
  const element = useRef<HTMLVideoElement & HTMLAudioElement>(null);
  useEffect(() => {
    playback.attach(name, element.current);
    return () => playback.attach(name, null);
  }, [playback, name]);
  const src = `/api/recordings/${recordingId}?track=${name}`;
  if (!hasVideo) return <audio ref={element} preload="auto" src={src} />;
  return <video ref={element} preload="auto" playsInline aria-label={t(`recording.of.${of}`)} src={src} />;
}
