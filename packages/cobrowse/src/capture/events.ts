/**
 * A person's click and keys as a page expects them: the whole sequence, stopped where the page prevents it. Made
 * events are not trusted, so what browsers do only for trusted ones (focus, text, submit) is done here.
 */

export const focusable =
  "a[href],button,input,select,textarea,summary,[tabindex],[contenteditable]:not([contenteditable=false])";

export function deepActive(document: Document): Element | null {
  let active = document.activeElement;
  while (active?.shadowRoot?.activeElement) active = active.shadowRoot.activeElement;
  return active;
}

/** Clicks at a fraction of the element's box; `count` 2 is the second click of a double click. */
export function clickAt(element: Element, x: number, y: number, count: number): void {
  const box = element.getBoundingClientRect();
  const at = { clientX: box.left + box.width * x, clientY: box.top + box.height * y };
  const fire = (type: string, more: PointerEventInit = {}): boolean => {
    const Kind = /^(?:mouse|dbl)/.test(type) ? MouseEvent : PointerEvent;
    const pointer = { pointerId: 1, pointerType: "mouse", isPrimary: true };
    return element.dispatchEvent(
      new Kind(type, { bubbles: true, cancelable: true, composed: true, view: window, ...at, ...pointer, ...more }),
    );
  };

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

function takeFocus(element: Element, at: { clientX: number; clientY: number }): void {
  const document = element.ownerDocument;
  const target = element.closest<HTMLElement>(focusable);
  if (!target) {
    const labelled = element.closest("label")?.control;
    if (labelled) labelled.focus();
    else (deepActive(document) as HTMLElement | null)?.blur?.();
    return;
  }
  if (deepActive(document) !== target) target.focus({ preventScroll: true });
  if (target.isContentEditable) {
    const range = document.caretRangeFromPoint?.(at.clientX, at.clientY);
    const selection = document.getSelection();
    if (range && target.contains(range.startContainer))
      selection?.setBaseAndExtent(range.startContainer, range.startOffset, range.startContainer, range.startOffset);
    else (selection?.selectAllChildren(target), selection?.collapseToEnd());
  }
}
