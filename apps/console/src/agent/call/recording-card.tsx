/** A recording in the timeline: played from the server, piece after piece, once somebody asks for it (CALL-12). */
import { useRef } from "react";
import { Icon } from "../../parts/icon.tsx";
import { useWords } from "../../store/use-console.ts";
import { duration } from "../../texts/words.ts";
import type { RecordingItem } from "../conversation/timeline.ts";

export function RecordingCard({ item }: { readonly item: RecordingItem }) {
  const { t, time } = useWords();
  const label = t("recording.player", { length: duration(item.lengthMs) });
  const player = useRef<HTMLVideoElement & HTMLAudioElement>(null);
  const Player = item.mode === "video" ? "video" : "audio";
  return (
    <div className="event-card recording-card">
      <span className="event-icon">
        <Icon name="record" size={17} />
      </span>
      <div className="grow">
        <strong>{label}</strong>
        {item.isDeleted ? (
          <p>{t("recording.deleted")}</p>
        ) : (
          <Player
            ref={player}
            controls
            preload="none"
            aria-label={label}
            src={`/api/recordings/${item.recordingId}`}
            onLoadedMetadata={() => findLength(player.current)}
          />
        )}
      </div>
      <time dateTime={new Date(item.at).toISOString()}>{time(item.at)}</time>
    </div>
  );
}

/** A file that was written while it went on says no length; a browser learns it by going to the end, and then the bar can be used. */
function findLength(player: HTMLMediaElement | null): void {
  if (!player || player.duration !== Infinity) return;
  const back = (): void => {
    if (player.duration === Infinity) return;
    player.removeEventListener("durationchange", back);
    player.currentTime = 0;
  };
  player.addEventListener("durationchange", back);
  player.currentTime = Number.MAX_SAFE_INTEGER;
}
