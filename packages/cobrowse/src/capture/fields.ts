/** The state of form fields: values (masked), checks, selections. Scripts set them silently, so they are compared, not listened for. */
import * as fieldBit from "../stream/field-bit.ts";
import * as op from "../stream/op.ts";
import type { Writer } from "../stream/writer.ts";
import { maskSign } from "./card-numbers.ts";
import type { Field, FieldDegree } from "./secrecy.ts";

const textless = /^(?:submit|button|reset|image|hidden|color)$/;
const maxShownChars = 2000;

export interface FieldWatch {
  add(field: Field): void;
  /** Writes what differs from what was last sent. */
  compare(): void;
  clear(): void;
}

export interface FieldWatchOptions {
  readonly writer: Writer;
  idOf(field: Field): number | undefined;
  degreeOf(field: Field): FieldDegree;
}

export function createFieldWatch({ writer: w, idOf, degreeOf }: FieldWatchOptions): FieldWatch {
  let sent = new Map<Field, string>();
  return {
    add: (field) => void sent.set(field, "0|"),
    compare() {
      for (const [field, before] of sent) {
        const id = idOf(field);
        if (id === undefined) {
          sent.delete(field);
          continue;
        }
        const { flags: shown, text } = stateOf(field, degreeOf(field));
        const flags = shown | validityOf(field);
        const now = flags + "|" + text;
        if (now === before) continue;
        sent.set(field, now);
        w.u(op.field);
        w.u(id);
        w.u(flags);
        if (flags & fieldBit.select && !(flags & fieldBit.multiple)) w.u(Number(text));
        else w.s(text);
      }
    },
    clear() {
      sent = new Map();
    },
  };
}

/** As styles select by it. */
function validityOf(field: Field): number {
  if (!field.willValidate) return 0;
  const byUser = field.matches(":user-valid,:user-invalid") ? fieldBit.byUser : 0;
  return byUser | (field.validity.valid ? fieldBit.valid : fieldBit.invalid);
}

/** What may be known of a field. A sealed one does not even tell its length. */
export function stateOf(field: Field, degree: FieldDegree): { flags: number; text: string } {
  const masked = degree === "open" ? 0 : fieldBit.masked;
  if ("selectedIndex" in field) {
    if (field.multiple) {
      const chosen = masked ? [] : Array.from(field.selectedOptions, ({ index }) => index + 1);
      return { flags: fieldBit.select | fieldBit.multiple | masked, text: chosen.join() };
    }
    return { flags: fieldBit.select | masked, text: String(masked ? 0 : field.selectedIndex + 1) };
  }
  if (field.type === "checkbox" || field.type === "radio") {
    if (degree === "sealed") return { flags: masked, text: "" };
    const { checked, indeterminate } = field as HTMLInputElement;
    return { flags: (checked ? fieldBit.checked : 0) | (indeterminate ? fieldBit.indeterminate : 0), text: "" };
  }
  if (textless.test(field.type) && (field.type !== "color" || masked)) return { flags: 0, text: "" };
  if (degree === "open") return { flags: 0, text: field.value.slice(0, maxShownChars) };
  if (degree === "sealed") return { flags: masked, text: field.value ? maskSign.repeat(8) : "" };
  return { flags: masked, text: field.value.slice(0, maxShownChars).replace(/\S/g, maskSign) };
}
