/** What speaks against what an administrator asks around a conversation: form, offline message, survey (ADM-01, CHAT-04). */
import { limits } from "@rinnalla/protocol";
import type { FormField, Locale, LocalTexts, SettingProblem, WidgetConfig } from "@rinnalla/protocol";

type Asks = Pick<WidgetConfig, "form" | "offlineMessage" | "survey" | "locales">;

export function askingProblems({ form = [], offlineMessage, survey, locales }: Asks): readonly SettingProblem[] {
  const problems = form.flatMap((field, index) => fieldProblems(field, `form.${index}`, form, index, locales));
  const days = offlineMessage?.days;
  if (days !== undefined && (days < 1 || days > limits.mostOfflineMessageDays))
    problems.push({
      field: "offlineMessage.days",
      problem: "outOfRange",
      least: 1,
      most: limits.mostOfflineMessageDays,
    });
  // Somewhere the answer has to go.
  if (survey?.question) problems.push(...inAll(survey.question, "survey.question", locales));
  return problems;
}

function fieldProblems(
  field: FormField,
  at: string,
  form: readonly FormField[],
  index: number,
  locales: readonly Locale[],
): SettingProblem[] {
  const problems = inAll(field.labels, `${at}.labels`, locales);
  const isDoubled = form.findIndex(({ id }) => id === field.id) !== index;
  const isHeldTwice = field.holds !== undefined && form.findIndex(({ holds }) => holds === field.holds) !== index;
  if (isDoubled || isHeldTwice) problems.push({ field: `${at}.holds`, problem: "doubled" });
  if (field.maxChars !== undefined) {
    const most = field.kind === "longText" ? limits.formLongTextChars : limits.formTextChars;
    if (field.maxChars < 1 || field.maxChars > most)
      problems.push({ field: `${at}.maxChars`, problem: "outOfRange", least: 1, most });
  }
  if (field.kind === "options") {
    const options = field.options ?? [];
    if (options.length === 0) problems.push({ field: `${at}.options`, problem: "noOptions" });
    options.forEach(({ id, labels }, place) => {
      problems.push(...inAll(labels, `${at}.options.${place}`, locales));
      if (options.findIndex((one) => one.id === id) !== place)
        problems.push({ field: `${at}.options.${place}`, problem: "doubled" });
    });
  }
  return problems;
}

/** Every language that the widget speaks: a customer must not meet an empty label. */
export function inAll(texts: LocalTexts, field: string, locales: readonly Locale[]): SettingProblem[] {
  const missing = locales.find((locale) => !texts[locale]?.trim());
  return missing ? [{ field, problem: "missingIn", entry: missing }] : [];
}
