/**
 * The agent's mouse with its button held: sliders, maps, sortable lists by pointer events, and the browser's own drag and drop where an
 * element is `draggable` (VIS-03). Fetched with the first of them.
 */
import { announce } from "./edit.ts";
import { slide } from "./steps.ts";
import { fireAt, takeFocus, type Spot } from "./events.ts";

export interface Drag {
  /** `null`: over what is out of reach; whatever began the drag takes it. */
  begin(element: Element | null, spot: Spot): void;
  move(element: Element | null, spot: Spot): void;
  end(element: Element | null, spot: Spot): void;
}

/** The middle of the thumb does not reach the ends of the slider. */
const thumbPx = 8;

export function createDrag(): Drag {
  let from: Element | null = null;
  let carried: DataTransfer | null = null;
  let over: Element | null = null;
  let isDropAllowed = false;

  /** Where a captured pointer goes, else what is under it. */
  const target = (under: Element | null): Element => (under && !from?.hasPointerCapture?.(1) ? under : from!);

  function slideTo(spot: Spot): boolean {
    const field = from as HTMLInputElement | null;
    if (field?.localName !== "input" || field.type !== "range") return false;
    const box = field.getBoundingClientRect();
    const share = (spot.clientX - box.left - thumbPx) / Math.max(1, box.width - 2 * thumbPx);
    slide(field, Math.max(0, Math.min(1, share)));
    return true;
  }

  function carry(type: string, on: Element, spot: Spot): boolean {
    const made = new DragEvent(type, {
      bubbles: true,
      cancelable: true,
      composed: true,
      dataTransfer: carried,
      ...spot,
    });
    return on.dispatchEvent(made);
  }

  return {
    begin(element, spot) {
      if (!element) return;
      from = element;
      over = null;
      isDropAllowed = false;
      carried = null;
      const pressed = { buttons: 1, detail: 1 };
      const isMouse = fireAt(element, "pointerdown", spot, pressed);
      if (!isMouse || fireAt(element, "mousedown", spot, pressed)) takeFocus(element, spot);
      if (slideTo(spot)) return;
      const source = element.closest<HTMLElement>("[draggable=true],a[href],img");
      if (!source?.draggable) return;
      carried = new DataTransfer();
      if (!carry("dragstart", source, spot)) carried = null;
      else from = source;
    },
    move(element, spot) {
      if (!from || slideTo(spot)) return;
      if (carried) {
        if (element !== over) {
          if (element) carry("dragenter", element, spot);
          if (over) carry("dragleave", over, spot);
          over = element;
        }
        isDropAllowed = element !== null && !carry("dragover", element, spot);
        return;
      }
      fireAt(target(element), "pointermove", spot, { buttons: 1 });
      fireAt(target(element), "mousemove", spot, { buttons: 1 });
    },
    end(element, spot) {
      if (!from) return;
      if (carried) {
        if (isDropAllowed && element) carry("drop", element, spot);
        if (from.isConnected) carry("dragend", from, spot);
      } else {
        fireAt(target(element), "pointerup", spot, {});
        fireAt(target(element), "mouseup", spot, { detail: 1 });
        if (slideTo(spot)) announce(from, "change");
      }
      from = carried = null;
    },
  };
}
