/** The agent's keys in the customer's page: what a key does there once the page has let it (VIS-03). Fetched with the first key. */
import type { VisualAction } from "../types.ts";
import { announce, edit, isTextField, type TextField } from "./edit.ts";
import { focusable } from "./events.ts";
import * as outcome from "../stream/outcome.ts";
import { keyDown, keyUp } from "./key-events.ts";

/** What control lends: the same gates for keys as for clicks. */
export interface KeyboardOptions {
  readonly document: Document;
  readonly exclude: Element;
  say(outcome: number): void;
  report(action: VisualAction, element: Element | null, label: string): void;
  refuse(element: Element | null): void;
  guarded(element: Element, action: VisualAction, perform: () => void, isSubmit?: boolean): Promise<void>;
  called(element: Element): string;
  isOut(element: Element): boolean;
}

export interface Keyboard {
  /** `target` has the focus and is in reach. */
  press(target: Element, key: string, modifiers: number): Promise<void>;
}

export function createKeyboard(options: KeyboardOptions): Keyboard {
  const { document, exclude, say, report, refuse, guarded, called, isOut } = options;

  function submitBy(field: HTMLInputElement): Promise<void> | void {
    const form = field.form;
    if (!form) return say(outcome.done);
    const button = [...form.elements].find((each) => /^(?:submit|image)$/.test((each as HTMLButtonElement).type)) as
      | HTMLButtonElement
      | undefined;
    if (button?.disabled) return say(outcome.done);
    if (button && isOut(button)) return refuse(button);
    return guarded(button ?? field, "submit", () => (announce(field, "change"), form.requestSubmit(button)), true);
  }

  async function press(target: Element, key: string, modifiers: number): Promise<void> {
    const isGoing = keyDown(target, key, modifiers);
    try {
      if (!isGoing) return say(outcome.done);
      const isText = isTextField(target) || (target as HTMLElement).isContentEditable;
      if (key === "Enter" && target.localName === "input") return await submitBy(target as HTMLInputElement);
      if ((key === "Enter" || key === " ") && !isText)
        return await guarded(target, "click", () => (target as HTMLElement).click());
      if (key === "Tab") return focusNext(target, (modifiers & 1) > 0);
      if (!isText) return say(outcome.done);
      report("type", target, called(target));
      if (modifiers & 10 && key.toLowerCase() === "a") document.execCommand("selectAll");
      else if (modifiers & 10) return;
      else if (key.length === 1) edit(target, "insertText", key);
      else if (key === "Backspace") edit(target, "delete");
      else if (key === "Delete") edit(target, "forwardDelete");
      else if (key === "Enter") edit(target, target.localName === "textarea" ? "insertLineBreak" : "insertParagraph");
      else if (isTextField(target)) moveCaret(target, key);
      say(outcome.done);
    } finally {
      if (target.isConnected) keyUp(target, key, modifiers);
    }
  }

  function focusNext(from: Element, isBack: boolean): void {
    const all = [...document.querySelectorAll<HTMLElement>(focusable)].filter(
      (each) =>
        each.tabIndex >= 0 && !each.matches(":disabled") && each.getClientRects().length > 0 && !exclude.contains(each),
    );
    const next = all[all.indexOf(from as HTMLElement) + (isBack ? -1 : 1)];
    next?.focus();
    say(outcome.done);
  }

  return { press };
}

/** Moves the caret as the key would. */
export function moveCaret(field: TextField, key: string): void {
  const { selectionEnd, value } = field;
  if (selectionEnd === null) return;
  const to =
    key === "Home"
      ? 0
      : key === "End"
        ? value.length
        : key === "ArrowLeft"
          ? Math.max(0, selectionEnd - 1)
          : key === "ArrowRight"
            ? selectionEnd + 1
            : selectionEnd;
  field.setSelectionRange(to, to);
}
