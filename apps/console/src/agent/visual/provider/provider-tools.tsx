/** Above a provider's page: whose it is, where the session stands, the PIN or link on its way to the chat, and the end (VIS-02). */
import type { VisualState } from "@rinnalla/core";
import type { ConversationId } from "@rinnalla/protocol";
import { Button } from "react-aria-components/Button";
import { Icon } from "../../../parts/icon.tsx";
import { useConsole, useRooms, useWords } from "../../../store/use-console.ts";

interface Props {
  readonly id: ConversationId;
  readonly visual: VisualState;
  readonly name: string;
  readonly icon: string | null;
  readonly onNew: () => void;
}

export function ProviderTools({ id, visual, name, icon, onNew }: Props) {
  const { t } = useWords();
  const { visuals } = useRooms();
  const agentName = useConsole((state) => state.logs.get(id)?.state?.agent?.name ?? state.me.name);
  const isInChat = useConsole((state) =>
    (state.logs.get(id)?.events ?? []).some(
      ({ event }) =>
        event.type === "messagePosted" &&
        event.kind === "pin" &&
        event.visualId === visual.id &&
        event.text === [visual.pin, visual.joinLink].filter((word) => word !== null).join("\n"),
    ),
  );
  const isEnded = visual.phase === "ended";
  const kind = t(`visual.${visual.kind}`);
  return (
    <div className="visual-tools" role="group" aria-label={t("visual.toolbar")}>
      {icon === null ? <Icon name="computer" size={18} /> : <img src={icon} alt="" width={20} height={20} />}
      <strong>{name}</strong>
      {visual.phase === "live" && <span className="live-mark">{t("visual.live")}</span>}
      {visual.phase === "invited" && (
        <span className="quiet" role="status">
          {t(visual.isPrepared ? "provider.waiting" : "provider.noSession")}
        </span>
      )}
      {visual.end && (
        <span className="quiet" role="status">
          {t(`visual.line.ended.${visual.end.reason}`, {
            kind,
            by: visual.end.reason === "providerEnded" ? name : agentName,
          })}
        </span>
      )}
      {visual.phase === "invited" && visual.isPrepared && (
        <span className="provider-invitation">
          {visual.pin !== null && (
            <output className="figures" data-testid="pin" aria-label={`${t("visual.pin")} ${visual.pin}`}>
              {visual.pin}
            </output>
          )}
          {visual.joinLink !== null && <span className="provider-host">{new URL(visual.joinLink).host}</span>}
          <Button
            className="button button-accent button-small"
            isDisabled={isInChat}
            onPress={() => void visuals.sharePin(id, visual.id)}
          >
            <Icon name={isInChat ? "check" : "send"} size={15} />
            {t(
              visual.pin === null
                ? isInChat
                  ? "provider.linkInChat"
                  : "provider.putLink"
                : isInChat
                  ? "visual.pinInChat"
                  : "visual.putPin",
            )}
          </Button>
        </span>
      )}
      <span className="grow" />
      {isEnded ? (
        <Button className="button button-small" onPress={onNew}>
          {t("provider.new")}
        </Button>
      ) : (
        <Button className="button button-small button-end" onPress={() => visuals.end(id, visual.id)}>
          {t("visual.end")}
        </Button>
      )}
    </div>
  );
}
