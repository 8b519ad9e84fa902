/** A recording in the timeline: played from the server, piece after piece, once somebody asks for it (CALL-12). */
import type { RecordingOutline } from "@rinnalla/protocol";
import { lazy, Suspense } from "react";
import { Icon } from "../../parts/icon.tsx";
import { useWords } from "../../store/use-console.ts";
import { duration } from "../../texts/words.ts";
import type { RecordingItem } from "../conversation/timeline-items.ts";
import { findLength } from "./recording-length.ts";
import { totalMs } from "./recording-place.ts";
import { useOutline } from "./use-outline.ts";

const RecordingPlayer = lazy(() =>
  import("./recording-player.tsx").then(({ RecordingPlayer }) => ({ default: RecordingPlayer })),
);

export function RecordingCard({ item }: { readonly item: RecordingItem }) {
  const { t, time } = useWords();
  const outline = useOutline(item);
  const isThere = typeof outline === "object" && !outline.isGrowing;
  const label = t("recording.player", { length: duration(isThere ? totalMs(outline.stretches) : item.lengthMs) });
  return (
    <div className="event-card recording-card">
      <span className="event-icon">
        <Icon name="record" size={17} />
      </span>
      <div className="grow">
        <strong>{label}</strong>
        {item.isDeleted ? (
          <p>{t("recording.deleted")}</p>
        ) : isThere ? (
          <Player item={item} outline={outline} label={label} />
        ) : (
          <p role="status">{t(outline === "failed" ? "recording.unreachable" : "recording.preparing")}</p>
        )}
      </div>
      <time dateTime={new Date(item.at).toISOString()}>{time(item.at)}</time>
    </div>
  );
}

interface PlayerProps {
  readonly item: RecordingItem;
  readonly outline: RecordingOutline;
  readonly label: string;
}

/** One file needs no more than the browser's own player. */
function Player({ item, outline: { stretches }, label }: PlayerProps) {
  const { t } = useWords();
  const [first, ...more] = stretches.flatMap(({ tracks }) => tracks);
  if (!first) return <p>{t("recording.empty")}</p>;
  if (more.length > 0)
    return (
      <Suspense>
        <RecordingPlayer recordingId={item.recordingId} stretches={stretches} label={label} />
      </Suspense>
    );
  const Element = first.hasVideo ? "video" : "audio";
  return (
    <Element
      ref={(element: HTMLMediaElement | null) => void (element && findLength(element))}
      controls
      preload="none"
      aria-label={label}
      src={`/api/recordings/${item.recordingId}?track=${first.name}`}
    />
  );
}
