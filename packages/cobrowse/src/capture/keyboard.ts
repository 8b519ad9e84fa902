/**
 * The agent's keys in the customer's page: what a key does there once the page has let it (VIS-03). A made key event does nothing by
 * itself, so what the browser would do is done here. Fetched with the first key.
 */
import * as outcome from "../stream/outcome.ts";
import type { ViewerCommand } from "../stream/commands.ts";
import type { VisualAction } from "../types.ts";
import { moveCaret } from "./caret.ts";
import { announce, choose, edit, isEditable, isSelect } from "./edit.ts";
import { isTextField } from "./text-field.ts";
import { step } from "./steps.ts";
import { keyDown, keyUp } from "./key-events.ts";
import { closeTop, nextInTabOrder, scrollByKey } from "./page-keys.ts";

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
  /** Composed or pasted, or a whole value for a field that has no letters. */
  type(target: Element, text: string): void;
  /** In reach; anything but a select is refused. */
  choose(select: Element, index: number): void;
  /** As by the keys and the address line of a browser; to pages of the same site only. */
  go(command: Extract<ViewerCommand, { type: "navigate" | "back" | "reload" }>): void;
}

const isShift = 1;
/** Control, or command on a Mac. */
const isPrimary = 2 | 8;

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
      if (isGoing) return await act(target, key, modifiers);
      say(outcome.done);
    } finally {
      if (target.isConnected) keyUp(target, key, modifiers);
    }
  }

  function act(target: Element, key: string, modifiers: number): Promise<void> | void {
    if (key === "Tab") nextInTabOrder(document, target, (modifiers & isShift) > 0, exclude)?.focus();
    else if (key === "Escape") closeTop(target.ownerDocument);
    else if (key === "Enter" && target.localName === "input") return submitBy(target as HTMLInputElement);
    else if (isTextField(target) || (target as HTMLElement).isContentEditable) write(target, key, modifiers);
    else if (key === "Enter" || key === " ") return guarded(target, "click", () => (target as HTMLElement).click());
    else if (!(modifiers & isPrimary) && pick(target, key)) report("select", target, called(target));
    else scrollByKey(target, key);
    say(outcome.done);
  }

  function write(target: Element, key: string, modifiers: number): void {
    const lower = key.toLowerCase();
    const isWord = (modifiers & isPrimary) > 0;
    const holder = target.ownerDocument;
    if (moveCaret(target, key, modifiers)) return;
    if (isWord && lower === "a") return void holder.execCommand("selectAll");
    if (isWord && key.length === 1 && !/^[zy]$/.test(lower)) return;
    report("type", target, called(target));
    if (isWord && key.length === 1) holder.execCommand(lower === "y" || modifiers & isShift ? "redo" : "undo");
    else if (key.startsWith("Arrow")) step(target as HTMLInputElement, key === "ArrowUp" ? 1 : -1);
    else if (key.length === 1) edit(target, "insertText", key);
    else if (key === "Backspace" || key === "Delete") {
      const selection = holder.getSelection();
      if (isWord && selection?.isCollapsed)
        selection.modify("extend", key === "Delete" ? "forward" : "backward", "word");
      edit(target, key === "Delete" ? "forwardDelete" : "delete");
    } else if (key === "Enter") edit(target, target.localName === "textarea" ? "insertLineBreak" : "insertParagraph");
  }

  return {
    press,
    type(target, text) {
      if (!isEditable(target)) return refuse(target);
      report("type", target, called(target));
      edit(target, "insertText", text);
      say(outcome.done);
    },
    go(command) {
      const { location, history } = document.defaultView!;
      const url = command.type === "navigate" ? URL.parse(command.url, location.href) : null;
      if (command.type === "navigate" && url?.origin !== location.origin) return refuse(null);
      report("navigate", null, command.type === "back" ? "←" : (url ?? location).pathname);
      say(outcome.done);
      if (url) location.assign(url.href);
      else if (command.type === "back") history.back();
      else location.reload();
    },
    choose(select, index) {
      if (!isSelect(select)) return refuse(null);
      report("select", select, called(select));
      select.focus();
      choose(select, index);
      say(outcome.done);
    },
  };
}

/** A select, a radio button or a slider takes the key for itself. */
function pick(target: Element, key: string): boolean {
  const by = { ArrowUp: -1, ArrowLeft: -1, ArrowDown: 1, ArrowRight: 1, PageUp: -10, PageDown: 10 }[key];
  const field = target as HTMLInputElement;
  if (isSelect(target)) {
    const { options, selectedIndex } = target;
    const last = options.length - 1;
    let to =
      key === "Home"
        ? 0
        : key === "End"
          ? last
          : by === undefined
            ? -1
            : Math.max(0, Math.min(last, selectedIndex + by));
    if (key.length === 1) {
      const start = key.toLowerCase();
      to = [...options].findIndex(({ label }, i) => i > selectedIndex && label.toLowerCase().startsWith(start));
      if (to < 0) to = [...options].findIndex(({ label }) => label.toLowerCase().startsWith(start));
    }
    return to >= 0 && (to === selectedIndex || choose(target, to));
  }
  if (field.type === "radio" && by !== undefined) {
    const group = [
      ...(field.form ?? target.ownerDocument).querySelectorAll<HTMLInputElement>("input[type=radio]"),
    ].filter((each) => each.name === field.name && each.form === field.form && !each.matches(":disabled"));
    const next = group.at((group.indexOf(field) + by) % group.length);
    next?.focus();
    next?.click();
    return true;
  }
  if (field.type === "range" && (by !== undefined || key === "Home" || key === "End")) {
    const isBack = by !== undefined && !/Up|Down/.test(key) ? by : -(by ?? 0);
    step(field, key === "Home" ? -Infinity : key === "End" ? Infinity : isBack);
    return true;
  }
  return false;
}
