/** Numbers and sliders, which have steps instead of letters. */
import { announce, isFree, setValue } from "./edit.ts";

/** A number or a slider, by so many of its steps. */
export function step(field: HTMLInputElement, by: number): void {
  if (!isFree(field) || !/^(?:number|range)$/.test(field.type)) return;
  if (by === Infinity) setValue(field, field.max || "100", "insertReplacementText", null);
  else if (by === -Infinity) setValue(field, field.min || "0", "insertReplacementText", null);
  else {
    if (by > 0) field.stepUp(by);
    else field.stepDown(-by);
    announce(field, "input");
  }
  announce(field, "change");
}

/** A slider, at a share of its length. */
export function slide(field: HTMLInputElement, share: number): void {
  if (!isFree(field)) return;
  const min = Number(field.min || 0);
  const max = Number(field.max || 100);
  const isTurned = getComputedStyle(field).direction === "rtl";
  // The browser rounds to its steps.
  setValue(field, String(min + (max - min) * (isTurned ? 1 - share : share)), "insertReplacementText", null);
}
