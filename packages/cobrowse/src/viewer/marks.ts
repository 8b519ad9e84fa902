/** Sets on the picture's elements what the customer's browser says of them: hovered, pressed, focused, valid. */
import * as fieldBit from "../stream/field-bit.ts";
import { marks as names, type Mark } from "../stream/mark.ts";
import { StreamError } from "../stream/reader.ts";
import { marked } from "./own-style.ts";

export interface Marks {
  /** `element` alone has the mark from now on; `null`: none has. */
  set(number: number, element: Element | null): void;
  validity(field: Element, flags: number): void;
  states(element: Element, words: string): void;
}

/** Marks that the elements around have as well. */
const inherited: Partial<Record<Mark, string>> = { hover: "hover", active: "active", focus: "focus-within" };

export function createMarks(): Marks {
  const holders = new Map<string, Element[]>();

  function move(name: string, elements: Element[]): void {
    for (const each of holders.get(name) ?? []) each.removeAttribute(marked(name));
    for (const each of elements) each.setAttribute(marked(name), "");
    holders.set(name, elements);
  }

  return {
    set(number, element) {
      const name = names[number];
      if (!name) throw new StreamError("unknown mark");
      const around = inherited[name];
      if (around !== name) move(name, element ? [element] : []);
      if (around) move(around, withAncestors(element));
    },
    validity(field, flags) {
      const put = (name: string, bits: number): void =>
        void field.toggleAttribute(marked(name), (flags & bits) === bits);
      put("valid", fieldBit.valid);
      put("invalid", fieldBit.invalid);
      put("user-valid", fieldBit.valid | fieldBit.byUser);
      put("user-invalid", fieldBit.invalid | fieldBit.byUser);
    },
    states(element, words) {
      const list = words.split(" ").filter((word) => /^[\w-]+$/.test(word));
      element.toggleAttribute(marked("undefined"), words.includes("!"));
      if (list.length > 0) element.setAttribute(marked("states"), list.join(" "));
      else element.removeAttribute(marked("states"));
    },
  };
}

/** Out of shadow roots too; labels pass hover and press on to their field, which nobody styles. */
function withAncestors(element: Element | null): Element[] {
  const list: Element[] = [];
  for (let each: Element | null = element; each;) {
    list.push(each);
    const parent: Node | null = each.assignedSlot ?? each.parentNode;
    each = parent?.nodeType === 11 ? ((parent as ShadowRoot).host ?? null) : ((parent as Element | null) ?? null);
    if (each && each.nodeType !== 1) each = null;
  }
  return list;
}
