/**
 * The agent's hands in the customer's page (VIS-03, VIS-06). Every command passes the same gates in this order:
 * consent, the page it was meant for, the customer's own hands, reach, and for weighty ones the customer's click.
 */
import type { ViewerCommand } from "../stream/commands.ts";
import * as outcome from "../stream/outcome.ts";
import type { CaptureOptions, VisualAction } from "../types.ts";
import { nameOf } from "./accessible-name.ts";
import { announce, choose, edit, isEditable, isTextField, moveCaret } from "./edit.ts";
import { clickAt, deepActive, focusable, keyDown, keyUp } from "./events.ts";
import { actorOf, guardedKind, isOutOfReach } from "./guard.ts";
import * as bit from "./context-bit.ts";
import type { Secrecy } from "./secrecy.ts";
import type { Tree } from "./tree.ts";

/** Since the customer's last key or click; meanwhile the agent's commands do nothing. */
const customerFirstMs = 1000;
/** Keys into one field and steps of one scroll are one action in the list. */
const sameActionMs = 5000;

type ControlCommand = Exclude<ViewerCommand, { type: "point" | "resync" }>;

export interface ControlOptions extends Pick<CaptureOptions, "mayControl" | "confirmAction" | "report" | "exclude"> {
  readonly window: Window & typeof globalThis;
  readonly tree: Tree;
  readonly secrecy: Secrecy;
  outcome(number: number): void;
}

export interface Control {
  act(command: ControlCommand, isStale: boolean): Promise<void>;
  stop(): void;
}

export function createControl(options: ControlOptions): Control {
  const { window, tree, secrecy, exclude } = options;
  const document = window.document;
  const release = new AbortController();
  let customerActed = -Infinity;
  let isConfirming = false;
  let lastReport = { action: "", element: null as Element | null, at: -Infinity };

  // Our own editing is trusted too (`input`, `submit`), but it makes no trusted key or pointer.
  for (const type of ["keydown", "pointerdown"]) {
    const notice = (event: Event): void => {
      if (event.isTrusted && event.target !== exclude) customerActed = performance.now();
    };
    window.addEventListener(type, notice, { capture: true, passive: true, signal: release.signal });
  }

  const say = options.outcome;

  function report(action: VisualAction, element: Element | null, label: string): void {
    const now = performance.now();
    const isSame = lastReport.action === action && lastReport.element === element && now - lastReport.at < sameActionMs;
    lastReport = { action, element, at: now };
    if (isSame && action !== "click" && action !== "submit" && action !== "select") return;
    options.report(action, label.slice(0, 200));
  }

  function refuse(element: Element | null): void {
    report("refused", element, element ? nameOf(actorOf(element), tree) : "");
    say(outcome.refused);
  }

  /** What the gates before reach say; `null`: go on. */
  function hindrance(isStale: boolean): number | null {
    if (!options.mayControl()) return outcome.refused;
    if (isStale) return outcome.stale;
    if (performance.now() - customerActed < customerFirstMs) return outcome.customerActing;
    return isConfirming ? outcome.confirming : null;
  }

  /** Does it at once, or after the customer's click when it weighs. */
  async function guarded(element: Element, action: VisualAction, perform: () => void, isSubmit = false): Promise<void> {
    const actor = actorOf(element);
    const name = nameOf(actor, tree);
    const kind = guardedKind(element, name) ?? (isSubmit ? "submit" : null);
    if (kind) {
      isConfirming = true;
      say(outcome.confirming);
      let isAllowed = false;
      try {
        isAllowed = await options.confirmAction({ kind, label: name });
      } catch {
        isAllowed = false;
      } finally {
        isConfirming = false;
      }
      if (!isAllowed) return say(outcome.declined);
      // Meanwhile the page or the consent may have changed.
      if (!options.mayControl() || isOutOfReach(element, tree, secrecy) || nameOf(actor, tree) !== name)
        return say(outcome.stale);
    }
    report(kind ? "submit" : action, element, name);
    perform();
    say(outcome.done);
  }

  function submitBy(field: HTMLInputElement): Promise<void> | void {
    const form = field.form;
    if (!form) return say(outcome.done);
    const button = [...form.elements].find((each) => /^(?:submit|image)$/.test((each as HTMLButtonElement).type)) as
      | HTMLButtonElement
      | undefined;
    if (button?.disabled) return say(outcome.done);
    if (button && isOutOfReach(button, tree, secrecy)) return refuse(button);
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
      report("type", target, nameOf(target, tree));
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

  /** The element a key goes to: the one named, else the one with the focus. Nothing inside the widget. */
  function keyTarget(id: number): Element | null {
    const named = id ? tree.nodeOf(id) : (deepActive(document) ?? document.body);
    if (!(named instanceof Element) || named === exclude) return null;
    if (id && deepActive(document) !== named) (named as HTMLElement).focus();
    return named;
  }

  function goTo(address: string): void {
    const url = URL.parse(address, window.location.href);
    if (!url || url.origin !== window.location.origin) return refuse(null);
    report("navigate", null, url.pathname);
    say(outcome.done);
    window.location.assign(url.href);
  }

  function scroll(command: Extract<ControlCommand, { type: "scroll" }>): void {
    const target = command.id ? tree.nodeOf(command.id) : document.scrollingElement;
    if (!(target instanceof Element) || tree.contextOf(target) & bit.isClosed) return refuse(null);
    report("scroll", null, "");
    target.scrollTo({ left: command.x, top: command.y, behavior: "instant" });
    say(outcome.done);
  }

  async function click(command: Extract<ControlCommand, { type: "click" }>): Promise<void> {
    const element = tree.nodeOf(command.id);
    if (!(element instanceof Element) || isOutOfReach(element, tree, secrecy)) {
      return refuse(element instanceof Element ? element : null);
    }
    if (actorOf(element).matches(":disabled")) return say(outcome.done);
    return guarded(element, "click", () => clickAt(element, command.x / 10_000, command.y / 10_000, command.count));
  }

  return {
    async act(command, isStale) {
      const hindered = hindrance(isStale);
      if (hindered === outcome.refused) return refuse(null);
      if (hindered !== null) return say(hindered);
      switch (command.type) {
        case "click":
          return click(command);
        case "key":
        case "text": {
          const target = keyTarget(command.id);
          if (!target || (target !== document.body && isOutOfReach(target, tree, secrecy))) return refuse(target);
          if (command.type === "key") return press(target, command.key, command.modifiers);
          if (!isEditable(target)) return refuse(target);
          report("type", target, nameOf(target, tree));
          edit(target, "insertText", command.text);
          return say(outcome.done);
        }
        case "choose": {
          const select = tree.nodeOf(command.id);
          if (!(select instanceof HTMLSelectElement) || isOutOfReach(select, tree, secrecy)) return refuse(null);
          report("select", select, nameOf(select, tree));
          choose(select, command.index);
          return say(outcome.done);
        }
        case "scroll":
          return scroll(command);
        case "navigate":
          return goTo(command.url);
        case "back":
          report("navigate", null, "←");
          say(outcome.done);
          return window.history.back();
        case "reload":
          report("navigate", null, window.location.pathname);
          say(outcome.done);
          return window.location.reload();
      }
    },
    stop: () => release.abort(),
  };
}
