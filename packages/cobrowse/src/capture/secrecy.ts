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
  /** Where another value of the attribute can make other rules hold: 0 nowhere, 1 for its element, 2 for what is in or beside it as well. */
  reachOf(attribute: string): number;
  contextOf(element: Element, outer: number): number;
  degree(field: Field, context: number): FieldDegree;
  /** An attribute of the field changed. */
  recheck(field: Field): void;
  /** Remembers the passwords of a frame or a shadow root, whatever becomes of them. */
  watch(root: Document | ShadowRoot): void;
  /** Of a frame's own page, beside those of the page around. */
  setRules(inner: Document, rules: MaskRules): void;
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
  const own = selectorsOf(rules);
  const texts = new Set([own.special + "," + own.block]);
  let asked = askedBy(texts);
  const byFrame = new WeakMap<Document, Selectors>();
  const selectorsFor = ({ ownerDocument }: Element): Selectors =>
    ownerDocument === document ? own : (byFrame.get(ownerDocument) ?? own);
  const watched = new WeakSet<Node>();
  const release = new AbortController();

  const observer = new MutationObserver((records) => {
    for (const { target, oldValue } of records) {
      if (/^password$/i.test(oldValue ?? "") || (target as HTMLInputElement).type === "password")
        sealed.add(target as Element);
    }
  });
  /** Passwords are remembered from the first moment, also while nobody looks on. */
  function watch(root: Document | ShadowRoot): void {
    if (watched.has(root)) return;
    watched.add(root);
    for (const field of root.querySelectorAll("input[type=password i]")) sealed.add(field);
    observer.observe(root, { subtree: true, attributeFilter: ["type"], attributeOldValue: true });
    for (const frame of root.querySelectorAll("iframe")) watchFrame(frame);
    root.addEventListener("load", onLoad, { capture: true, signal: release.signal });
  }
  function watchFrame(frame: HTMLIFrameElement): void {
    if (frame.contentDocument) watch(frame.contentDocument);
  }
  function onLoad({ target }: Event): void {
    if ((target as Element).localName === "iframe") watchFrame(target as HTMLIFrameElement);
  }
  watch(document);

  return {
    reachOf: (attribute) => (asked.names.test(attribute) ? 1 + Number(asked.isAround) : 0),
    isBlocked: (element) => element.matches(selectorsFor(element).block),
    watch,
    setRules(inner, { mask = [], unmask = [], block = [] }) {
      const made = selectorsOf({
        mask: [...mask, ...(rules.mask ?? [])],
        unmask,
        block: [...block, ...(rules.block ?? [])],
      });
      byFrame.set(inner, made);
      asked = askedBy(texts.add(made.special + "," + made.block));
    },
    contextOf(element, outer) {
      const { mask, unmask, special } = selectorsFor(element);
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
    stop() {
      observer.disconnect();
      release.abort();
    },
  };
}

interface Selectors {
  readonly block: string;
  readonly mask: string;
  readonly unmask: string;
  /** Any of those that change what holds inside. */
  readonly special: string;
}

function selectorsOf(rules: MaskRules): Selectors {
  const select = (own: string, added: readonly string[] = []): string => [own, ...added.filter(isSelector)].join();
  const mask = select("[data-rinnalla-mask]", rules.mask);
  const unmask = select("[_]", rules.unmask);
  return {
    block: select("[data-rinnalla-block]", rules.block),
    mask,
    unmask,
    special: [mask, unmask, editable].join(),
  };
}

/** What the selectors ask for: by name, or anything where one asks for a state (`:has`, `:checked`); of other elements too where one combines. */
function askedBy(texts: ReadonlySet<string>): { names: RegExp; isAround: boolean } {
  const text = [...texts].join();
  const plain = text.replace(/\[[^\]]*\]|"[^"]*"/g, "");
  const names = [...text.matchAll(/\[\s*([\w-]+)/g)].map(([, name]) => name!.toLowerCase());
  if (plain.includes(".")) names.push("class");
  if (plain.includes("#")) names.push("id");
  const isOfState = /:(?!is\(|not\(|where\()|\\/.test(plain);
  return {
    names: isOfState ? /^/ : new RegExp(`^(?:${names.join("|")})$`),
    isAround: /[^\s,(][\s>+~]+[^\s,)]/.test(plain),
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
