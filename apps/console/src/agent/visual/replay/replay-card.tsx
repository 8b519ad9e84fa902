/** A recorded co-browse in the timeline: its length, and the way to play it (VIS-04). */
import { lazy, Suspense, useState } from "react";
import { Button } from "react-aria-components/Button";
import { Icon } from "../../../parts/icon.tsx";
import { useWords } from "../../../store/use-console.ts";
import { duration } from "../../../texts/words.ts";
import type { RecordingItem } from "../../conversation/timeline-items.ts";

const ReplayDialog = lazy(() => import("./replay-dialog.tsx").then(({ ReplayDialog }) => ({ default: ReplayDialog })));

export function ReplayCard({ item }: { readonly item: RecordingItem }) {
  const { t, time } = useWords();
  const [isOpen, setOpen] = useState(false);
  return (
    <div className="event-card recording-card">
      <span className="event-icon">
        <Icon name="record" size={17} />
      </span>
      <div className="grow">
        <strong>{t("replay.card", { length: duration(item.lengthMs) })}</strong>
        {item.isDeleted ? (
          <p>{t("recording.deleted")}</p>
        ) : (
          <p>
            <Button className="button button-small" onPress={() => setOpen(true)}>
              <Icon name="play" size={15} />
              {t("recording.play")}
            </Button>
          </p>
        )}
      </div>
      <time dateTime={new Date(item.at).toISOString()}>{time(item.at)}</time>
      {isOpen && (
        <Suspense>
          <ReplayDialog
            conversationId={item.conversationId}
            recordingId={item.recordingId}
            onClose={() => setOpen(false)}
          />
        </Suspense>
      )}
    </div>
  );
}
