/**
 * At the foot of a conversation that is somebody else's: as what one is in it, and the ways to another role (ROUTE-07). A supervisor who
 * opens one monitors it, so that nobody reads along without the mark that the administrator wants of it.
 */
import { participantOf, type ConversationState } from "@rinnalla/core";
import type { ConversationId } from "@rinnalla/protocol";
import { useEffect, useState } from "react";
import { Button } from "react-aria-components/Button";
import { useConsole, useRooms, useWords } from "../../store/use-console.ts";
import { ForceCloseDialog } from "../../supervisor/force-close-dialog.tsx";
import { ToAgentDialog } from "./transfer-dialogs.tsx";

interface Props {
  readonly id: ConversationId;
  readonly name: string;
  readonly state: ConversationState;
}

export function BesideFoot({ id, name, state }: Props) {
  const { t } = useWords();
  const { ask, connection } = useRooms();
  const me = useConsole((value) => value.me);
  const isOnline = useConsole((value) => value.line.status === "online");
  const isLive = useConsole((value) => value.logs.get(id)?.isLive ?? false);
  const row = useConsole((value) => value.desk.conversations.get(id));
  const [dialog, setDialog] = useState<"transfer" | "close" | null>(null);
  const isSupervisor = me.role !== "agent";
  const own = participantOf(state, me.id);
  const agent = state.agent?.name ?? "";
  const wantsMark = isSupervisor && isLive && isOnline && own === null && state.agent !== null;
  useEffect(() => {
    // Refused if there is no place left; then the foot offers it.
    if (wantsMark) void connection.command(id, { type: "joinConversation", role: "monitor" });
  }, [connection, id, wantsMark]);
  if (!state.agent) return <p className="panel-foot quiet">{t("panel.readOnlyNobody")}</p>;
  const words = own
    ? t(own.isUnseen ? "beside.foot.monitorUnseen" : `beside.foot.${own.role}`, { agent })
    : t("beside.foot.watch", { agent });
  return (
    <div className="panel-foot beside-foot">
      <p className="quiet">{words}</p>
      <div className="beside-buttons">
        {own?.role === "join" ? (
          <Button
            className="button button-small"
            onPress={() => void ask(id, { type: "changeParticipantRole", role: isSupervisor ? "monitor" : "consult" })}
          >
            {t(isSupervisor ? "beside.backToMonitor" : "beside.backToConsult")}
          </Button>
        ) : (
          (own || isSupervisor) && (
            <Button
              className="button button-small button-accent"
              onPress={() =>
                void ask(
                  id,
                  own ? { type: "changeParticipantRole", role: "join" } : { type: "joinConversation", role: "join" },
                )
              }
            >
              {t("beside.join")}
            </Button>
          )
        )}
        {own && !isSupervisor && (
          <Button className="button button-small" onPress={() => void ask(id, { type: "leaveConversation" })}>
            {t("beside.leave")}
          </Button>
        )}
        {isSupervisor && (
          <>
            <Button
              className="button button-small"
              isDisabled={state.transfer !== null}
              onPress={() => setDialog("transfer")}
            >
              {t("panel.toAgent")}
            </Button>
            <Button className="button button-small button-end" onPress={() => setDialog("close")}>
              {t("live.close")}
            </Button>
          </>
        )}
      </div>
      {dialog === "transfer" && <ToAgentDialog id={id} name={name} onClose={() => setDialog(null)} />}
      {dialog === "close" && row && <ForceCloseDialog conversation={row} onClose={() => setDialog(null)} />}
    </div>
  );
}
