/** Key events as a page expects them. */
import { realmOf } from "./realm.ts";

/** Whether the page lets the key have its effect. */
export function keyDown(target: Element, key: string, modifiers: number): boolean {
  const isGoing = sendKey(target, "keydown", key, modifiers);
  if (isGoing && (key.length === 1 || key === "Enter") && !(modifiers & 6))
    return sendKey(target, "keypress", key, modifiers);
  return isGoing;
}

export function keyUp(target: Element, key: string, modifiers: number): void {
  sendKey(target, "keyup", key, modifiers);
}

const codes: Readonly<Record<string, number>> = {
  Backspace: 8,
  Tab: 9,
  Enter: 13,
  Escape: 27,
  " ": 32,
  End: 35,
  Home: 36,
  ArrowLeft: 37,
  ArrowUp: 38,
  ArrowRight: 39,
  ArrowDown: 40,
  Delete: 46,
};

function sendKey(target: Element, type: string, key: string, modifiers: number): boolean {
  const upper = key.toUpperCase();
  const keyCode =
    type === "keypress" && key.length === 1
      ? key.charCodeAt(0)
      : (codes[key] ?? (key.length === 1 ? upper.charCodeAt(0) : 0));
  const code = /^[A-Z]$/.test(upper)
    ? "Key" + upper
    : /^\d$/.test(key)
      ? "Digit" + key
      : key === " "
        ? "Space"
        : key.length > 1
          ? key
          : "";
  const realm = realmOf(target);
  return target.dispatchEvent(
    new realm.KeyboardEvent(type, {
      bubbles: true,
      cancelable: true,
      composed: true,
      view: realm,
      key,
      code,
      keyCode,
      which: keyCode,
      shiftKey: (modifiers & 1) > 0,
      ctrlKey: (modifiers & 2) > 0,
      altKey: (modifiers & 4) > 0,
      metaKey: (modifiers & 8) > 0,
    }),
  );
}
