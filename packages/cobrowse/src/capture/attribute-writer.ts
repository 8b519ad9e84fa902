/** Writes an element's attributes as far as they may leave the page, under the rules that hold where it stands (VIS-05). */
import * as bounds from "../stream/bounds.ts";
import type { Writer } from "../stream/writer.ts";
import { shownAttribute, shownForeignAttribute } from "./attributes.ts";
import * as bit from "./context-bit.ts";
import { isField, type Field, type Secrecy } from "./secrecy.ts";

export interface AttributeWriter {
  /** Count, then names and values. */
  all(element: Element, context: number, isHtml: boolean): void;
  /** As it may be known now; `null`: not at all. */
  one(element: Element, context: number, isHtml: boolean, name: string): string | null;
}

export function createAttributeWriter(w: Writer, secrecy: Secrecy): AttributeWriter {
  const pairs: string[] = [];

  function isMasked(element: Element, context: number): boolean {
    if (context & bit.isTextMasked) return true;
    return isField(element) && secrecy.degree(element, context) !== "open" && !isButton(element);
  }

  function shown(element: Element, name: string, value: string, isMasked: boolean, isHtml: boolean): string | null {
    const where = { base: element.baseURI, isMasked };
    return isHtml ? shownAttribute(element, name, value, where) : shownForeignAttribute(element, name, value, where);
  }

  return {
    all(element, context, isHtml) {
      const names = element.getAttributeNames();
      pairs.length = 0;
      const masked = names.length > 0 && isMasked(element, context);
      for (let i = 0; i < names.length && pairs.length < bounds.attributes * 2; i++) {
        const name = names[i]!;
        const value = shown(element, name, element.getAttribute(name)!, masked, isHtml);
        if (value !== null && value.length * 3 < bounds.stringBytes) pairs.push(name, value);
      }
      w.u(pairs.length / 2);
      for (const part of pairs) w.s(part);
    },
    one(element, context, isHtml, name) {
      const value = element.getAttribute(name);
      const sent = value === null ? null : shown(element, name, value, isMasked(element, context), isHtml);
      return sent === null || sent.length * 3 < bounds.stringBytes ? sent : "";
    },
  };
}

function isButton(field: Field): boolean {
  return field.localName === "input" && /^(?:submit|button|reset|checkbox|radio|image)$/.test(field.type);
}
