/** Dialogs and popovers of the picture, opened as they are at the customer's: above everything else. */
import * as op from "../stream/op.ts";

/** `picture` is the frame around all. A dialog must not take the focus from what the agent is typing in. */
export function setLayer(picture: HTMLIFrameElement, element: Element, what: number): void {
  picture.inert = true;
  try {
    if (what === op.layerModal && element.localName === "dialog") openModal(element as HTMLDialogElement);
    else if (what === op.layerPopover) openPopover(element as HTMLElement);
    else close(element as HTMLElement);
  } catch {
    // Not in the document any more: the next change shows it as it is.
  } finally {
    picture.inert = false;
  }
}

function openModal(dialog: HTMLDialogElement): void {
  if (dialog.matches(":modal")) return;
  dialog.removeAttribute("open");
  dialog.showModal();
}

function openPopover(element: HTMLElement): void {
  if (element.matches(":popover-open")) return;
  // Whether one closes another is the customer's browser's business.
  element.setAttribute("popover", "manual");
  element.showPopover();
}

function close(element: HTMLElement): void {
  if (element.matches(":modal")) (element as HTMLDialogElement).close();
  else if (element.matches(":popover-open")) element.hidePopover();
}
