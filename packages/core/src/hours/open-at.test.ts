import type { HoursConfig, HoursId, OpenInterval } from "@rinnalla/protocol";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { availabilityOf, nextChange, nextOpening, openAt } from "./open-at.ts";
import { isTimeZone, wallAt } from "./wall-clock.ts";

const at = (text: string): number => Date.parse(text);
const office = [{ from: 480, to: 960 }];
const base: HoursConfig = {
  id: "h" as HoursId,
  name: "Hours",
  timeZone: "Europe/Helsinki",
  week: [office, office, office, office, office, [], []],
  holidays: [],
};
const daily = (timeZone: string, ...intervals: OpenInterval[]): HoursConfig => ({
  ...base,
  timeZone,
  week: Array.from({ length: 7 }, () => intervals),
});

describe("[CHAT-04] opening hours", () => {
  const rows: readonly (readonly [string, HoursConfig, string, boolean, string | null])[] = [
    ["a Tuesday at noon", base, "2026-12-01T10:00Z", true, "2026-12-01T14:00Z"],
    ["before it opens", base, "2026-12-01T05:59Z", false, "2026-12-01T06:00Z"],
    ["the minute it opens", base, "2026-12-01T06:00Z", true, "2026-12-01T14:00Z"],
    ["the minute it closes", base, "2026-12-01T14:00Z", false, "2026-12-02T06:00Z"],
    ["Friday evening, over the weekend", base, "2026-12-04T18:00Z", false, "2026-12-07T06:00Z"],
    [
      "two shifts, in between",
      daily("Europe/Helsinki", { from: 480, to: 660 }, { from: 720, to: 960 }),
      "2026-12-01T09:30Z",
      false,
      "2026-12-01T10:00Z",
    ],
    [
      "over midnight, after midnight",
      daily("Europe/Helsinki", { from: 1_320, to: 1_560 }),
      "2026-12-01T23:30Z",
      true,
      "2026-12-02T00:00Z",
    ],
    [
      "over midnight, before midnight",
      daily("Europe/Helsinki", { from: 1_320, to: 1_560 }),
      "2026-12-01T20:00Z",
      true,
      "2026-12-02T00:00Z",
    ],
    ["round the clock", daily("Europe/Helsinki", { from: 0, to: 1_440 }), "2026-12-01T10:00Z", true, null],
    ["never", { ...base, week: Array.from({ length: 7 }, () => []) }, "2026-12-01T10:00Z", false, null],
    [
      "closed on a holiday",
      { ...base, holidays: [{ date: "2026-12-01", name: "Feast", intervals: [] }] },
      "2026-12-01T10:00Z",
      false,
      "2026-12-02T06:00Z",
    ],
    [
      "special hours on a holiday",
      { ...base, holidays: [{ date: "2026-12-06", name: "Independence Day", intervals: [{ from: 600, to: 720 }] }] },
      "2026-12-06T07:59Z",
      false,
      "2026-12-06T08:00Z",
    ],
    [
      "a night shift goes on into the holiday, and the holiday's does not begin",
      {
        ...daily("Europe/Helsinki", { from: 1_320, to: 1_560 }),
        holidays: [{ date: "2026-12-24", name: "Christmas", intervals: [] }],
      },
      "2026-12-23T23:00Z",
      true,
      "2026-12-24T00:00Z",
    ],
    // Helsinki puts its clocks forward on 29 March 2026 at 03:00 (01:00 UTC), and back on 25 October at 04:00 (01:00 UTC).
    ["Helsinki, the day before spring", base, "2026-03-27T14:00Z", false, "2026-03-30T05:00Z"],
    [
      "Helsinki, what lies in the hour left out is left out",
      daily("Europe/Helsinki", { from: 190, to: 230 }),
      "2026-03-29T00:30Z",
      false,
      "2026-03-30T00:10Z",
    ],
    [
      "Helsinki, open into the hour left out: closes as it begins to lack",
      daily("Europe/Helsinki", { from: 120, to: 210 }),
      "2026-03-29T00:30Z",
      true,
      "2026-03-29T01:00Z",
    ],
    [
      "Helsinki, opens in the hour left out: opens as that is over",
      daily("Europe/Helsinki", { from: 210, to: 300 }),
      "2026-03-29T00:30Z",
      false,
      "2026-03-29T01:00Z",
    ],
    [
      "Helsinki, the hour that comes twice, the first time",
      daily("Europe/Helsinki", { from: 195, to: 225 }),
      "2026-10-25T00:30Z",
      true,
      "2026-10-25T00:45Z",
    ],
    [
      "Helsinki, the hour that comes twice, between the two",
      daily("Europe/Helsinki", { from: 195, to: 225 }),
      "2026-10-25T00:50Z",
      false,
      "2026-10-25T01:15Z",
    ],
    // New York: forward on 8 March 2026 at 02:00 (07:00 UTC), back on 1 November at 02:00 (06:00 UTC).
    [
      "New York, the Monday after spring",
      daily("America/New_York", { from: 540, to: 1_020 }),
      "2026-03-08T05:00Z",
      false,
      "2026-03-08T13:00Z",
    ],
    [
      "New York, a night with an hour more",
      daily("America/New_York", { from: 1_380, to: 1_620 }),
      "2026-11-01T04:00Z",
      true,
      "2026-11-01T08:00Z",
    ],
    // Sydney: back on 5 April 2026 at 03:00 (4 April 16:00 UTC), forward on 4 October at 02:00 (3 October 16:00 UTC).
    [
      "Sydney, its autumn",
      daily("Australia/Sydney", { from: 540, to: 1_020 }),
      "2026-04-04T12:00Z",
      false,
      "2026-04-04T23:00Z",
    ],
    [
      "Sydney, its spring",
      daily("Australia/Sydney", { from: 540, to: 1_020 }),
      "2026-10-03T12:00Z",
      false,
      "2026-10-03T22:00Z",
    ],
    [
      "Kathmandu, a quarter of an hour off",
      daily("Asia/Kathmandu", { from: 540, to: 600 }),
      "2026-12-01T03:00Z",
      false,
      "2026-12-01T03:15Z",
    ],
  ];

  test.each(rows)("[CHAT-04] %s", (_name, hours, instant, isOpen, changes) => {
    const change = changes === null ? null : at(changes);
    expect(availabilityOf(hours, at(instant))).toEqual({ isOpen, changesAt: change });
    expect(nextOpening(hours, at(instant))).toBe(isOpen ? at(instant) : change);
  });

  const interval = fc
    .record({ from: fc.integer({ min: 0, max: 1_439 }), length: fc.integer({ min: 1, max: 1_440 }) })
    .map(({ from, length }): OpenInterval => ({ from, to: from + length }));
  const day = fc.array(interval, { maxLength: 3 });
  const changesOfClocks = [
    "2026-03-08",
    "2026-03-29",
    "2026-04-04",
    "2026-10-03",
    "2026-10-25",
    "2026-11-01",
    "2026-12-24",
  ];
  const hours = fc.record({
    timeZone: fc.constantFrom("Europe/Helsinki", "America/New_York", "Australia/Sydney", "Australia/Lord_Howe", "UTC"),
    week: fc.array(day, { minLength: 7, maxLength: 7 }),
    holidays: fc.array(
      fc.record({ date: fc.constantFrom(...changesOfClocks), name: fc.constant(""), intervals: day }),
      { maxLength: 2 },
    ),
  });
  const instant = fc
    .record({ day: fc.constantFrom(...changesOfClocks), minutes: fc.integer({ min: -2_880, max: 2_880 }) })
    .map(({ day: around, minutes }) => Date.parse(`${around}T00:00Z`) + minutes * 60_000);

  test("[CHAT-04] nothing changes before the next change, and there it does", () => {
    fc.assert(
      fc.property(hours, instant, (some, from) => {
        const one = { ...base, ...some };
        const isOpen = openAt(one, from);
        const change = nextChange(one, from);
        if (change !== null) {
          expect(change).toBeGreaterThan(from);
          expect(openAt(one, change)).toBe(!isOpen);
        }
        // Every five minutes, and the last minute before.
        const until = Math.min(change ?? Infinity, from + 2 * 86_400_000);
        for (let moment = from; moment < until; moment += 300_000) expect(openAt(one, moment)).toBe(isOpen);
        if (change !== null)
          expect(openAt(one, change - 60_000)).toBe(change - 60_000 < from ? openAt(one, change - 60_000) : isOpen);
      }),
      { numRuns: 300 },
    );
  });

  test("[CHAT-04] an opening before the change of the clocks comes first, though the change is seen from two days before", () => {
    const lordHowe = {
      ...base,
      timeZone: "Australia/Lord_Howe",
      week: [[], [], [], [], [{ from: 0, to: 1 }], [], [{ from: 0, to: 151 }]],
    };
    // Midnight of Sunday, two hours before the clocks are put forward by half an hour.
    expect(nextChange(lordHowe, 1_790_985_600_000)).toBe(at("2026-10-03T13:30:00Z"));
  });

  test("[CHAT-04] the wall clock is that of Intl, and zones without a name are none", () => {
    expect(new Date(wallAt("Europe/Helsinki", at("2026-06-24T12:34:56Z"))).toISOString()).toBe(
      "2026-06-24T15:34:00.000Z",
    );
    expect(["Europe/Helsinki", "UTC", "+02:00", "Helsinki", ""].map(isTimeZone)).toEqual([
      true,
      true,
      false,
      false,
      false,
    ]);
  });
});
