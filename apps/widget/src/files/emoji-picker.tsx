/** Some common emoji; arrows move, Enter picks, Escape closes. The signs are text, so that each system draws and reads them as its own. */
import { emojis } from "@rinnalla/ui";
import { useEffect, useRef } from "preact/hooks";

interface Props {
  readonly label: string;
  readonly onPick: (emoji: string) => void;
  readonly onClose: () => void;
}

export function EmojiPicker({ label, onPick, onClose }: Props) {
  const box = useRef<HTMLDivElement>(null);
  useEffect(() => box.current?.querySelector("button")?.focus(), []);
  const move = (event: KeyboardEvent): void => {
    if (event.key === "Escape") {
      // The panel's own Escape is another one.
      event.stopPropagation();
      return onClose();
    }
    const buttons = [...(box.current?.querySelectorAll("button") ?? [])];
    const at = buttons.findIndex((button) => button.matches(":focus"));
    const columns = buttons.filter((button) => button.offsetTop === buttons[0]?.offsetTop).length;
    const step = { ArrowRight: 1, ArrowLeft: -1, ArrowDown: columns, ArrowUp: -columns }[event.key];
    if (step === undefined) return;
    event.preventDefault();
    buttons[Math.max(0, Math.min(buttons.length - 1, at + step))]?.focus();
  };
  return (
    <div ref={box} class="emoji" role="group" aria-label={label} onKeyDown={move}>
      {emojis.map((emoji, at) => (
        <button key={emoji} type="button" tabIndex={at === 0 ? 0 : -1} onClick={() => onPick(emoji)}>
          {emoji}
        </button>
      ))}
    </div>
  );
}
