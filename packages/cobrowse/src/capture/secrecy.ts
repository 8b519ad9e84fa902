/**
 * Decides in the customer's page what is nobody's business (VIS-05). Three degrees for a field:
 *   open    an administrator's rule shows it
 *   hidden  the default: its value is masked; the agent may fill it in while control is granted
 *   sealed  never seen and never acted on: passwords, one-time codes, card fields, files, hidden inputs, marked elements
 * What was once sealed stays sealed ("show password" makes a text field of a password).
 */
import type { LabelRules, MaskRules } from "../types.ts";
import { holdsCardNumber } from "./card-numbers.ts";
import * as bit from "./context-bit.ts";

export type FieldDegree = "open" | "hidden" | "sealed";
export type Field = HTMLInputElement | HTMLTextAreaElement | HTMLSelectElement;

const sealedAutocomplete = /(?:^|\s)(?:cc-[\w-]+|one-time-code|(?:current|new)-password)(?:\s|$)/i;
const sealedWords =
  /pass[\s_-]?(?:word|wd|phrase|code)|\b(?:user|login|my|new|old)?pass$|pwd|salasana|tunnusluku|l[öo]sen(?:ord)?|otp|cvv|cvc|\b(?:pin|2fa|mfa|csc|iban|ssn)\b|one[\s_-]?time|(?:verification|security|auth\w*|sms|pin)[\s_-]?(?:code|koodi|kod)|kertak[äa]ytt|(?:vahvistus|turva|tunnus)koodi|(?:card|kortin?|kort)[\s_-]?(?:number|no|num|numero|nummer)|cc[\s_-]?(?:number|num|no|csc|exp)|henkil[öo]tunnus|personnummer/i;

/** What is edited in place, and what is reckoned from what was filled in. */
const editable = "output,[contenteditable]:not([contenteditable=false i]),[role=textbox i],[role=searchbox i]";

export interface Secrecy {
  isBlocked(element: Element): boolean;
  contextOf(element: Element, outer: number): number;
  degree(field: Field, context: number): FieldDegree;
  /** An attribute of the field changed. */
  recheck(field: Field): void;
  stop(): void;
}

export function isField(element: Element): element is Field {
  const name = element.localName;
  return name === "input" || name === "textarea" || name === "select";
}

export function createSecrecy(document: Document, rules: MaskRules = {}, labels?: LabelRules): Secrecy {
  const sealed = new WeakSet<Element>();
  /** Their names were read and say nothing; read again when an attribute changes. */
  const harmless = new WeakSet<Element>();
  const select = (own: string, added: readonly string[] = []): string => [own, ...added.filter(isSelector)].join();
  const block = select("[data-rinnalla-block]", rules.block);
  const mask = select("[data-rinnalla-mask]", rules.mask);
  const unmask = select("[_]", rules.unmask);
  const special = [mask, unmask, editable].join();

  // Passwords are remembered from the first moment, also while nobody looks on.
  for (const field of document.querySelectorAll("input[type=password i]")) sealed.add(field);
  const observer = new MutationObserver((records) => {
    for (const { target, oldValue } of records) {
      if (/^password$/i.test(oldValue ?? "") || (target as HTMLInputElement).type === "password")
        sealed.add(target as Element);
    }
  });
  observer.observe(document, { subtree: true, attributeFilter: ["type"], attributeOldValue: true });

  return {
    isBlocked: (element) => element.matches(block),
    contextOf(element, outer) {
      if (!element.matches(special)) return outer;
      let inner = outer;
      if (element.matches(unmask)) inner |= bit.isOpen;
      if (element.matches(mask)) inner |= bit.isTextMasked | bit.isSealed;
      // Not asked again for its label: masked where rules by label mask at all.
      return (inner & bit.isOpen && !labels?.hasMasks) || !element.matches(editable) ? inner : inner | bit.isTextMasked;
    },
    degree(field, inherited) {
      if (!sealed.has(field)) {
        const isRead = harmless.has(field);
        if ((!isRead && isSensitiveByName(field)) || holdsCard(field)) sealed.add(field);
        else if (!isRead) harmless.add(field);
      }
      if (sealed.has(field)) return "sealed";
      if (inherited & bit.isSealed) return "sealed";
      // Its label may come later or change: asked each time.
      const verdict = labels?.verdict(field) ?? (inherited & bit.isOpen ? "open" : "hidden");
      if (verdict === "sealed") sealed.add(field);
      return verdict;
    },
    recheck: (field) => void harmless.delete(field),
    stop: () => observer.disconnect(),
  };
}

/** By what the field is, is called, and holds. */
export function isSensitive(field: Field): boolean {
  return isSensitiveByName(field) || holdsCard(field);
}

function isSensitiveByName(field: Field): boolean {
  if (field.localName === "input" && /^(?:password|file|hidden)$/.test(field.type)) return true;
  if (sealedAutocomplete.test(field.getAttribute("autocomplete") ?? "")) return true;
  for (const name of ["name", "id", "placeholder", "aria-label"]) {
    const value = field.getAttribute(name);
    if (value !== null && sealedWords.test(value.replace(/([a-z])([A-Z])/g, "$1 $2").replace(/_/g, " "))) return true;
  }
  for (const label of labelsOf(field)) if (sealedWords.test((label?.textContent ?? "").slice(0, 120))) return true;
  // A one-time code is often typed into boxes of one digit each.
  return (
    "maxLength" in field &&
    field.maxLength === 1 &&
    /^(?:numeric|tel|decimal)?$/.test(field.inputMode) &&
    /^(?:text|tel|number)$/.test(field.type)
  );
}

/** `field.labels` walks the whole page for each field. */
function labelsOf(field: Field): (Element | null)[] {
  const root = field.getRootNode() as Document | ShadowRoot;
  return [field.closest("label"), field.id ? root.querySelector(`label[for="${CSS.escape(field.id)}"]`) : null];
}

function holdsCard({ value }: Field): boolean {
  return value.length > 12 && holdsCardNumber(value.replace(/\D/g, ""));
}

/** A wrong one must not open the others. */
function isSelector(text: string): boolean {
  try {
    return !document.createDocumentFragment().querySelector(text);
  } catch {
    return false;
  }
}
