/**
 * The agent's hands in the customer's page (VIS-03, VIS-06). Every command passes the same gates in this order:
 * consent, the page it was meant for, the customer's own hands, reach, and for weighty ones the customer's click.
 */
import type { ViewerCommand } from "../stream/commands.ts";
import * as outcome from "../stream/outcome.ts";
import type { CaptureOptions, VisualAction } from "../types.ts";
import type { nameOf } from "./accessible-name.ts";
import { clickAt, deepActive, spotIn } from "./events.ts";
import { actorOf, isOutOfReach } from "./guard.ts";
import type { Drag } from "./drag.ts";
import type { Keyboard } from "./keyboard.ts";
import * as bit from "./context-bit.ts";
import { isElement } from "./realm.ts";
import type { Secrecy } from "./secrecy.ts";
import type { guardedKind } from "./guard-reading.ts";
import type { Tree } from "./tree.ts";

/** Since the customer's last key or click; meanwhile the agent's commands do nothing. */
const customerFirstMs = 1000;
/** Keys into one field and steps of one scroll are one action in the list. */
const sameActionMs = 5000;
/** More reports than these in a short time, and the agent waits: the list is for reading (VIS-06). */
const maxNameChars = 80;
const reportsPerSecond = 10;
const mostReports = 60;

const isByKeys = /^(?:key|text|choose|navigate|back|reload)$/;

export type ControlCommand = Exclude<ViewerCommand, { type: "point" | "resync" | "bring" | "draw" | "erase" }>;

export interface ControlOptions extends Pick<
  CaptureOptions,
  "mayControl" | "confirmAction" | "report" | "exclude" | "guarded"
> {
  readonly window: Window & typeof globalThis;
  readonly tree: Tree;
  readonly secrecy: Secrecy;
  readonly guardedKind: typeof guardedKind;
  readonly nameOf: typeof nameOf;
  maskText(text: string): string;
  /** The customer's last key or click (`performance.now`). */
  handAt(): number;
  outcome(number: number): void;
  /** Frames the element that waits for the customer's click. */
  mark(element: Element | null): void;
}

export interface Control {
  act(command: ControlCommand, isStale: boolean): Promise<void>;
}

