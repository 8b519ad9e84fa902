/**
 * What a call has beyond the two who began it (CALL-11): others whom the customer is told of, hold, and the wait for another agent. Fetched
 * when the first of that comes. Links to others are made by the media engine beside the call's own link, which they leave alone.
 */
import type { CallSession } from "@rinnalla/calls";
import { createMediaEngine, type MediaEngine, type PartyView } from "@rinnalla/calls/parties";
import { mediaPlan, recordedMedia, type CallGuest, type CallState, type PlannedLink } from "@rinnalla/core";
import type { CallId, ClientId } from "@rinnalla/protocol";
import type { ComponentChildren } from "preact";
import { useEffect, useRef } from "preact/hooks";
import { agentName } from "../chat/chat-state.ts";
import type { Chat } from "../chat/chat.ts";
import type { SignalNotice } from "../chat/part.ts";
import type { PictureOf } from "./pictures.tsx";
import { callTexts } from "./texts/load.ts";

export interface CallParties {
  /** Their voices and pictures, each drawn by this. */
  others(Picture: PictureOf): ComponentChildren;
  update(call: CallState, session: CallSession): void;
  takeSignal(notice: SignalNotice): void;
  /** With a word for who only listens, or whispers to the agent. */
  nameOf(guest: CallGuest): string;
  /** Why nobody hears the customer just now. */
  heldLine(call: CallState): ComponentChildren;
  close(): void;
}

export function createCallParties(chat: Chat, lang: string, changed: () => void): CallParties {
  const texts = callTexts(lang, changed);
  let engine: MediaEngine | null = null;
  let engineOf: CallId | null = null;
  let views: readonly PartyView[] = [];
  let links: readonly PlannedLink[] = [];
  let guests: readonly CallGuest[] = [];
  /** The plan that is carried out, as text: the state changes often, the parties seldom. */
  let carried = "";
  /** What the call's own link gave when its agent changed. */
  let before: MediaStream | null | undefined;

  function open(callId: CallId): MediaEngine {
    engineOf = callId;
    return createMediaEngine({
      transport: {
        send: (rtc, to) => chat.signal({ kind: "rtc", linkId: callId, rtc }, to),
        toServer: (leg, epoch, say) => chat.signal({ kind: "engine", callId, leg, epoch, say }),
        relays: () => chat.relays(callId),
      },
      onChange(next) {
        views = next;
        changed();
      },
    });
  }

  /** Who has just taken the call over is heard as before until the call's own link is theirs as well. */
  function handedOver(call: CallState, { view }: CallSession): readonly PlannedLink[] {
    const heir = links.filter((link) => link.clientId === call.clients.agent);
    if (heir.length === 0) before = undefined;
    else if (before === undefined) before = view.remoteAudio;
    return view.remoteAudio === null || view.remoteAudio === before ? heir : [];
  }

  function close(): void {
    engine?.close();
    engine = engineOf = null;
    views = links = [];
    carried = "";
  }

  return {
    others(Picture) {
      const name = (clientId: ClientId): string => guests.find((one) => one.clientId === clientId)?.name ?? "";
      const pictures = views.flatMap(({ clientId, video }) => (video ? [{ clientId, video }] : []));
      return (
        <>
          {views.map(({ clientId, audio: voice }) => voice && <Voice key={clientId} stream={voice} />)}
          {pictures.length > 0 && (
            <div class="pictures others">
              {pictures.map(({ clientId, video }) => (
                <Picture key={clientId} stream={video} label={chat.t("theirVideo", { name: name(clientId) })} />
              ))}
            </div>
          )}
        </>
      );
    },
    update(call, session) {
      if (engineOf !== call.id) close();
      ({ guests } = call);
      const plan = [...mediaPlan(call, chat.clientId), ...handedOver(call, session)];
      const taken = recordedMedia(call, chat.clientId);
      if (plan.length > 0 || taken) engine ??= open(call.id);
      if (!engine) return;
      engine.carry(session.own);
      const text = JSON.stringify([plan, taken]);
      if (text === carried) return;
      carried = text;
      links = plan;
      engine.follow(plan, taken);
    },
    takeSignal({ from, signal }) {
      if (signal.kind === "engine" && signal.callId === engineOf) engine?.handleServer(signal);
      if (signal.kind === "rtc" && signal.linkId === engineOf) engine?.handleSignal(from, signal.rtc);
    },
    nameOf({ name, role }) {
      const isSilent = role === "listen" || role === "whisper";
      return (isSilent && texts()?.("listens", { name })) || name;
    },
    heldLine({ transfer }) {
      return (
        <p class="help" role="status">
          {texts()?.(transfer ? "heldFor" : "held", { name: transfer?.queueName ?? agentName(chat.state) })}
        </p>
      );
    },
    close,
  };
}

/** Its refusal by the browser shows with the agent's own voice. */
function Voice({ stream }: { stream: MediaStream }) {
  const audio = useRef<HTMLAudioElement>(null);
  useEffect(() => {
    if (!audio.current) return;
    audio.current.srcObject = stream;
    void audio.current.play().catch(() => {});
  }, [stream]);
  return <audio ref={audio} autoplay />;
}
