/**
 * What every organisation has to keep out of its records: found by shape and by check digit, so that order numbers and telephone
 * numbers stay readable (CHAT-06). Each finder gives the ranges to be masked; all take time linear in the text.
 */
import type { MaskedByNature } from "@rinnalla/protocol";

/** From, to (exclusive), in UTF-16 code units. */
export type Range = readonly [number, number];

export const builtIn: Readonly<Record<MaskedByNature, (text: string) => readonly Range[]>> = {
  card: findCards,
  email: findEmails,
  finnishId: (text) => (hasRun6.test(text) ? rangesOf(text, /\b\d{6}[-+A-FU-Y]\d{3}[0-9A-Y]\b/gi, isFinnishId) : none),
  swedishId: (text) => (hasRun6.test(text) ? rangesOf(text, /\b(?:\d{2})?\d{6}[-+]?\d{4}\b/g, isSwedishId) : none),
};

const leastCardDigits = 13;
const mostCardDigits = 19;

const none: readonly Range[] = [];
/** Most of what people write has no such thing, and is looked at but once. */
const hasRun6 = /\d{6}/;
const hasCardDigits = /\d(?:[ .\u00A0\u2009-]?\d){12}/;

const isLocalPart = /[\w.+-]/;
const mostLocalPart = 64;
const domain = /[A-Za-z0-9-]{1,63}(?:\.[A-Za-z0-9-]{1,63}){1,8}/y;

/** From each `@` to both sides, and not from every letter to a sign that may never come. */
function findEmails(text: string): readonly Range[] {
  const found: Range[] = [];
  let end = 0;
  for (let at = text.indexOf("@"); at >= 0; at = text.indexOf("@", Math.max(at + 1, end))) {
    let from = at;
    while (from > end && at - from < mostLocalPart && isLocalPart.test(text[from - 1]!)) from -= 1;
    domain.lastIndex = at + 1;
    if (from === at || !domain.test(text)) continue;
    end = domain.lastIndex;
    found.push([from, end]);
  }
  return found;
}

/** Groups as people write them; a card is a row of whole groups, whatever number stands before or behind it. */
function findCards(text: string): readonly Range[] {
  if (!hasCardDigits.test(text)) return none;
  const found: Range[] = [];
  for (const run of text.matchAll(/\d+(?:[ .\u00A0\u2009-]\d+)*/g)) {
    const groups = [...run[0].matchAll(/\d+/g)].map((group) => ({
      from: run.index + group.index,
      digits: group[0],
    }));
    for (let first = 0; first < groups.length; first += 1) {
      const last = lastOfCard(groups, first);
      if (last === null) continue;
      found.push([groups[first]!.from, groups[last]!.from + groups[last]!.digits.length]);
      first = last;
    }
  }
  return found;
}

/** The longest row that is a card number. */
function lastOfCard(groups: readonly { readonly digits: string }[], first: number): number | null {
  let digits = "";
  let found: number | null = null;
  for (let last = first; last < groups.length; last += 1) {
    digits += groups[last]!.digits;
    if (digits.length > mostCardDigits) break;
    if (digits.length >= leastCardDigits && /^[2-6]/.test(digits) && isLuhn(digits)) found = last;
  }
  return found;
}

/** ISO/IEC 7812-1, annex B. */
function isLuhn(digits: string): boolean {
  let sum = 0;
  for (let at = 0; at < digits.length; at += 1) {
    const digit = Number(digits[digits.length - 1 - at]);
    const doubled = at % 2 === 1 ? digit * 2 : digit;
    sum += doubled > 9 ? doubled - 9 : doubled;
  }
  return sum % 10 === 0;
}

/** Henkilötunnus: day and running number by 31 (Digital and Population Data Services Agency). */
function isFinnishId(id: string): boolean {
  const number = Number(id.slice(0, 6) + id.slice(7, 10));
  return "0123456789ABCDEFHJKLMNPRSTUVWXY"[number % 31] === id[10]?.toUpperCase();
}

/** Personnummer and samordningsnummer, whose day is 60 higher: a date, and Luhn over the last ten digits. */
function isSwedishId(id: string): boolean {
  const digits = id.replace(/\D/g, "").slice(-10);
  const month = Number(digits.slice(2, 4));
  const day = Number(digits.slice(4, 6)) % 60;
  return month >= 1 && month <= 12 && day >= 1 && day <= 31 && isLuhn(digits);
}

function rangesOf(text: string, pattern: RegExp, isOne: (match: string) => boolean = () => true): readonly Range[] {
  return [...text.matchAll(pattern)]
    .filter(([match]) => isOne(match))
    .map((match) => [match.index, match.index + match[0].length]);
}
