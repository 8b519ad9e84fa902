/**
 * Which of the agent's deeds wait for the customer's click (VIS-06): by what the element is, then by the words on it in English,
 * Finnish and Swedish. In doubt it waits: a needless question costs a click. Pure.
 */
import type { GuardedAction } from "../types.ts";

/** What is to be set to work, as `guard.ts` reads it from the page. */
export interface Deed {
  /** A text, number, check or choice: filling it in sends nothing. */
  readonly isField: boolean;
  /** Its click, or its Enter, sends a form. */
  readonly isSubmit: boolean;
  /** Leads to another page and does nothing else by its kind. */
  readonly isLink: boolean;
  /** A button, link or menu item, or inside one. */
  readonly isActor: boolean;
  /** Name, title, value: what a person reads. */
  readonly words: string;
  /** Ids and classes, where nothing is to be read: an icon. */
  readonly marks: string;
}

const whole = (words: string): RegExp => new RegExp(`(?<!\\p{L})(?:${words})(?!\\p{L})`, "iu");

const deleteWords = whole(
  "delete|remove|erase|terminate|deactivate|unsubscribe|cancel \\P{L}*\\p{L}.*|close (?:my )?account|poista|irtisano|peru \\P{L}*\\p{L}.*|lopeta (?:tilaus|sopimus)|ta bort|radera|säg upp|avsluta (?:konto|avtal)\\p{L}*|avbeställ",
);
const payWords = whole(
  "pay|purchase|buy|(?:place|confirm|complete|submit)\\b.*\\border|order now|subscribe|transfer|donate|maksa|osta|tilaa|siirrä|lahjoita|lunasta|betala|köp|beställ|överför|skänk",
);
const payButtonWords = whole("payment|order|maksu\\p{L}*|tilaus|tilauk\\p{L}*|betalning\\p{L}*|beställning\\p{L}*");
const sendWords = whole(
  "send|submit|confirm|apply|sign|agree|accept|book|reserve|save|publish|lähetä|vahvista|hyväksy|allekirjoita|varaa|tallenna|julkaise|skicka|bekräfta|godkänn|signera|ansök|boka|spara|publicera",
);
const deleteMarks = /(?:^|[\s_-])(?:delete|remove|trash|bin|poista|radera)(?:$|[\s_-])/i;

/** `null`: may be done at once. */
export function weigh({ isField, isSubmit, isLink, isActor, words, marks }: Deed): GuardedAction | null {
  if (isField && !isSubmit) return null;
  if (isActor || isSubmit) {
    if (deleteWords.test(words) || deleteMarks.test(marks.replace(/([a-z])([A-Z])/g, "$1-$2"))) return "delete";
    if (payWords.test(words) || (!isLink && payButtonWords.test(words))) return "pay";
    if (!isLink && sendWords.test(words)) return "submit";
  }
  return isSubmit ? "submit" : null;
}
