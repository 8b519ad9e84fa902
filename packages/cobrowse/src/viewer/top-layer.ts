/** Dialogs and popovers of the picture, opened as they are at the customer's: above everything else. */
import * as op from "../stream/op.ts";

/**
 * A dialog takes the focus as it opens, as a popover too, and with it the keys of the agent, who may be writing to somebody else: so
 * nothing in it can have the focus meanwhile. (The frame being inert does not keep Chromium from it.)
 */
export function setLayer(element: Element, what: number): void {
  const shown = element as HTMLElement;
  const wasInert = shown.inert;
  shown.inert = true;
  try {
    if (what === op.layerModal && element.localName === "dialog") openModal(element as HTMLDialogElement);
    else if (what === op.layerPopover) openPopover(shown);
    else close(shown);
  } catch {
    // Not in the document any more: the next change shows it as it is.
  } finally {
    shown.inert = wasInert;
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
