/** The words and the figures of one language: texts, times, durations. Formatters are kept, since making one is slow. */
import { createTranslate, pickLocale, type Catalogue, type Translate } from "@rinnalla/ui";
import { en, type TextKey } from "./en.ts";
import { fi } from "./fi.ts";
import { sv } from "./sv.ts";

export type ConsoleLocale = "en" | "fi" | "sv";
export type { TextKey };

export interface Words {
  readonly locale: ConsoleLocale;
  readonly t: Translate<TextKey>;
  /** Time of day, such as 14:05. */
  readonly time: (at: number) => string;
  readonly dateTime: (at: number) => string;
  readonly day: (at: number) => string;
  readonly number: (value: number, digits?: number) => string;
}

export const consoleLocales: readonly ConsoleLocale[] = ["en", "fi", "sv"];

const catalogues: Readonly<Record<ConsoleLocale, Catalogue<TextKey>>> = { en, fi, sv };

export function consoleLocaleOf(wanted: readonly string[]): ConsoleLocale {
  return pickLocale(wanted, consoleLocales);
}

export function wordsOf(locale: ConsoleLocale): Words {
  const time = new Intl.DateTimeFormat(locale, { hour: "2-digit", minute: "2-digit", hourCycle: "h23" });
  const dateTime = new Intl.DateTimeFormat(locale, { dateStyle: "medium", timeStyle: "short", hourCycle: "h23" });
  const day = new Intl.DateTimeFormat(locale, { weekday: "long", day: "numeric", month: "long" });
  return {
    locale,
    t: createTranslate(catalogues[locale]),
    time: (at) => time.format(at),
    dateTime: (at) => dateTime.format(at),
    day: (at) => day.format(at),
    number: (value, digits = 0) => new Intl.NumberFormat(locale, { maximumFractionDigits: digits }).format(value),
  };
}

/** `1:05`, `1:02:05`; never below zero. */
export function duration(ms: number): string {
  const total = Math.max(0, Math.floor(ms / 1000));
  const seconds = String(total % 60).padStart(2, "0");
  const minutes = Math.floor(total / 60) % 60;
  const hours = Math.floor(total / 3600);
  return hours > 0 ? `${hours}:${String(minutes).padStart(2, "0")}:${seconds}` : `${minutes}:${seconds}`;
}
