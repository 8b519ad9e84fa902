import { id } from "@rinnalla/testkit";
import type { ChosenPresence, PresenceConfig, PresenceId } from "@rinnalla/protocol";
import { expect, test } from "vitest";
import { chooseCustom, customIn, isFull, standingOf, type Standing } from "./presence.ts";

const lunch: PresenceConfig = {
  id: id<PresenceId>("p_lunch"),
  name: "Lunch",
  names: {},
  base: "away",
  takesOffers: false,
};
const night: PresenceConfig = { ...lunch, id: id<PresenceId>("p_night"), base: "available", takesOffers: true };
const mail: PresenceConfig = { ...lunch, id: id<PresenceId>("p_mail"), base: "busy", takesOffers: true };
const own = new Map([lunch, night, mail].map((one) => [one.id, one]));
const plain = { customPresence: null, isBusyByLoad: false };

test.each<[ChosenPresence, boolean, Standing]>([
  ["available", false, { presence: "available", ...plain, takesOffers: true }],
  ["available", true, { presence: "busy", customPresence: null, isBusyByLoad: true, takesOffers: true }],
  // Chosen by hand, so room changes nothing.
  ["busy", false, { presence: "busy", ...plain, takesOffers: false }],
  ["busy", true, { presence: "busy", ...plain, takesOffers: false }],
  ["doNotDisturb", true, { presence: "doNotDisturb", ...plain, takesOffers: false }],
  ["inactive", true, { presence: "inactive", ...plain, takesOffers: false }],
  ["away/p_lunch", true, { presence: "away", customPresence: lunch.id, isBusyByLoad: false, takesOffers: false }],
  [
    "available/p_night",
    false,
    { presence: "available", customPresence: night.id, isBusyByLoad: false, takesOffers: true },
  ],
  ["available/p_night", true, { presence: "busy", customPresence: night.id, isBusyByLoad: true, takesOffers: true }],
  ["busy/p_mail", true, { presence: "busy", customPresence: mail.id, isBusyByLoad: false, takesOffers: true }],
  // Its base was another when it was chosen.
  ["busy/p_lunch", false, { presence: "away", customPresence: lunch.id, isBusyByLoad: false, takesOffers: false }],
  // Removed: the base is left, and what the base means.
  ["away/p_gone", false, { presence: "away", ...plain, takesOffers: false }],
  ["available/p_gone", false, { presence: "available", ...plain, takesOffers: true }],
  ["available/p_gone", true, { presence: "busy", customPresence: null, isBusyByLoad: true, takesOffers: true }],
])("[ROUTE-05] chosen %s, without room %s", (chosen, full, expected) => {
  expect(standingOf(chosen, own, full)).toEqual(expected);
});

test("[ROUTE-05] one of the organisation's own is kept with its base", () => {
  expect(chooseCustom(lunch)).toBe("away/p_lunch");
  expect(customIn("away/p_lunch")).toBe("p_lunch");
  expect(customIn("away")).toBeNull();
});

test.each([
  ["nothing is held", 0, 100, 30, false, false],
  ["one more fits", 70, 100, 30, false, false],
  ["not even the smallest fits", 90, 100, 30, false, true],
  ["over the limit by a supervisor's word", 130, 100, 30, false, true],
  ["in a call", 100, 100, 30, true, true],
  ["never given anything", 0, 0, 30, false, false],
  ["the only one that fits is bigger than the limit", 0, 20, 30, false, false],
])("[ROUTE-05] is there room, when %s?", (_when, load, limit, least, isInCall, expected) => {
  expect(isFull(load, limit, least, isInCall)).toBe(expected);
});
