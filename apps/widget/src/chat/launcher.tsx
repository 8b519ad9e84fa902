import { useEffect, useRef } from "preact/hooks";
import type { Chat } from "./chat.ts";
import { Icon } from "./icon.tsx";

/** Focus comes back here from a panel that was minimised, but is not taken on page load. */
let wasOpen = false;
export const rememberOpen = (): void => void (wasOpen = true);

export function Launcher({ chat, unread }: { chat: Chat; unread: number }) {
  const button = useRef<HTMLButtonElement>(null);
  useEffect(() => {
    if (wasOpen) button.current?.focus();
    wasOpen = false;
  }, []);
  const count = unread === 1 ? chat.t("unreadOne") : chat.t("unreadMany", { count: unread });
  return (
    <button
      ref={button}
      class="launcher"
      type="button"
      onClick={() => chat.open()}
      aria-label={unread > 0 ? `${chat.t("openChat")}, ${count}` : chat.t("openChat")}
    >
      <Icon name="chat" />
      {unread > 0 && (
        <span class="badge" aria-hidden="true">
          {unread > 99 ? "99+" : unread}
        </span>
      )}
    </button>
  );
}
