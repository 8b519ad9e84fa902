/**
 * A person's click and keys as a page expects them: the whole sequence, stopped where the page prevents it. Made
 * events are not trusted, so what browsers do only for trusted ones (focus, text, submit) is done here.
 */

import { isTextField } from "./text-field.ts";
import { realmOf } from "./realm.ts";

export const focusable =
  "a[href],button,input,select,textarea,summary,[tabindex],[contenteditable]:not([contenteditable=false])";

/** Into shadow roots and frames of the same site. */
export function deepActive(document: Document): Element | null {
  for (let active = document.activeElement; ;) {
    const inner =
      active?.shadowRoot?.activeElement ??
      (active?.localName === "iframe" ? (active as HTMLIFrameElement).contentDocument?.activeElement : null);
    if (!inner) return active;
    active = inner;
  }
}

export interface Spot {
  readonly clientX: number;
  readonly clientY: number;
}

/** A place inside the element's box, by fractions. */
export function spotIn(element: Element, x: number, y: number): Spot {
  const box = element.getBoundingClientRect();
  return { clientX: box.left + box.width * x, clientY: box.top + box.height * y };
}

/** Whether the page lets it go on. */
export function fireAt(element: Element, type: string, spot: Spot, more: PointerEventInit): boolean {
  const realm = realmOf(element);
  const Kind = /^(?:mouse|dbl)/.test(type) ? realm.MouseEvent : realm.PointerEvent;
  const pointer = { pointerId: 1, pointerType: "mouse", isPrimary: true };
  return element.dispatchEvent(
    new Kind(type, { bubbles: true, cancelable: true, composed: true, view: realm, ...spot, ...pointer, ...more }),
  );
}

/** `count` 2 is the second click of a double click. */
export function clickAt(element: Element, at: Spot, count: number): void {
  const fire = (type: string, more: PointerEventInit = {}): boolean => fireAt(element, type, at, more);
  for (const kind of ["pointer", "mouse"]) {
    fire(kind + "over");
    fire(kind + "enter", { bubbles: false });
    fire(kind + "move");
  }
  const pressed = { buttons: 1, detail: count };
  const isMouse = fire("pointerdown", pressed);
  if (!isMouse || fire("mousedown", pressed)) takeFocus(element, at);
  fire("pointerup");
  if (isMouse) fire("mouseup", { detail: count });
  if (!element.isConnected) return;
  fire("click", { detail: count });
  if (count === 2) fire("dblclick", { detail: count });
}

export function takeFocus(element: Element, at: Spot): void {
  const document = element.ownerDocument;
  const target = element.closest<HTMLElement>(focusable);
  if (!target) {
    const labelled = element.closest("label")?.control;
    if (labelled) labelled.focus();
    else (deepActive(document) as HTMLElement | null)?.blur?.();
    return;
  }
  if (deepActive(document) !== target) target.focus({ preventScroll: true });
  const field = target as HTMLInputElement;
  if (isTextField(field) && field.selectionStart !== null) {
    const caret = document.caretPositionFromPoint?.(at.clientX, at.clientY);
    const place = caret?.offsetNode === field ? caret.offset : field.value.length;
    field.setSelectionRange(place, place);
  }
  if (target.isContentEditable) {
    const range = document.caretRangeFromPoint?.(at.clientX, at.clientY);
    const selection = document.getSelection();
    if (range && target.contains(range.startContainer))
      selection?.setBaseAndExtent(range.startContainer, range.startOffset, range.startContainer, range.startOffset);
    else (selection?.selectAllChildren(target), selection?.collapseToEnd());
  }
}
