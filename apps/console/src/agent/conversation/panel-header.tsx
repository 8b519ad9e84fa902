/** Beside **End**: More commands with the calls that the widget allows, and the computer icon (CALL-01, CALL-02, VIS-01). */
import type { CallMode, ConversationId, VisualKind } from "@rinnalla/protocol";
import { useState } from "react";
import { Button } from "react-aria-components/Button";
import { Menu, MenuItem, MenuTrigger } from "react-aria-components/Menu";
import { Popover } from "react-aria-components/Popover";
import { IconButton } from "../../parts/icon-button.tsx";
import { Icon } from "../../parts/icon.tsx";
import { useConsole, useRooms, useWords } from "../../store/use-console.ts";
import { openApp } from "../../store/view.ts";
import { MailDialog } from "./mail-dialog.tsx";
import { hasLiveCall } from "../call/my-call.ts";
import { AskConsultDialog } from "../participants/consult-dialog.tsx";
import { ToAgentDialog, ToQueueDialog } from "../participants/transfer-dialogs.tsx";
import { callModesOf, visualKindsOf } from "./offered.ts";

/** Beside the calls in More commands (ROUTE-07). */
const handovers = ["consult", "toAgent", "toQueue"] as const;

interface Props {
  readonly id: ConversationId;
  readonly name: string;
  readonly isMine: boolean;
}

export function PanelHeader({ id, name, isMine }: Props) {
  const { t } = useWords();
  const { state, ask } = useRooms();
  const status = useConsole((value) => value.logs.get(id)?.state?.status ?? null);
  const terms = useConsole((value) => value.logs.get(id)?.state?.terms ?? null);
  const hasMail = useConsole((value) => value.hasMail);
  const isSupervisor = useConsole((value) => value.me.role !== "agent");
  const hasAgent = useConsole((value) => value.logs.get(id)?.state?.agent != null);
  const [isMailing, setMailing] = useState(false);
  const mayMail = hasMail && hasAgent && (isMine || isSupervisor);
  const isOngoing = status === "active" || status === "waiting";
  return (
    <header className="panel-head">
      <Button
        className="step-back"
        aria-label={t("nav.back")}
        onPress={() => state.update((value) => ({ ...value, view: { ...value.view, step: "list" } }))}
      >
        <Icon name="chevronLeft" />
      </Button>
      <div className="panel-who">
        <h2>{name}</h2>
        {status && (
          <span className="status" data-status={status}>
            {t(status === "wrapUp" ? "wrapUp.title" : `list.${status}`)}
          </span>
        )}
      </div>
      <div className="panel-commands" role="group" aria-label={t("panel.label")}>
        <Button
          className="text-button step-app"
          onPress={() => state.update((value) => ({ ...value, view: { ...value.view, step: "app" } }))}
        >
          {t("apps.toDetails")}
        </Button>
        {isMine && isOngoing && terms && (
          <>
            <VisualButton id={id} kinds={visualKindsOf(terms)} />
            <MoreCommands
              id={id}
              name={name}
              modes={callModesOf(terms)}
              onMail={mayMail ? () => setMailing(true) : null}
            />
            <Button className="button button-end" onPress={() => void ask(id, { type: "endConversation" })}>
              {t("panel.end")}
            </Button>
          </>
        )}
        {!isOngoing && <TranscriptButton id={id} />}
        {!isOngoing && mayMail && <IconButton icon="mail" label={t("mail.menu")} onPress={() => setMailing(true)} />}
      </div>
      {isMailing && <MailDialog id={id} onClose={() => setMailing(false)} />}
    </header>
  );
}

function TranscriptButton({ id }: { readonly id: ConversationId }) {
  const { t } = useWords();
  return <IconButton icon="download" label={t("panel.transcript")} onPress={() => downloadTranscript(id)} />;
}

function downloadTranscript(id: ConversationId): void {
  const link = document.createElement("a");
  link.href = `/api/conversations/${id}/transcript?format=txt`;
  link.download = "";
  link.click();
}

interface MoreProps {
  readonly id: ConversationId;
  readonly name: string;
  readonly modes: readonly CallMode[];
  /** Null: nothing can be sent. */
  readonly onMail: (() => void) | null;
}

