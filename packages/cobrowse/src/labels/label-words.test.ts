import { expect, test } from "vitest";
import { compileLabel, fitsLabel, wordsOf } from "./label-words.ts";

const fits = (pattern: string, label: string): boolean => fitsLabel(compileLabel(pattern), wordsOf(label));

test.each([
  ["salary", "Salary"],
  ["salary", "Your SALARY (gross) *"],
  ["palkka", "Palkka, €/kk:"],
  ["palkka*", "Palkkatiedot"],
  ["*palkka", "Kuukausipalkka"],
  ["*palkka*", "Kuukausipalkkasi"],
  ["Lön", "lon"],
  ["lon", "Lön före skatt"],
  ["syntymäaika", "SYNTYMÄAIKA (pp.kk.vvvv)"],
  ["syntymäaika", "Syntymäaika".normalize("NFD")],
  ["first name", "First\u00a0name"],
  ["first name", "Your first-name"],
  ["e-mail", "E-mail address"],
  ["mobil 2", "Mobil_2"],
])("[VIS-05] %j is in the label %j", (pattern, label) => expect(fits(pattern, label)).toBe(true));

test.each([
  ["salary", "Salaries"],
  ["palkka", "Kuukausipalkka"],
  ["palkka*", "Kuukausipalkka"],
  ["name first", "First name"],
  ["first name", "First and last name"],
  ["salary", ""],
  ["*", "Salary"],
  ["", "Salary"],
])("[VIS-05] %j is not in the label %j", (pattern, label) => expect(fits(pattern, label)).toBe(false));
