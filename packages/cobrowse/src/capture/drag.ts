/**
 * The agent's mouse with its button held: sliders, maps, sortable lists by pointer events, and the browser's own drag and drop where an
 * element is `draggable` (VIS-03). Fetched with the first of them.
 */
import { placeInside, placeOutside } from "../pointing/frames.ts";
import { announce } from "./edit.ts";
import { actorOf } from "./guard.ts";
import { isElement, realmOf } from "./realm.ts";
import type { ViewerCommand } from "../stream/commands.ts";
import * as outcome from "../stream/outcome.ts";
import type { VisualAction } from "../types.ts";
import type { Tree } from "./tree.ts";
import { slide } from "./steps.ts";
import { fireAt, spotIn, takeFocus, type Spot } from "./events.ts";

/** What control lends: the same gates for drags as for clicks. */
export interface DragOptions {
  readonly document: Document;
  readonly tree: Pick<Tree, "nodeOf">;
  say(outcome: number): void;
  report(action: VisualAction, element: Element | null, label: string): void;
  refuse(element: Element | null): void;
  called(element: Element): string;
  isOut(element: Element): boolean;
  /** Would wait for the customer's click. */
  weighs(element: Element): boolean;
}

export interface Drag {
  take(command: Extract<ViewerCommand, { type: "drag" }>): void;
}

/** By `phase`. */
const steps = ["begin", "move"] as const;

/** The middle of the thumb does not reach the ends of the slider. */
const thumbPx = 8;

export function createDrag(options: DragOptions): Drag {
  const page = options.document;
  let isDragging = false;
  let from: Element | null = null;
  let carried: DataTransfer | null = null;
  let over: Element | null = null;
  let isDropAllowed = false;

  /** Where a captured pointer goes, else what is under it. A press holds the mouse in the frame that it was in. */
  const target = (under: Element | null): Element =>
    under?.ownerDocument === from?.ownerDocument && !from?.hasPointerCapture?.(1) ? under! : from!;

  /** As the document in which the drag began counts it. */
  function spotOfDrag(under: Element, spot: Spot): Spot {
    if (!from || under.ownerDocument === from.ownerDocument) return spot;
    const inPage = placeOutside(under, page, { x: spot.clientX, y: spot.clientY });
    const { x, y } = placeInside(from, page, inPage);
    return { clientX: x, clientY: y };
  }

  function slideTo(spot: Spot): boolean {
    const field = from as HTMLInputElement | null;
    if (field?.localName !== "input" || field.type !== "range") return false;
    const box = field.getBoundingClientRect();
    const share = (spot.clientX - box.left - thumbPx) / Math.max(1, box.width - 2 * thumbPx);
    slide(field, Math.max(0, Math.min(1, share)));
    return true;
  }

  function carry(type: string, on: Element, spot: Spot): boolean {
    const made = new (realmOf(on).DragEvent)(type, {
      bubbles: true,
      cancelable: true,
      composed: true,
      dataTransfer: carried,
      ...spot,
    });
    return on.dispatchEvent(made);
  }

  /** Over what, at a place of that one's document. Where it is out of reach, whatever began the drag takes it. */
  const hand = {
    begin(element: Element, isReached: boolean, spot: Spot): void {
      if (!isReached) return;
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
      carried = new (realmOf(element).DataTransfer)();
      if (!carry("dragstart", source, spot)) carried = null;
      else from = source;
    },
    move(under: Element, isReached: boolean, there: Spot): void {
      const spot = spotOfDrag(under, there);
      if (!from || slideTo(spot)) return;
      const element = isReached ? under : null;
      if (carried) {
        if (element !== over) {
          if (element) carry("dragenter", element, there);
          if (over) carry("dragleave", over, there);
          over = element;
        }
        isDropAllowed = element !== null && !carry("dragover", element, there);
        return;
      }
      fireAt(target(element), "pointermove", spot, { buttons: 1 });
      fireAt(target(element), "mousemove", spot, { buttons: 1 });
    },
    end(under: Element, isReached: boolean, there: Spot): void {
      if (!from) return;
      const spot = spotOfDrag(under, there);
      const element = isReached ? under : null;
      if (carried) {
        if (isDropAllowed && element) carry("drop", element, there);
        if (from.isConnected) carry("dragend", from, spot);
      } else {
        fireAt(target(element), "pointerup", spot, {});
        fireAt(target(element), "mouseup", spot, { detail: 1 });
        if (slideTo(spot)) announce(from, "change");
      }
      from = carried = null;
    },
  };

  return {
    take({ id, x, y, phase }) {
      const element = options.tree.nodeOf(id);
      const isReached = isElement(element) && !options.isOut(element);
      if (phase === 0) {
        isDragging = false;
        // What waits for the customer's click is not dragged either ("slide to pay").
        if (!isReached || options.weighs(element)) return options.refuse(isElement(element) ? element : null);
        isDragging = true;
        options.report("click", element, options.called(actorOf(element)));
      }
      if (!isDragging || !isElement(element)) return;
      // What is out of reach gets none of it, but a drag may pass over it.
      hand[steps[phase] ?? "end"](element, isReached, spotIn(element, x / 10_000, y / 10_000));
      if (phase === 2) options.say(outcome.done);
    },
  };
}
