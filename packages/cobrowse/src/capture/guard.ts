/** What the agent may never reach, and what waits for the customer's click (VIS-05, VIS-06). */
import type { GuardedAction } from "../types.ts";
import * as bit from "./context-bit.ts";
import { isField, type Secrecy } from "./secrecy.ts";
import type { Tree } from "./tree.ts";

const payWords =
  /\b(?:pay|payment|purchase|buy|(?:place|confirm).*order|order now|subscribe|transfer|donate)\b|maksa|\bosta\b|\btilaa\b|vahvista|siirr[äa]|betala|\bköp\b|beställ|överför/i;
const deleteWords =
  /\b(?:delete|remove|erase|terminate|deactivate|unsubscribe|cancel .+|close account)\b|poista|irtisano|peru |ta bort|radera|avsluta konto/i;
const actors = "button,a,summary,label,input,select,textarea,option,[role=button],[role=link],[role=menuitem]";

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

/** `null`: may be done at once. `name` is the actor's accessible name. */
export function guardedKind(element: Element, name: string): GuardedAction | null {
  const actor = actorOf(element);
  if (isField(actor) && !/^(?:submit|image|button|reset)$/.test(actor.type)) return null;
  const words = [
    name,
    actor.getAttribute("aria-label"),
    actor.getAttribute("title"),
    (actor as HTMLButtonElement).value,
    actor.getAttribute("name"),
  ].join(" ");
  const isSubmit =
    /^(?:submit|image)$/.test((actor as HTMLButtonElement).type ?? "") && (actor as HTMLButtonElement).form;
  const isActor = actor !== element || actor.matches(actors);
  if (isActor || isSubmit) {
    if (deleteWords.test(words)) return "delete";
    if (payWords.test(words)) return "pay";
  }
  return isSubmit ? "submit" : null;
}
