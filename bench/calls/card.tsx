/** The widget's own card of a call on the benchmark's page, so that what is measured is what a customer sees: the same elements, the same order. */
import type { CallView } from "@rinnalla/calls";
import { render } from "preact";
import type { CallLeg } from "../../apps/widget/src/call/call-leg.ts";
import css from "../../apps/widget/src/call/call.css?inline";
import { LegCard } from "../../apps/widget/src/call/leg-card.tsx";
import { initialState } from "../../apps/widget/src/chat/chat-state.ts";
import type { Chat } from "../../apps/widget/src/chat/chat.ts";
import chatCss from "../../apps/widget/src/chat/chat.css?inline";

export interface Card {
  draw(view: CallView, isRinging: boolean): void;
  /** Of the agent; null while there is none. */
  readonly picture: HTMLVideoElement | null;
}

export function openCard(): Card {
  const style = document.createElement("style");
  style.textContent = chatCss + css;
  document.head.append(style);
  const root = document.body.appendChild(document.createElement("div"));
  root.className = "rinnalla";
  // Only what the card reads of either.
  const chat = { t: (key: string) => key, state: initialState } as unknown as Chat;
  const leg = (view: CallView) =>
    ({ view, call: null, parties: null, session: null, isMuted: false }) as unknown as CallLeg;
  return {
    draw(view, isRinging) {
      render(
        <LegCard
          chat={chat}
          leg={leg(view)}
          tools={null}
          isRinging={isRinging}
          isSilenced={false}
          onSilenced={() => undefined}
        />,
        root,
      );
    },
    get picture() {
      return root.querySelector<HTMLVideoElement>("video:not(.own)");
    },
  };
}
