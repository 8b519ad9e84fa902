/** In a session's tools: asking to record, the mark that it is recorded, pause and stop (VIS-04). Nothing where it is not allowed. */
import type { VisualState } from "@rinnalla/core";
import type { ConversationId } from "@rinnalla/protocol";
import { Button } from "react-aria-components/Button";
import { IconButton } from "../../parts/icon-button.tsx";
import { Icon } from "../../parts/icon.tsx";
import { useConsole, useRooms, useWords } from "../../store/use-console.ts";

interface Props {
  readonly id: ConversationId;
  readonly visual: VisualState;
}

export function VisualRecording({ id, visual }: Props) {
  const { t } = useWords();
  const { visualRecordings: room } = useRooms();
  const isAllowed = useConsole((state) => state.logs.get(id)?.state?.terms.visualRecording === "allowed");
  if (!isAllowed) return null;
  const phase = visual.recording?.phase;
  if (phase !== "asked" && phase !== "recording" && phase !== "paused")
    return (
      <Button
        className="button button-small"
        isDisabled={visual.phase !== "live"}
        onPress={() => room.askFor(id, visual)}
      >
        <Icon name="record" size={16} />
        {t("visual.record")}
      </Button>
    );
  const isPaused = phase === "paused";
  return (
    <span className="visual-recording">
      <span className="recording-mark" role="status" data-phase={phase}>
        {t(`recording.mark.${phase}`)}
      </span>
      {phase !== "asked" && (
        <IconButton
          icon={isPaused ? "record" : "pause"}
          size={16}
          label={t(isPaused ? "recording.resume" : "recording.pause")}
          onPress={() => (isPaused ? room.resume(id, visual) : room.pause(id, visual))}
        />
      )}
      <IconButton icon="close" size={16} label={t("recording.stop")} onPress={() => room.stop(id, visual)} />
    </span>
  );
}
