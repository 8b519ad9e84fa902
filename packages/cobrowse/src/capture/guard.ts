/** What the agent may never reach, and what waits for the customer's click (VIS-05, VIS-06). */
import type { GuardedAction } from "../types.ts";
import * as bit from "./context-bit.ts";
import type { weigh } from "./guard-rule.ts";
import type { Field, Secrecy } from "./secrecy.ts";
import type { Tree } from "./tree.ts";

const actors = "button,a,summary,label,input,select,textarea,option,[role=button],[role=link],[role=menuitem]";

export function isField(element: Element): element is Field {
  return /^(?:input|textarea|select)$/.test(element.localName);
}

/** The element that a click on `element` sets to work. */
export function actorOf(element: Element): Element {
  return element.closest(actors) ?? element;
}

export function isOutOfReach(element: Element, tree: Tree, secrecy: Secrecy): boolean {
  const actor = actorOf(element);
  for (const each of [element, actor, (actor as HTMLLabelElement).control]) {
    if (!each) continue;
    if (!each.isConnected || tree.idOf(each) === undefined) return true;
    const context = tree.contextOf(each);
    if (context & (bit.isClosed | bit.isSealed)) return true;
    if (!isField(each)) continue;
    // Its label may have come after it was first read.
    secrecy.recheck(each);
    if (secrecy.degree(each, context) === "sealed") return true;
  }
  return isScriptAddress(actor);
}

/** Links to anything but pages, and forms whose target is a script. */
function isScriptAddress(actor: Element): boolean {
  const link = actor.closest("a[href],area[href]");
  if (link && !isPage((link as HTMLAnchorElement).protocol)) return true;
  const button = actor as HTMLButtonElement;
  const action = button.form
    ? button.hasAttribute("formaction")
      ? button.formAction
      : button.form.getAttribute("action")
    : null;
  return action !== null && /^[\s\0-\x1f]*javascript:/i.test(action);
}

function isPage(protocol: string | undefined): boolean {
  return protocol === "http:" || protocol === "https:" || protocol === undefined;
}

export interface GuardRules {
  readonly weigh: typeof weigh;
  /** The administrator's selectors. */
  readonly guarded?: readonly string[];
}

/** The site's own word (`off`: harmless, a search say) and the administrator's come first. `name` is the actor's accessible name. */
export function guardedKind(
  element: Element,
  name: string,
  { weigh: byRule, guarded = [] }: GuardRules,
): GuardedAction | null {
  const actor = actorOf(element);
  const marked = actor.closest("[data-rinnalla-guard]")?.getAttribute("data-rinnalla-guard");
  if (marked === "off") return null;
  const { type, form, value } = actor as HTMLButtonElement;
  const isButtonType = /^(?:submit|image|button|reset)$/.test(type ?? "");
  const read = [isButtonType ? value : "", ...["aria-label", "title"].map((each) => actor.getAttribute(each))].join(
    " ",
  );
  const isReadable = /\p{L}{2}/u.test(read + actor.textContent);
  const kind = byRule({
    isField: isField(actor) && !isButtonType,
    isSubmit: /^(?:submit|image)$/.test(type ?? "") && (form ?? null) !== null,
    isLink: actor.matches("a[href]:not([role=button]),[role=link]"),
    isActor: actor !== element || actor.matches(actors),
    words: name + " " + read,
    marks: isReadable ? "" : [actor, actor.firstElementChild].map(marksOf).join(" "),
  });
  return kind ?? (marked !== undefined || guarded.some((each) => matches(actor, each)) ? "submit" : null);
}

function marksOf(element: Element | null): string {
  return ["id", "name", "class"].map((each) => element?.getAttribute(each) ?? "").join(" ");
}

function matches(element: Element, selector: string): boolean {
  try {
    return element.closest(selector) !== null;
  } catch {
    return false;
  }
}
