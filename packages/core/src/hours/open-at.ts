/**
 * Whether it is open at an instant, and when that changes next (CHAT-04). Hours are what the clock on the wall shows: in the night
 * in which an hour comes twice, hours in it are open twice; in the night in which one is left out, what lies in it is left out.
 */
import type { Availability, HoursConfig, OpenInterval } from "@rinnalla/protocol";
import type { Instant } from "../kernel/result.ts";
import { wallAt } from "./wall-clock.ts";

const minuteMs = 60_000;
const dayMs = 86_400_000;
/** So far is looked ahead: a year of holidays, and some. */
const aheadDays = 400;

export function openAt(hours: HoursConfig, at: Instant): boolean {
  const wall = wallAt(hours.timeZone, at);
  const day = Math.floor(wall / dayMs) * dayMs;
  const minute = (wall - day) / minuteMs;
  return (
    intervalsOf(hours, day).some(({ from, to }) => from <= minute && minute < to) ||
    // What began yesterday goes on, also into a holiday.
    intervalsOf(hours, day - dayMs).some(({ to }) => minute + 1_440 < to)
  );
}

/** When it opens next; `at` itself if it is open then; `null`: not in the time that is looked ahead. */
export function nextOpening(hours: HoursConfig, at: Instant): Instant | null {
  return openAt(hours, at) ? at : nextChange(hours, at);
}

/** The first instant after `at` at which it opens or closes; `null`: not in the time that is looked ahead. */
export function nextChange(hours: HoursConfig, at: Instant): Instant | null {
  const isOpen = openAt(hours, at);
  const today = Math.floor(wallAt(hours.timeZone, at) / dayMs) * dayMs;
  for (let ahead = -1; ahead <= aheadDays; ahead += 1) {
    const candidates = boundariesOf(hours, today + ahead * dayMs).filter((candidate) => candidate > at);
    const change = candidates
      .sort((one, other) => one - other)
      .find((candidate) => openAt(hours, candidate) !== isOpen);
    if (change === undefined) continue;
    // A boundary of a day after may come first, where a day reaches over midnight, or where what was found is the clocks' change near by.
    const others = [1, 2, 3].flatMap((days) => boundariesOf(hours, today + (ahead + days) * dayMs));
    const earlier = others.filter((other) => other > at && other < change && openAt(hours, other) !== isOpen);
    return Math.min(change, ...earlier);
  }
  return null;
}

export function availabilityOf(hours: HoursConfig, at: Instant): Availability {
  return { isOpen: openAt(hours, at), changesAt: nextChange(hours, at) };
}

/** `day`: the wall's midnight. */
function intervalsOf({ week, holidays }: HoursConfig, day: number): readonly OpenInterval[] {
  if (holidays.length > 0) {
    const date = new Date(day).toISOString().slice(0, 10);
    const holiday = holidays.find((one) => one.date === date);
    if (holiday) return holiday.intervals;
  }
  // 1 January 1970 was a Thursday.
  return week[(Math.floor(day / dayMs) + 3) % 7] ?? [];
}

/** All instants at which this day's intervals may begin or end, and at which its clocks are put forward or back. */
function boundariesOf(hours: HoursConfig, day: number): Instant[] {
  const intervals = intervalsOf(hours, day);
  if (intervals.length === 0) return [];
  // Far enough to either side that both of the day's offsets are seen, whatever the zone.
  const offsets = [-1, 0, 1, 2].map((days) => {
    const near = day + days * dayMs;
    return wallAt(hours.timeZone, near) - near;
  });
  const distinct = [...new Set(offsets)];
  const walls = intervals.flatMap(({ from, to }) => [day + from * minuteMs, day + to * minuteMs]);
  const found = walls.flatMap((wall) => distinct.map((offset) => wall - offset));
  for (let index = 1; index < offsets.length; index += 1) {
    if (offsets[index] === offsets[index - 1]) continue;
    found.push(transitionIn(hours.timeZone, day + (index - 2) * dayMs, day + (index - 1) * dayMs));
  }
  return found;
}

/** When the clocks are changed, which they are once in between. */
function transitionIn(timeZone: string, from: Instant, to: Instant): Instant {
  const before = wallAt(timeZone, from) - from;
  let [low, high] = [from, to];
  while (high - low > minuteMs) {
    const middle = low + Math.floor((high - low) / 2 / minuteMs) * minuteMs;
    if (wallAt(timeZone, middle) - middle === before) low = middle;
    else high = middle;
  }
  return high;
}
