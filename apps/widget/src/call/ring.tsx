/**
 * The customer's ring with its three answers (CALL-04), inside the leg's card. It takes no focus, so that Enter in the composer cannot
 * answer it, and it has no key of its own: Escape does nothing here.
 */
import type { Chat } from "../chat/chat.ts";
import { agentName } from "../chat/chat-state.ts";
import { Icon } from "../chat/icon.tsx";
import type { CallLeg } from "./call-leg.ts";
import type { CallTools } from "./tools/call-tools.tsx";

/** Of the card while it rings. */
export const ringMarks = {
  class: "card ring",
  role: "alertdialog",
  "aria-labelledby": "ring-title",
  "aria-describedby": "ring-line",
  onKeyDown: (event: Event) => event.stopPropagation(),
} as const;

export function Ring({ chat, leg, tools }: { chat: Chat; leg: CallLeg; tools: CallTools | null }) {
  const { t } = chat;
  const name = agentName(chat.state);
  const title = t(leg.call?.mode === "video" ? "ringVideo" : "ringVoice", { name });
  return (
    <>
      <div class="caller">
        <span class="pulse" aria-hidden="true">
          <Icon name={leg.call?.mode === "video" ? "video" : "phone"} />
        </span>
        <div role="alert">
          <h2 id="ring-title">{title}</h2>
        </div>
      </div>
      <p id="ring-line">{tools?.ringLine() ?? t("ringLine")}</p>
      <div class="answers">
        <button type="button" class="button accept" onClick={() => leg.accept("audio")}>
          <Icon name="phone" />
          {t("acceptAudio")}
        </button>
        {chat.state.widget?.calls === "voiceAndVideo" && (
          <button type="button" class="button accept" onClick={() => leg.accept("video")}>
            <Icon name="video" />
            {t("acceptVideo")}
          </button>
        )}
        <button type="button" class="button danger" onClick={() => leg.decline()}>
          <Icon name="phoneEnd" />
          {t("decline")}
        </button>
      </div>
    </>
  );
}
