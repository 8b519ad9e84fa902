/** What the agent may never reach (VIS-05). */
import * as bit from "./context-bit.ts";
import type { Field, Secrecy } from "./secrecy.ts";
import type { Tree } from "./tree.ts";

export const actors = "button,a,summary,label,input,select,textarea,option,[role=button],[role=link],[role=menuitem]";

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
