/** The customer's page, live: the viewer document in its frame, and the tools above it (VIS-03, VIS-04). */
import type { CommandOutcome } from "@rinnalla/cobrowse/viewer-port";
import type { VisualState } from "@rinnalla/core";
import type { ConversationId } from "@rinnalla/protocol";
import { useEffect, useRef } from "react";
import { IconButton } from "../../parts/icon-button.tsx";
import { Icon } from "../../parts/icon.tsx";
import { useConsole, useRooms, useWords } from "../../store/use-console.ts";
import type { TextKey } from "../../texts/words.ts";
import { controlWord } from "./control-word.ts";
import { FollowSwitch } from "./follow-switch.tsx";
import { ScaleSwitch } from "./scale-switch.tsx";
import { viewerAddress } from "./viewer-address.ts";
import { WholeScreen } from "./whole-screen.tsx";
import { VisualToolbar } from "./visual-toolbar.tsx";

const outcomeTexts: Partial<Record<CommandOutcome, TextKey>> = {
  refused: "visual.refused.masked",
  stale: "visual.refused.gone",
  customerActing: "visual.refused.acting",
  confirming: "visual.refused.guarded",
  declined: "visual.refused.notAllowed",
};

export function CobrowseView({ id, visual }: { readonly id: ConversationId; readonly visual: VisualState }) {
  const { t } = useWords();
  const { visuals } = useRooms();
  const whole = useRef<HTMLDivElement>(null);
  const frame = useRef<HTMLIFrameElement>(null);
  const widgetId = useConsole((state) => state.logs.get(id)?.state?.terms.widgetId);
  const local = useConsole((state) => state.visuals.get(visual.id));
  const events = useConsole((state) => state.logs.get(id)?.events);
  const isHere = local !== undefined;
  useEffect(() => {
    if (!frame.current || !isHere) return;
    return visuals.showIn(id, visual.id, frame.current);
  }, [visuals, id, visual.id, isHere]);

  const viewer = local?.viewer ?? null;
  const isAway = visual.lost.customer || viewer?.phase === "leaving";
  const word = controlWord(visual, events ?? []);
  const hasControl = visual.scopes.control === "granted";
  const outcome = viewer?.lastOutcome ? outcomeTexts[viewer.lastOutcome] : undefined;
  return (
    <div className="visual" ref={whole}>
      <VisualToolbar id={id} visual={visual} local={local} whole={whole} />
      <div className="visual-address">
        <IconButton
          icon="chevronLeft"
          size={16}
          label={t("visual.back")}
          isDisabled={!hasControl}
          onPress={() => visuals.navigate(visual.id, "back")}
        />
        <IconButton
          icon="reload"
          size={15}
          label={t("visual.reload")}
          isDisabled={!hasControl}
          onPress={() => visuals.navigate(visual.id, "reload")}
        />
        <p className="visual-where">
          <span className="visual-url">{viewer?.pageUrl || t("visual.waitingPicture")}</span>
          {viewer?.title && <span className="quiet">{viewer.title}</span>}
        </p>
        {word && (
          <span className="control-word" data-word={word} role="status">
            {t(word)}
          </span>
        )}
        {local && <FollowSwitch local={local} />}
        <ScaleSwitch visualId={visual.id} scale={local?.scale ?? "fit"} />
        <WholeScreen of={whole} />
      </div>
      <div className="visual-stage" data-control={local?.mode === "control" || undefined}>
        <iframe
          ref={frame}
          className="visual-frame"
          title={t("visual.viewerFrame")}
          src={viewerAddress(widgetId ?? "")}
        />
        {visual.phase === "paused" || viewer?.phase === "paused" ? (
          <p className="visual-cover" role="status">
            <Icon name="pause" size={22} />
            {t(visual.phase === "paused" ? "visual.paused" : "visual.pausedHere")}
          </p>
        ) : isAway ? (
          <p className="visual-chip" role="status">
            {t("visual.reconnecting")}
          </p>
        ) : outcome ? (
          <p className="visual-chip" role="status">
            {t("visual.actionRefused", { reason: t(outcome) })}
          </p>
        ) : null}
      </div>
    </div>
  );
}
