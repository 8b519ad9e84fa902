/**
 * The chosen provider's page in its app tab (VIS-01, VIS-02). The built-in one's is here: create a session, hand over the PIN, follow
 * its state, then the picture itself with its tools.
 */
import type { VisualState } from "@rinnalla/core";
import { limits, type ConversationId, type VisualKind } from "@rinnalla/protocol";
import { useState } from "react";
import { Button } from "react-aria-components/Button";
import { Left, useNow } from "../../parts/duration.tsx";
import { Icon } from "../../parts/icon.tsx";
import { useConsole, useRooms, useWords } from "../../store/use-console.ts";
import type { TextKey } from "../../texts/words.ts";
import { ProviderPage } from "./provider/provider-page.tsx";
import { CobrowseView } from "./cobrowse-view.tsx";
import { ScreenView } from "./screen-view.tsx";

interface Props {
  readonly id: ConversationId;
  readonly kind: VisualKind;
  readonly isInFront: boolean;
}

export function VisualPage({ id, kind }: Props) {
  const { t } = useWords();
  const visual = useConsole((state) => state.logs.get(id)?.state?.visual ?? null);
  const canBegin = useConsole((state) => {
    const log = state.logs.get(id)?.state;
    return log?.agent?.agentId === state.me.id && (log.status === "active" || log.status === "waiting");
  });
  const choice = useConsole((state) => state.logs.get(id)?.state?.terms[kind] ?? null);
  const isLive = visual !== null && visual.phase !== "ended";
  if (isLive && visual.kind !== kind) return <p className="visual-note quiet">{t("visual.other")}</p>;
  const last = visual?.kind === kind ? visual : null;
  if (choice !== null && choice !== "builtin")
    return <ProviderPage id={id} kind={kind} providerId={choice} visual={last} canBegin={canBegin} />;
  if (!isLive) return <Begin id={id} kind={kind} last={last} canBegin={canBegin} />;
  if (visual.phase === "invited" || visual.phase === "consenting") return <Invitation id={id} visual={visual} />;
  return kind === "cobrowse" ? <CobrowseView id={id} visual={visual} /> : <ScreenView id={id} visual={visual} />;
}

interface BeginProps {
  readonly id: ConversationId;
  readonly kind: VisualKind;
  readonly last: VisualState | null;
  readonly canBegin: boolean;
}

function Begin({ id, kind, last, canBegin }: BeginProps) {
  const { t } = useWords();
  const { visuals } = useRooms();
  const [isCreating, setCreating] = useState(false);
  const agentName = useConsole((state) => state.logs.get(id)?.state?.agent?.name ?? state.me.name);
  const create = async (): Promise<void> => {
    setCreating(true);
    await visuals.create(id, kind);
    setCreating(false);
  };
  const steps: readonly TextKey[] = ["visual.step.create", "visual.step.share", "visual.step.consent"];
  return (
    <div className="visual-begin">
      <span className="visual-picture">
        <Icon name={kind === "cobrowse" ? "cobrowse" : "computer"} size={34} />
      </span>
      <h2>{t(`visual.${kind}`)}</h2>
      <p className="quiet">{t(`visual.${kind}.intro`)}</p>
      {last?.end && (
        <p className="visual-ended" role="status">
          <Icon name="info" size={16} />
          {t(`visual.line.ended.${last.end.reason}`, {
            kind: t(`visual.${kind}`),
            by: last.provider?.name ?? agentName,
          })}
        </p>
      )}
      <ol className="steps">
        {steps.map((step) => (
          <li key={step}>{t(step)}</li>
        ))}
      </ol>
      <Button
        className="button button-accent button-large"
        isDisabled={!canBegin || isCreating}
        onPress={() => void create()}
      >
        {t(isCreating ? "visual.creating" : "visual.create")}
      </Button>
    </div>
  );
}

function Invitation({ id, visual }: { readonly id: ConversationId; readonly visual: VisualState }) {
  const { t } = useWords();
  const { visuals } = useRooms();
  const now = useNow();
  const isInChat = useConsole((state) =>
    (state.logs.get(id)?.events ?? []).some(
      ({ event }) => event.type === "messagePosted" && event.kind === "pin" && event.visualId === visual.id,
    ),
  );
  const isExpired = now > visual.expiresAt;
  const isWrong = visual.triesLeft < limits.pinTries;
  return (
    <div className="visual-begin">
      <h2>{t(`visual.${visual.kind}`)}</h2>
      {visual.phase === "invited" && visual.pin && (
        <div className="pin" role="group" aria-label={t("visual.pin")}>
          <span className="pin-label">{t("visual.pin")}</span>
          {/* Spaced for the eye; one number for the ear and for copying. */}
          <output className="pin-digits figures" data-testid="pin" aria-label={visual.pin.split("").join(" ")}>
            {visual.pin}
          </output>
          <span className="quiet">
            {isExpired ? (
              t("visual.pinExpired")
            ) : (
              <>
                {t("visual.pinValid", { time: "" }).trim()} <Left until={visual.expiresAt} />
              </>
            )}
          </span>
          {isWrong && (
            <span className="pin-wrong" role="status">
              {t("visual.tries", { count: visual.triesLeft })}
            </span>
          )}
          <Button
            className="button button-accent button-large"
            isDisabled={isInChat || isExpired}
            onPress={() => void visuals.sharePin(id, visual.id)}
          >
            <Icon name={isInChat ? "check" : "send"} size={16} />
            {t(isInChat ? "visual.pinInChat" : "visual.putPin")}
          </Button>
        </div>
      )}
      <StateList visual={visual} />
      <Button className="button button-quiet" onPress={() => visuals.end(id, visual.id)}>
        {t("visual.end")}
      </Button>
    </div>
  );
}

function StateList({ visual }: { readonly visual: VisualState }) {
  const { t } = useWords();
  const at = visual.phase === "invited" ? 0 : visual.phase === "consenting" ? 1 : 2;
  const states: readonly TextKey[] = ["visual.waitingPin", "visual.waitingConsent", "visual.live"];
  return (
    <ol className="state-list" aria-label={t("visual.state")}>
      {states.map((state, index) => (
        <li
          key={state}
          data-state={index < at ? "done" : index === at ? "now" : "later"}
          aria-current={index === at ? "step" : undefined}
        >
          <span className="state-dot">{index < at && <Icon name="check" size={13} />}</span>
          {t(state)}
        </li>
      ))}
    </ol>
  );
}
