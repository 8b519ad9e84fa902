/** What keys do to the page as a whole: Tab, Escape, and the keys that scroll. */
import { frameAround } from "../pointing/frames.ts";
import { focusable } from "./events.ts";
import { realmOf } from "./realm.ts";

/** The next stop of the Tab key, into open shadow roots and frames of the same site; inside a modal dialog it stays there. */
export function nextInTabOrder(
  document: Document,
  from: Element,
  isBack: boolean,
  exclude: Element,
): HTMLElement | null {
  const stops = collect(modalAround(from, document) ?? document.documentElement, exclude, []);
  const ordered = stops.toSorted((a, b) => (a.tabIndex || Infinity) - (b.tabIndex || Infinity) || 0);
  const at = ordered.indexOf(from as HTMLElement);
  const to =
    at < 0 ? (isBack ? ordered.length - 1 : ordered.findIndex((each) => follows(from, each))) : at + (isBack ? -1 : 1);
  return ordered[to < 0 ? ordered.length - 1 : to % ordered.length] ?? null;
}

/** Of the frame that it is in, else of what is around that. */
function modalAround(from: Element, page: Document): Element | null {
  for (let document = from.ownerDocument; ;) {
    const modal = [...document.querySelectorAll("dialog:modal")].at(-1);
    const frame = frameAround(document, page);
    if (modal || !frame) return modal ?? null;
    document = frame.ownerDocument;
  }
}

function follows(from: Element, other: Element): boolean {
  if (from.ownerDocument !== other.ownerDocument) return false;
  return (from.compareDocumentPosition(other) & 4) > 0;
}

function collect(root: Element | ShadowRoot, exclude: Element, into: HTMLElement[]): HTMLElement[] {
  for (const each of root.querySelectorAll<HTMLElement>("*")) {
    if (each === exclude) continue;
    if (each.shadowRoot) collect(each.shadowRoot, exclude, into);
    const inner = each.localName === "iframe" ? (each as HTMLIFrameElement).contentDocument : null;
    if (inner?.documentElement && each.getClientRects().length > 0) collect(inner.documentElement, exclude, into);
    if (!each.matches(focusable) || each.tabIndex < 0 || each.matches(":disabled") || each.closest("[inert]")) continue;
    if (each.getClientRects().length === 0) continue;
    const { type, name, checked, form } = each as HTMLInputElement;
    // One stop for all radio buttons of a name: the chosen one.
    const isOther =
      type === "radio" &&
      !checked &&
      into.concat([...siblings(each)]).some((other) => {
        const radio = other as HTMLInputElement;
        return (
          radio !== each &&
          radio.type === "radio" &&
          radio.name === name &&
          radio.form === form &&
          (radio.checked || into.includes(other))
        );
      });
    if (!isOther) into.push(each);
  }
  return into;
}

function siblings(radio: Element): Iterable<HTMLElement> {
  return (radio.getRootNode() as Document | ShadowRoot).querySelectorAll<HTMLInputElement>("input[type=radio]:checked");
}

/** As Escape does: the topmost dialog or popover asks to be closed. */
export function closeTop(document: Document): void {
  const top = [
    ...document.querySelectorAll<HTMLElement>("dialog:modal,[popover=auto]:popover-open,[popover='']:popover-open"),
  ].at(-1);
  if (!top) return;
  if (top.localName === "dialog") {
    const isGoing = top.dispatchEvent(new (realmOf(top).Event)("cancel", { cancelable: true }));
    if (isGoing) (top as HTMLDialogElement).close();
  } else top.hidePopover();
}

export function scrollByKey(target: Element, key: string): void {
  const page = target.ownerDocument.scrollingElement;
  let scroller: Element | null = target;
  while (
    scroller &&
    scroller !== page &&
    (scroller.scrollHeight <= scroller.clientHeight || !/auto|scroll/.test(getComputedStyle(scroller).overflowY))
  )
    scroller = scroller.parentElement ?? (scroller.getRootNode() as ShadowRoot).host ?? null;
  scroller ??= page;
  if (!scroller) return;
  const page1 = scroller.clientHeight * 0.9;
  const top = { ArrowUp: -40, ArrowDown: 40, PageUp: -page1, PageDown: page1, Home: -1e7, End: 1e7 }[key] ?? 0;
  const left = { ArrowLeft: -40, ArrowRight: 40 }[key] ?? 0;
  if (top || left) scroller.scrollBy({ top, left, behavior: "instant" });
}
