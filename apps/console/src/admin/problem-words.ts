/** What speaks against a field, in words; limits of times are told as the forms show them. */
import type { SettingProblem } from "@rinnalla/protocol";
import type { Translate } from "@rinnalla/ui";
import type { AdminTextKey } from "./texts/en.ts";

const unitOf: Readonly<Record<string, number>> = {
  ringMs: 1_000,
  "attachments.mostBytes": 1024 * 1024,
  offerMs: 1_000,
  wrapUpMs: 60_000,
  reconnectWindowMs: 60_000,
  serviceLevelMs: 1_000,
  "proactive.afterMs": 1_000,
  skillRelaxMs: 1_000,
};

export function problemWords(
  { field, problem, least = 0, most = 0, entry = "" }: SettingProblem,
  t: Translate<AdminTextKey>,
): string {
  // Whichever entry of a list it is.
  const unit = unitOf[field.replace(/\.\d+\./, ".")] ?? 1;
  return t(`problem.${problem}`, { least: least / unit, most: most / unit, entry });
}
