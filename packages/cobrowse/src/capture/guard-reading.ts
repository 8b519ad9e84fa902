/** Reads from the page what the rule of weighty deeds asks (VIS-06). Comes with the rule, when control begins. */
export { nameOf } from "./accessible-name.ts";
import type { GuardedAction } from "../types.ts";
import { actorOf, actors, isField } from "./guard.ts";
import { weigh } from "./guard-rule.ts";

/** The site's own word (`off`: harmless, a search say) and the administrator's come first. `name` is the actor's accessible name. */
export function guardedKind(element: Element, name: string, guarded: readonly string[] = []): GuardedAction | null {
  const actor = actorOf(element);
  const marked = actor.closest("[data-rinnalla-guard]")?.getAttribute("data-rinnalla-guard");
  if (marked === "off") return null;
  const { type, form, value } = actor as HTMLButtonElement;
  const isButtonType = /^(?:submit|image|button|reset)$/.test(type ?? "");
  const read = [isButtonType ? value : "", ...["aria-label", "title"].map((each) => actor.getAttribute(each))].join(
    " ",
  );
  const isReadable = /\p{L}{2}/u.test(read + actor.textContent);
  const kind = weigh({
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