export function createControl(options: ControlOptions): Control {
  const { window, tree, secrecy, exclude } = options;
  const document = window.document;
  let isConfirming = false;
  let reportsLeft = mostReports;
  let lastReport = { action: "", element: null as Element | null, at: -Infinity };

  let keyboard: Keyboard | null = null;
  let drag: Drag | null = null;
  let loading: Promise<void> | null = null;

  const say = options.outcome;
  const isOut = (element: Element): boolean => isOutOfReach(element, tree, secrecy);
  const called = (element: Element): string => options.maskText(options.nameOf(element, tree)).slice(0, maxNameChars);

  function report(action: VisualAction, element: Element | null, label: string): void {
    const now = performance.now();
    const isSame = lastReport.action === action && lastReport.element === element && now - lastReport.at < sameActionMs;
    reportsLeft = Math.min(mostReports, reportsLeft + ((now - lastReport.at) / 1000) * reportsPerSecond);
    lastReport = { action, element, at: now };
    if (isSame && action !== "click" && action !== "submit" && action !== "select") return;
    if (--reportsLeft < 0) return;
    options.report(action, label.slice(0, 200));
  }

  function refuse(element: Element | null): void {
    report("refused", element, element ? called(actorOf(element)) : "");
    say(outcome.refused);
  }

  /** What the gates before reach say; `null`: go on. */
  function hindrance(isStale: boolean): number | null {
    if (!options.mayControl()) return outcome.refused;
    if (isStale) return outcome.stale;
    const now = performance.now();
    // Nothing that could not be listed.
    if (now - options.handAt() < customerFirstMs || reportsLeft + ((now - lastReport.at) / 1000) * reportsPerSecond < 1)
      return outcome.customerActing;
    return isConfirming ? outcome.confirming : null;
  }

  /** Does it at once, or after the customer's click when it weighs. */
  async function guarded(element: Element, action: VisualAction, perform: () => void, isSubmit = false): Promise<void> {
    const actor = actorOf(element);
    const name = called(actor);
    const kind = options.guardedKind(element, name, options.guarded) ?? (isSubmit ? "submit" : null);
    if (kind) {
      isConfirming = true;
      options.mark(actor);
      say(outcome.confirming);
      let isAllowed = false;
      try {
        isAllowed = await options.confirmAction({ kind, label: name });
      } catch {
        isAllowed = false;
      } finally {
        options.mark(null);
        isConfirming = false;
      }
      if (!isAllowed) return say(outcome.declined);
      // Meanwhile the page or the consent may have changed.
      if (!options.mayControl() || isOut(element) || called(actor) !== name) return say(outcome.stale);
    }
    report(kind ? "submit" : action, element, name);
    perform();
    say(outcome.done);
  }

  /** The element a key goes to: the one named, else the one with the focus. Nothing inside the widget. */
  function keyTarget(id: number): Element | null {
    const named = id ? tree.nodeOf(id) : (deepActive(document) ?? document.body);
    if (!isElement(named) || named === exclude) return null;
    if (id && deepActive(document) !== named) (named as HTMLElement).focus();
    return named;
  }

  function scroll(command: Extract<ControlCommand, { type: "scroll" }>): void {
    const holder = command.id ? tree.nodeOf(command.id) : document;
    const target = holder?.nodeType === 9 ? (holder as Document).scrollingElement : holder;
    if (!isElement(target) || tree.contextOf(target) & bit.isClosed) return refuse(null);
    report("scroll", null, "");
    target.scrollTo({ left: command.x, top: command.y, behavior: "instant" });
    say(outcome.done);
  }

  async function click(command: Extract<ControlCommand, { type: "click" }>): Promise<void> {
    const element = tree.nodeOf(command.id);
    // The page has put another in its place meanwhile.
    if (!element) return say(outcome.stale);
    if (!isElement(element) || isOut(element)) return refuse(isElement(element) ? element : null);
    if (actorOf(element).matches(":disabled")) return say(outcome.done);
    return guarded(element, "click", () =>
      clickAt(element, spotIn(element, command.x / 10_000, command.y / 10_000), command.count),
    );
  }

  const weighs = (element: Element): boolean =>
    options.guardedKind(element, called(actorOf(element)), options.guarded) !== null;
  const lent = { document, tree, exclude, say, report, refuse, guarded, called, isOut, weighs };

  /** Fetched with the first key or drag; what comes meanwhile waits its turn. */
  function withPart({ type }: ControlCommand, run: () => Promise<void>): Promise<void> {
    const before = loading;
    loading = (async () => {
      await before;
      if (isByKeys.test(type) && !keyboard) {
        keyboard = (await import("./keyboard.ts")).createKeyboard(lent);
      }
      if (type === "drag" && !drag) drag = (await import("./drag.ts")).createDrag(lent);
    })().catch(() => undefined);
    const mine = loading;
    return mine.then(() => {
      if (loading === mine) loading = null;
      return run();
    });
  }

  return {
    act(command, isStale) {
      const run = (): Promise<void> => perform(command, isStale);
      const isMissing = (isByKeys.test(command.type) && !keyboard) || (command.type === "drag" && !drag);
      return isMissing || loading ? withPart(command, run) : run();
    },
  };

  async function perform(command: ControlCommand, isStale: boolean): Promise<void> {
    const hindered = hindrance(isStale);
    if (hindered === outcome.refused) return refuse(null);
    if (hindered !== null) return say(hindered);
    switch (command.type) {
      case "click":
        return click(command);
      case "key":
      case "text": {
        const target = keyTarget(command.id);
        if (!target || (target !== document.body && isOut(target))) return refuse(target);
        if (command.type === "key") return keyboard?.press(target, command.key, command.modifiers);
        return keyboard?.type(target, command.text);
      }
      case "drag":
        return drag?.take(command);
      case "choose": {
        const select = tree.nodeOf(command.id);
        return isElement(select) && !isOut(select) ? keyboard?.choose(select, command.index) : refuse(null);
      }
      case "scroll":
        return scroll(command);
      case "navigate":
      case "back":
      case "reload":
        return keyboard?.go(command);
    }
  }
}
