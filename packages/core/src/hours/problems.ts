/** What speaks against operating hours (ADM-01, CHAT-04). */
import type { HoursConfig, OpenInterval, SettingProblem } from "@rinnalla/protocol";
import { isTimeZone } from "./wall-clock.ts";

export function hoursProblems({ timeZone, week, holidays }: HoursConfig): readonly SettingProblem[] {
  const problems: SettingProblem[] = [];
  if (!isTimeZone(timeZone)) problems.push({ field: "timeZone", problem: "notATimeZone" });
  week.forEach((intervals, day) => {
    const problem = intervalProblem(intervals);
    if (problem) problems.push({ field: `week.${day}`, problem });
    else if (reaches(intervals, week[(day + 1) % 7] ?? [])) problems.push({ field: `week.${day}`, problem: "overlap" });
  });
  holidays.forEach(({ date, intervals }, index) => {
    if (!isDate(date)) problems.push({ field: `holidays.${index}.date`, problem: "notADate" });
    else if (holidays.findIndex((one) => one.date === date) !== index)
      problems.push({ field: `holidays.${index}.date`, problem: "doubled" });
    const problem = intervalProblem(intervals);
    if (problem) problems.push({ field: `holidays.${index}.intervals`, problem });
  });
  return problems;
}

function intervalProblem(intervals: readonly OpenInterval[]): "notAnInterval" | "overlap" | null {
  if (intervals.some(({ from, to }) => from >= 1_440 || to <= from || to - from > 1_440)) return "notAnInterval";
  const inOrder = intervals.toSorted((one, other) => one.from - other.from);
  return inOrder.some(({ from }, index) => index > 0 && from < (inOrder[index - 1]?.to ?? 0)) ? "overlap" : null;
}

/** Over midnight into what the next day has of its own. */
function reaches(intervals: readonly OpenInterval[], next: readonly OpenInterval[]): boolean {
  const into = Math.max(0, ...intervals.map(({ to }) => to - 1_440));
  return next.some(({ from }) => from < into);
}

function isDate(text: string): boolean {
  if (!/^\d{4}-\d{2}-\d{2}$/.test(text)) return false;
  const at = Date.parse(`${text}T00:00:00Z`);
  return !Number.isNaN(at) && new Date(at).toISOString().slice(0, 10) === text;
}
