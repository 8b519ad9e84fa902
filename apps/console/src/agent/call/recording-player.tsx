/** Plays a recording that is more than one file (CALL-12): a part after the other, each party's sound and picture side by side. Fetched when first shown. */
import type { RecordingId, RecordingStretch, RecordingTrack } from "@rinnalla/protocol";
import { useEffect, useRef, useState, useSyncExternalStore } from "react";
import { IconButton } from "../../parts/icon-button.tsx";
import { useWords } from "../../store/use-console.ts";
import { duration } from "../../texts/words.ts";
import { createPlayback, type Playback, type PlaybackView } from "./recording-playback.ts";
import { isNear, placeOf, seamsOf, totalMs, trackPlace } from "./recording-place.ts";

interface Props {
  readonly recordingId: RecordingId;
  readonly stretches: readonly RecordingStretch[];
  readonly label: string;
}

export function RecordingPlayer({ recordingId, stretches, label }: Props) {
  const [playback, setPlayback] = useState<Playback | null>(null);
  const last = useRef<PlaybackView>({ atMs: 0, isPlaying: false });
  useEffect(() => {
    // The last piece may come while somebody listens already.
    const made = createPlayback(stretches, last.current);
    const unsubscribe = made.subscribe(() => void (last.current = made.view));
    setPlayback(made);
    return () => {
      unsubscribe();
      made.close();
    };
  }, [stretches]);
  return playback && <Controls playback={playback} {...{ recordingId, stretches, label }} />;
}

function Controls({ playback, recordingId, stretches, label }: Props & { readonly playback: Playback }) {
  const { t } = useWords();
  const { atMs, isPlaying } = useSyncExternalStore(playback.subscribe, () => playback.view);
  const allMs = totalMs(stretches);
  const { stretch, withinMs } = placeOf(stretches, atMs);
  const seams = seamsOf(stretches);
  // Nothing of it is fetched before somebody wants to hear it: what is fetched counts as played (SUP-04).
  const [isWanted, setWanted] = useState(isPlaying || atMs > 0);
  const want = (act: () => void): void => {
    setWanted(true);
    act();
  };
  return (
    <div className="recording-player" role="group" aria-label={label}>
      <div className="recording-pictures">
        {(isWanted ? stretches[stretch]?.tracks : undefined)
          ?.filter((track) => isNear(track, withinMs))
          .map((track) => (
            <Track
              key={track.name}
              src={`/api/recordings/${recordingId}?track=${track.name}`}
              isHeard={trackPlace(track, withinMs) !== null}
              {...{ playback, track }}
            />
          ))}
      </div>
      <div className="recording-bar">
        <IconButton
          icon={isPlaying ? "pause" : "play"}
          label={t(isPlaying ? "recording.hold" : "recording.play")}
          onPress={() => (isPlaying ? playback.pause() : want(() => playback.play()))}
        />
        <input
          type="range"
          min={0}
          max={Math.max(allMs, 1)}
          step={1000}
          value={atMs}
          aria-label={t("recording.place")}
          aria-valuetext={`${duration(atMs)} / ${duration(allMs)}`}
          onChange={({ target }) => want(() => playback.seek(Number(target.value)))}
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
  readonly src: string;
  readonly playback: Playback;
  readonly track: RecordingTrack;
  readonly isHeard: boolean;
}

function Track({ src, ...rest }: TrackProps) {
  const url = useWhole(src, !rest.track.hasVideo);
  return url && <TrackPlayer key={url} src={url} {...rest} />;
}

function TrackPlayer({ src, playback, isHeard, track: { name, of, hasVideo } }: TrackProps) {
  const { t } = useWords();
  const element = useRef<HTMLVideoElement & HTMLAudioElement>(null);
  useEffect(() => {
    playback.attach(name, element.current);
    return () => playback.attach(name, null);
  }, [playback, name]);
  useEffect(() => {
    const player = element.current;
    return () => {
      // One that is only taken off the page keeps its connection.
      player?.removeAttribute("src");
      player?.load();
    };
  }, []);
  if (!hasVideo) return <audio ref={element} preload="auto" src={src} />;
  const label = t(`recording.of.${of}`);
  return <video ref={element} hidden={!isHeard} preload="auto" playsInline aria-label={label} src={src} />;
}

/**
 * Sound is fetched as a whole (some 15 MB an hour): a browser has six connections to a server at a time, and a player that reads ahead holds one, as
 * the pictures do. `null` until it is here.
 */
function useWhole(src: string, isWanted: boolean): string | null {
  const [whole, setWhole] = useState<string | null>(null);
  useEffect(() => {
    if (!isWanted) return;
    const left = new AbortController();
    let url: string | null = null;
    fetch(src, { signal: left.signal })
      .then((answer) => (answer.ok ? answer.blob() : Promise.reject(new Error(`${answer.status}`))))
      .then((blob) => setWhole((url = URL.createObjectURL(blob))))
      // The element says for itself that it cannot play.
      .catch(() => left.signal.aborted || setWhole(src));
    return () => {
      left.abort();
      if (url) URL.revokeObjectURL(url);
    };
  }, [src, isWanted]);
  return isWanted ? whole : src;
}
