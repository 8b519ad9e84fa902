/** What speaks against the rules by which a widget invites (ADM-01, CHAT-07). */
import { limits } from "@rinnalla/protocol";
import type { SettingProblem, WidgetConfig } from "@rinnalla/protocol";
import { inAll } from "../form/problems.ts";

export function proactiveProblems({
  proactive = [],
  locales,
}: Pick<WidgetConfig, "proactive" | "locales">): readonly SettingProblem[] {
  return proactive.flatMap((rule, index) => {
    const at = `proactive.${index}`;
    const problems: SettingProblem[] = [];
    const range = (field: string, value: number, least: number, most: number): void => {
      if (value < least || value > most) problems.push({ field: `${at}.${field}`, problem: "outOfRange", least, most });
    };
    if (rule.page !== undefined && !isPagePattern(rule.page))
      problems.push({ field: `${at}.page`, problem: "notAPage" });
    range("afterMs", rule.afterMs, limits.leastProactiveMs, limits.mostProactiveMs);
    if (rule.scrolledPercent !== undefined) range("scrolledPercent", rule.scrolledPercent, 1, 100);
    range("againAfterDays", rule.againAfterDays, 0, limits.mostProactiveDays);
    problems.push(...inAll(rule.texts, `${at}.texts`, locales));
    if (proactive.findIndex(({ id }) => id === rule.id) !== index)
      problems.push({ field: `${at}.texts`, problem: "doubled" });
    return problems;
  });
}

/** Host and path: what else an address has is never looked at, so a pattern with it would never fit. */
function isPagePattern(pattern: string): boolean {
  return pattern.trim() !== "" && !/\s|[?#]|:\/\//.test(pattern) && /^[^/]/.test(pattern);
}