function MoreCommands({ id, name, modes, onMail }: MoreProps) {
  const { t } = useWords();
  const { calls } = useRooms();
  const isBusy = useConsole(hasLiveCall);
  const abilities = useConsole((value) => value.logs.get(id)?.abilities ?? null);
  const canCall = abilities?.canCall !== false;
  const [dialog, setDialog] = useState<(typeof handovers)[number] | null>(null);
  const close = () => setDialog(null);
  const conversation = useConsole((value) => value.logs.get(id)?.state ?? null);
  // A live call has its own ways to a colleague and to a queue (CALL-11).
  const isInCall = conversation?.call != null && conversation.call.phase !== "ended";
  const isOnItsWay = conversation?.transfer != null;
  const unfit = [
    ...(isBusy || !canCall ? modes : []),
    ...(conversation?.consultAsked ? ["consult"] : []),
    ...(isInCall || isOnItsWay ? ["toAgent", "toQueue"] : []),
  ];
  return (
    <>
      <MenuTrigger>
        <IconButton icon="more" label={t("panel.more")} />
        <Popover className="popover" placement="bottom end">
          <Menu
            className="menu"
            aria-label={t("panel.more")}
            disabledKeys={unfit}
            onAction={(key) => {
              if (key === "voice" || key === "video") void calls.start(id, key);
              if (key === "transcript") downloadTranscript(id);
              if (key === "mail") onMail?.();
              for (const one of handovers) if (key === one) setDialog(one);
            }}
          >
            {modes.map((mode) => (
              <MenuItem
                key={mode}
                id={mode}
                className="menu-item"
                textValue={t(`panel.${mode}Call`)}
                aria-label={t(`panel.${mode}Call`)}
              >
                <Icon name={mode === "voice" ? "phone" : "video"} size={17} />
                <span>{t(`panel.${mode}Call`)}</span>
              </MenuItem>
            ))}
            {handovers.map((key) => (
              <MenuItem key={key} id={key} className="menu-item" textValue={t(`panel.${key}`)}>
                <Icon name={key === "toQueue" ? "people" : key === "toAgent" ? "person" : "personPlus"} size={17} />
                <span>{t(`panel.${key}`)}</span>
              </MenuItem>
            ))}
            <MenuItem id="transcript" className="menu-item" textValue={t("panel.transcript")}>
              <Icon name="download" size={17} />
              <span>{t("panel.transcript")}</span>
            </MenuItem>
            {onMail && (
              <MenuItem id="mail" className="menu-item" textValue={t("mail.menu")}>
                <Icon name="mail" size={17} />
                <span>{t("mail.menu")}</span>
              </MenuItem>
            )}
          </Menu>
          {modes.length > 0 && <p className="menu-hint">{canCall ? t("panel.callHint") : t("panel.cannotCall")}</p>}
          {modes.length > 0 && canCall && abilities && !abilities.hasMicrophone && (
            <p className="menu-hint">{t("panel.noMicrophone")}</p>
          )}
          {modes.includes("video") && canCall && abilities && !abilities.hasCamera && (
            <p className="menu-hint">{t("panel.noCamera")}</p>
          )}
        </Popover>
      </MenuTrigger>
      {dialog === "consult" && <AskConsultDialog id={id} onClose={close} />}
      {dialog === "toAgent" && <ToAgentDialog id={id} name={name} onClose={close} />}
      {dialog === "toQueue" && <ToQueueDialog id={id} name={name} onClose={close} />}
    </>
  );
}

function VisualButton({ id, kinds }: { readonly id: ConversationId; readonly kinds: readonly VisualKind[] }) {
  const { t } = useWords();
  const { state } = useRooms();
  const open = (kind: VisualKind) => state.update((value) => ({ ...value, view: openApp(value.view, id, kind) }));
  const [only, ...others] = kinds;
  if (!only) return null;
  if (others.length === 0) return <IconButton icon="computer" label={t("panel.visual")} onPress={() => open(only)} />;
  return (
    <MenuTrigger>
      <IconButton icon="computer" label={t("panel.visual")} />
      <Popover className="popover" placement="bottom end">
        <Menu className="menu" aria-label={t("panel.visual")} onAction={(key) => open(key as VisualKind)}>
          {kinds.map((kind) => (
            <MenuItem key={kind} id={kind} className="menu-item" textValue={t(`visual.${kind}`)}>
              <Icon name={kind === "cobrowse" ? "cobrowse" : "computer"} size={17} />
              <span>{t(`visual.${kind}`)}</span>
            </MenuItem>
          ))}
        </Menu>
      </Popover>
    </MenuTrigger>
  );
}
