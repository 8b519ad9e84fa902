/** The bar that the customer always sees while somebody sees them: who, what they can do and have done, pause and stop (VIS-04, VIS-06). */
import type { VisualState } from "@rinnalla/core";
import { useLayoutEffect, useRef } from "preact/hooks";
import { agentName } from "../chat/chat-state.ts";
import type { Chat } from "../chat/chat.ts";
import { Icon } from "../chat/icon.tsx";
import { barText } from "./bar-text.ts";
import { actionKeys, OwnViewButton } from "./cards.tsx";
import { RecordMark } from "./record-consent.tsx";
import type { VisualT } from "./texts/load.ts";
import type { VisualLeg } from "./visual-leg.ts";

interface Props {
  readonly chat: Chat;
  readonly t: VisualT;
  readonly visual: VisualState;
}

export function ShareBar({ chat, t, leg, visual }: Props & { readonly leg: VisualLeg }) {
  const { state } = chat;
  const { recording } = visual;
  const name = agentName(state);
  const bar = useRef<HTMLDivElement>(null);
  useLayoutEffect(() => {
    const element = bar.current;
    const root = element?.parentElement;
    if (!element || !root) return;
    // The dock stands on the bar.
    const sizes = new ResizeObserver(() => root.style.setProperty("--bar", `${element.offsetHeight}px`));
    sizes.observe(element);
    return () => {
      sizes.disconnect();
      root.style.removeProperty("--bar");
    };
  }, []);
  const text = t(barText(visual, leg.isHere, leg.isScreenLost), { name });
  return (
    <>
      {leg.isHere && !visual.isPaused && <div class="share-frame" aria-hidden="true" />}
      <section
        ref={bar}
        class={`share-bar${visual.isPaused ? " paused" : ""}`}
        aria-label={chat.t(visual.kind === "screenShare" ? "screenSharing" : "cobrowse")}
      >
        <div class="share-what">
          <span class="share-mark">
            <Icon name={visual.scopes.control === "granted" ? "hand" : "look"} />
          </span>
          <strong role="status">{text}</strong>
          <Actions chat={chat} t={t} visual={visual} />
        </div>
        <div class="share-buttons">
          {(recording?.phase === "recording" || recording?.phase === "paused") && (
            <RecordMark {...{ chat, t, visual, recording }} />
          )}
          {leg.isScreenLost && (
            <button type="button" class="button" onClick={() => leg.shareScreenAgain()}>
              {t("shareAgain")}
            </button>
          )}
          {leg.isHere && <OwnViewButton leg={leg} word="show" name={name} />}
          {leg.pointerWindow && !leg.pointerWindow.isOpen && (
            <button
              type="button"
              class="button quiet"
              title={leg.pointerWindow.t("showLong", { name })}
              onClick={() => void leg.pointerWindow?.open()}
            >
              {leg.pointerWindow.t("show")}
            </button>
          )}
          {!leg.isScreenLost && (
            <button type="button" class="button quiet" onClick={() => leg.setPaused(!visual.isPaused)}>
              <Icon name={visual.isPaused ? "play" : "pause"} />
              {visual.isPaused ? t("resume") : chat.t("pause")}
            </button>
          )}
          {visual.scopes.control === "granted" && (
            <button type="button" class="button quiet" onClick={() => leg.stopControl()}>
              {t("stopControl")}
            </button>
          )}
          <button type="button" class="button danger" onClick={() => leg.stop()}>
            {t("stop")}
          </button>
        </div>
      </section>
    </>
  );
}

/** The last deed of the agent in sight, all the others a press away (VIS-06). */
function Actions({ chat, t, visual }: Props) {
  const { state } = chat;
  const acted = state.events.flatMap(({ seq, event }) =>
    event.type === "visualActed" && event.visualId === visual.id ? [{ seq, event }] : [],
  );
  const latest = acted.toReversed();
  const first = latest[0];
  if (!first) return null;
  const say = ({ event }: typeof first): string => t(actionKeys[event.action], { label: event.label });
  return (
    <details class="share-actions">
      <summary title={t("latest", { name: agentName(state) })}>{say(first)}</summary>
      <ul aria-label={t("latest", { name: agentName(state) })}>
        {latest.map((action) => (
          <li key={action.seq}>{say(action)}</li>
        ))}
      </ul>
    </details>
  );
}
