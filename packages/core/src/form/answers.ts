/** The pre-chat form's one rule: what speaks against answers, and how they stand in the log. Asked by page and server alike (CHAT-04). */
import { limits } from "@rinnalla/protocol";
import type {
  FormAnswer,
  FormEntry,
  FormField,
  FormProblem,
  KnownCustomer,
  Locale,
  LocalTexts,
} from "@rinnalla/protocol";

/** In this language, or in the first in which there is something. */
export function textIn(texts: LocalTexts, locale: Locale): string {
  return texts[locale] || (["en", "fi", "sv"] as const).map((one) => texts[one]).find(Boolean) || "";
}

/** What is still to be asked of this customer. */
export function askedFields(form: readonly FormField[], known: KnownCustomer): readonly FormField[] {
  return form.filter(({ holds }) => !holds || !known[holds]);
}

export function mostChars({ kind, holds, maxChars }: FormField): number {
  if (holds === "name") return limits.nameChars;
  if (holds === "email") return limits.emailChars;
  return maxChars ?? (kind === "longText" ? limits.formLongTextChars : limits.formTextChars);
}

/** Empty: the conversation may be opened with these. */
export function formProblems(
  form: readonly FormField[],
  answers: readonly FormAnswer[],
  known: KnownCustomer,
): readonly FormProblem[] {
  const problems: FormProblem[] = [];
  const byField = new Map(answers.map((answer) => [answer.fieldId, answer]));
  for (const { fieldId } of answers)
    if (!form.some(({ id }) => id === fieldId)) problems.push({ fieldId, problem: "unknownField" });
  for (const field of askedFields(form, known)) {
    const problem = problemOf(field, byField.get(field.id));
    if (problem) problems.push({ fieldId: field.id, problem });
  }
  return problems;
}

function problemOf(field: FormField, answer: FormAnswer | undefined): FormProblem["problem"] | null {
  switch (field.kind) {
    case "text":
    case "longText": {
      const text = answer && "text" in answer ? answer.text.trim() : "";
      if (text === "") return field.isRequired ? "missing" : null;
      if (text.length > mostChars(field)) return "tooLong";
      return field.holds === "email" && !/^[^\s@]+@[^\s@]+$/.test(text) ? "notAnEmail" : null;
    }
    case "options": {
      const optionId = answer && "optionId" in answer ? answer.optionId : null;
      if (optionId === null) return field.isRequired ? "missing" : null;
      return field.options?.some(({ id }) => id === optionId) ? null : "unknownOption";
    }
    case "consent":
      return field.isRequired && !(answer && "isAgreed" in answer) ? "missing" : null;
  }
}

/** In the order of the form, in the words of the customer's language. What was left empty is left out; what the token says stands in its place. */
export function formEntries(
  form: readonly FormField[],
  answers: readonly FormAnswer[],
  known: KnownCustomer,
  locale: Locale,
): readonly FormEntry[] {
  const byField = new Map(answers.map((answer) => [answer.fieldId, answer]));
  return form.flatMap((field): FormEntry[] => {
    const answer = byField.get(field.id);
    const entry = (value: string): FormEntry => ({ kind: field.kind, label: textIn(field.labels, locale), value });
    const said = field.holds && known[field.holds];
    if (said) return [entry(said)];
    if (!answer) return [];
    if (field.kind === "consent") return "isAgreed" in answer ? [entry("")] : [];
    if (field.kind === "options") {
      const option = "optionId" in answer && field.options?.find(({ id }) => id === answer.optionId);
      return option ? [entry(textIn(option.labels, locale))] : [];
    }
    const text = "text" in answer ? answer.text.trim() : "";
    return text === "" ? [] : [entry(text)];
  });
}

/** The customer's name, if the form asks for one and it was told. */
export function nameIn(form: readonly FormField[], answers: readonly FormAnswer[]): string | null {
  const field = form.find(({ holds }) => holds === "name");
  const answer = answers.find(({ fieldId }) => fieldId === field?.id);
  return (answer && "text" in answer && answer.text.trim()) || null;
}
