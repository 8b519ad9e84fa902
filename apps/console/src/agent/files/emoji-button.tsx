/** Some common emoji beside the composer (CHAT-05): arrows move, Enter picks, Escape closes. */
import { emojis } from "@rinnalla/ui";
import { useCallback, useRef, type KeyboardEvent } from "react";
import { Dialog, DialogTrigger } from "react-aria-components/Dialog";
import { Popover } from "react-aria-components/Popover";
import { IconButton } from "../../parts/icon-button.tsx";
import { useWords } from "../../store/use-console.ts";

export function EmojiButton({ onPick }: { readonly onPick: (emoji: string) => void }) {
  const { t } = useWords();
  const box = useRef<HTMLDivElement>(null);
  const opened = useCallback((element: HTMLDivElement | null) => {
    box.current = element;
    element?.querySelector("button")?.focus();
  }, []);
  const move = (event: KeyboardEvent): void => {
    const buttons = [...(box.current?.querySelectorAll("button") ?? [])];
    const at = buttons.findIndex((button) => button === document.activeElement);
    const columns = buttons.filter((button) => button.offsetTop === buttons[0]?.offsetTop).length;
    const step = { ArrowRight: 1, ArrowLeft: -1, ArrowDown: columns, ArrowUp: -columns }[event.key];
    if (step === undefined) return;
    event.preventDefault();
    buttons[Math.max(0, Math.min(buttons.length - 1, at + step))]?.focus();
  };
  return (
    <DialogTrigger>
      <IconButton icon="smile" label={t("composer.emoji")} />
      <Popover className="popover" placement="top">
        <Dialog aria-label={t("composer.emoji")}>
          <div ref={opened} className="emoji" role="group" aria-label={t("composer.emoji")} onKeyDown={move}>
            {emojis.map((emoji, at) => (
              <button key={emoji} type="button" tabIndex={at === 0 ? 0 : -1} onClick={() => onPick(emoji)}>
                {emoji}
              </button>
            ))}
          </div>
        </Dialog>
      </Popover>
    </DialogTrigger>
  );
}
