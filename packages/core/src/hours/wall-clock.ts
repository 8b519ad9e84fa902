/** What the clock on a wall of a time zone shows, by the zone data of the platform's `Intl`. */
import type { Instant } from "../kernel/result.ts";

const minuteMs = 60_000;
/** Making a format is slow. */
const formats = new Map<string, Intl.DateTimeFormat>();

/** Null: no zone that this platform knows. */
function formatOf(timeZone: string): Intl.DateTimeFormat | null {
  const known = formats.get(timeZone);
  if (known) return known;
  try {
    const format = new Intl.DateTimeFormat("en-US", {
      timeZone,
      hourCycle: "h23",
      year: "numeric",
      month: "numeric",
      day: "numeric",
      hour: "numeric",
      minute: "numeric",
    });
    formats.set(timeZone, format);
    return format;
  } catch {
    return null;
  }
}

export function isTimeZone(timeZone: string): boolean {
  // An offset such as +02:00 is a zone to Intl, but has no daylight saving: nobody means it.
  return /^[A-Za-z]/.test(timeZone) && formatOf(timeZone) !== null;
}

/** The wall's date and time as milliseconds since 1970 if that clock were UTC's; whole minutes. A zone that is not known is UTC. */
export function wallAt(timeZone: string, at: Instant): number {
  const minute = Math.floor(at / minuteMs) * minuteMs;
  const format = formatOf(timeZone);
  if (!format) return minute;
  const shown: Record<string, number> = {};
  for (const { type, value } of format.formatToParts(minute)) shown[type] = Number(value);
  const { year = 0, month = 1, day = 1, hour = 0, minute: minutes = 0 } = shown;
  return Date.UTC(year, month - 1, day, hour, minutes);
}
