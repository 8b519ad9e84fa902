/** What the customer has filled in, chosen and checked, put into the picture's own field. */
import * as fieldBit from "../stream/field-bit.ts";
import type { Reader } from "../stream/reader.ts";

/** After the field's id and `flags`. Whatever the stream says of it, another element stays as it is. */
export function readField(r: Reader, field: HTMLElement, flags: number): void {
  if (flags & fieldBit.select && !(flags & fieldBit.multiple)) {
    const index = r.u() - 1;
    if (isSelect(field)) field.selectedIndex = index;
    return;
  }
  const text = r.s();
  if (flags & fieldBit.multiple && isSelect(field)) {
    const chosen = new Set(text.split(","));
    for (const [i, option] of [...field.options].entries()) option.selected = chosen.has(String(i + 1));
  }
  if (!isTyped(field)) return;
  field.checked = (flags & fieldBit.checked) > 0;
  field.indeterminate = (flags & fieldBit.indeterminate) > 0;
  // A file field takes no value from a script.
  if (/^(?:checkbox|radio|file)$/.test(field.type)) return;
  field.value = text;
  // Numbers and dates take no mask signs as their value.
  if (flags & fieldBit.masked) field.placeholder = field.value === text ? "" : text;
}

// Of the picture's own window, whose classes are others than ours.
function isSelect(element: HTMLElement): element is HTMLSelectElement {
  return element.localName === "select";
}
function isTyped(element: HTMLElement): element is HTMLInputElement {
  return element.localName === "input" || element.localName === "textarea";
}
