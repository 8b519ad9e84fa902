/**
 * The part of the call control about further people (CALL-11): who is in the call, hold, a colleague called in, the call given to
 * one who is there.
 */
import type { CallGuest, CallState } from "@rinnalla/core";
import { useState } from "react";
import { Button } from "react-aria-components/Button";
import { Icon } from "../../parts/icon.tsx";
import { useConsole, useRooms, useWords } from "../../store/use-console.ts";
import { ConsultDialog } from "./consult-dialog.tsx";
import { QueueDialog } from "./queue-dialog.tsx";
import type { LocalCall } from "./local-call.ts";
import { RemoteAudio } from "./remote-audio.tsx";
import { roleText } from "./role-text.ts";
import { Video } from "./video.tsx";

export function CallParties({ local, call }: { readonly local: LocalCall; readonly call: CallState }) {
  const { t } = useWords();
  const { ask, parties } = useRooms();
  const [isPicking, setPicking] = useState(false);
  const [isPickingQueue, setPickingQueue] = useState(false);
  const views = useConsole((state) => state.parties.get(local.callId));
  const { conversationId: id, callId } = local;
  const nameOf = (clientId: string): string =>
    call.guests.find((guest) => guest.clientId === clientId)?.name ?? t("list.visitor");
  const { invited } = call;
  return (
    <>
      {views?.map(
        ({ clientId, audio }) => audio && <RemoteAudio key={clientId} stream={audio} speakerId={local.speakerId} />,
      )}
      {!local.isMinimised && (
        <div className="call-parties">
          {views?.some((one) => one.video) && (
            <div className="call-others">
              {views.map(
                ({ clientId, video }) =>
                  video && (
                    <Video
                      key={clientId}
                      className="call-other"
                      stream={video}
                      label={t("call.remoteVideo", { name: nameOf(clientId) })}
                    />
                  ),
              )}
            </div>
          )}
          {call.isHeld && !call.transfer && (
            <p className="call-trouble" role="status">
              {t("call.held")}
            </p>
          )}
          {call.guests.length > 0 && (
            <ul className="call-people" aria-label={t("call.people")}>
              {call.guests.map((guest) => (
                <Guest key={guest.agentId} local={local} guest={guest} />
              ))}
            </ul>
          )}
          {invited && (
            <p className="call-person" role="status">
              <span>{t("call.inviting", { name: invited.name })}</span>
              <Button
                className="call-word"
                onPress={() => void ask(id, { type: "cancelCallInvite", callId, agentId: invited.agentId })}
              >
                {t("call.cancelInvite")}
              </Button>
            </p>
          )}
          {call.transfer && <OnTheWay local={local} call={call} />}
          {call.phase !== "ringing" && (
            <div className="call-person">
              <Button
                className="call-word"
                onPress={() => void ask(id, { type: call.isHeld ? "resumeCall" : "holdCall", callId })}
              >
                <Icon name={call.isHeld ? "play" : "pause"} size={15} />
                {t(call.isHeld ? "call.resume" : "call.hold")}
              </Button>
              {!invited && (
                <Button className="call-word" onPress={() => setPicking(true)}>
                  <Icon name="personPlus" size={15} />
                  {t("call.consult")}
                </Button>
              )}
              {!call.transfer && (
                <Button className="call-word" onPress={() => setPickingQueue(true)}>
                  <Icon name="people" size={15} />
                  {t("call.toQueue")}
                </Button>
              )}
            </div>
          )}
        </div>
      )}
      {isPickingQueue && (
        <QueueDialog
          title={t("call.toQueue")}
          text={t("call.toQueueText")}
          onPick={(queueId) => parties.toQueue(id, callId, queueId)}
          onClose={() => setPickingQueue(false)}
        />
      )}
      {isPicking && (
        <ConsultDialog
          call={call}
          onPick={(colleague) => parties.consult(id, callId, colleague)}
          onClose={() => setPicking(false)}
        />
      )}
    </>
  );
}

/** To a queue: who is waited for, and the way back. */
function OnTheWay({ local, call }: { readonly local: LocalCall; readonly call: CallState }) {
  const { t } = useWords();
  const { ask } = useRooms();
  const { conversationId: id, callId } = local;
  const taker = call.guests.find((guest) => guest.agentId === call.transfer?.takenBy);
  return (
    <p className="call-person" role="status">
      <span>
        {taker
          ? t("call.toQueueTaken", { agent: taker.name })
          : t("call.toQueueWaiting", { queue: call.transfer?.queueName ?? "" })}
      </span>
      <Button className="call-word" onPress={() => void ask(id, { type: "cancelCallTransfer", callId })}>
        {t("call.cancelInvite")}
      </Button>
    </p>
  );
}

function Guest({ local, guest }: { readonly local: LocalCall; readonly guest: CallGuest }) {
  const { t } = useWords();
  const { ask } = useRooms();
  const { conversationId: id, callId } = local;
  const { agentId, name, role } = guest;
  const isHere = guest.lostUntil === null;
  return (
    <li className="call-person">
      <span>
        {name} · <span className="call-role">{t(isHere ? roleText(role) : "call.reconnecting")}</span>
      </span>
      {isHere && (role === "join" || role === "consult") && (
        <Button
          className="call-word"
          aria-label={t("call.transferTo", { name })}
          onPress={() => void ask(id, { type: "transferCall", callId, agentId })}
        >
          {t("call.transfer")}
        </Button>
      )}
      {role === "consult" && (
        <Button
          className="call-word"
          aria-label={t("call.dismissNamed", { name })}
          onPress={() => void ask(id, { type: "dismissGuest", callId, agentId })}
        >
          {t("call.dismiss")}
        </Button>
      )}
    </li>
  );
}
