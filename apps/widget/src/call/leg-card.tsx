/**
 * The card of this tab's leg, one and the same from the ring through the call: at the accept only what is said in it changes, while what
 * plays the agent's voice and picture stays as it is (CALL-05).
 */
import type { Chat } from "../chat/chat.ts";
import { agentName } from "../chat/chat-state.ts";
import { CallCard } from "./call-card.tsx";
import type { CallLeg } from "./call-leg.ts";
import { Pictures } from "./pictures.tsx";
import { Ring, ringMarks } from "./ring.tsx";
import { Sound } from "./sound.tsx";
import type { CallTools } from "./tools/call-tools.tsx";

/** After the click on an accept the devices and the first sound have the page to themselves; nobody sees so short a wait. */
export const afterAcceptMs = 16;

interface Props {
  readonly chat: Chat;
  readonly leg: CallLeg;
  readonly tools: CallTools | null;
  readonly isRinging: boolean;
  readonly isSilenced: boolean;
  readonly onSilenced: (isSilenced: boolean) => void;
}

export function LegCard({ chat, leg, tools, isRinging, isSilenced, onSilenced }: Props) {
  const { t } = chat;
  const { view } = leg;
  const name = agentName(chat.state);
  return (
    <section {...(isRinging ? ringMarks : { class: "card call", "aria-label": t("callWith", { name }) })}>
      <Sound stream={view?.remoteAudio ?? null} isAnswered={!isRinging} onSilenced={onSilenced} />
      {view && (
        <Pictures
          view={view}
          isRinging={isRinging}
          theirs={t("theirVideo", { name })}
          yours={t("yourVideo")}
          button={isRinging ? null : tools?.pictureButton()}
        />
      )}
      {isRinging && <Ring chat={chat} leg={leg} tools={tools} />}
      {!isRinging && view && <CallCard {...{ chat, leg, view, tools, isSilenced, onSilenced }} />}
    </section>
  );
}
