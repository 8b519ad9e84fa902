/** Skills: what a conversation asks of its agent, and for how long it waits for one who has it (ROUTE-01). */
import type {
  ContextVariables,
  ConversationSummary,
  FormAnswer,
  Locale,
  SkillId,
  SkillRule,
  VerifiedCustomer,
} from "@rinnalla/protocol";
import type { Instant } from "../kernel/result.ts";

/** What is known of a conversation as it is opened. */
export interface OpenedWith {
  readonly locale: Locale;
  readonly answers: readonly FormAnswer[];
  readonly context: ContextVariables;
  readonly customer?: VerifiedCustomer | undefined;
}

/** Sorted, each once: of two conversations that ask for the same the lists are alike. */
export function askedSkills(
  always: readonly SkillId[],
  rules: readonly SkillRule[],
  opened: OpenedWith,
): readonly SkillId[] {
  const byRule = rules.filter((rule) => isTrue(rule, opened)).map(({ skillId }) => skillId);
  return [...new Set([...always, ...byRule])].sort();
}

function isTrue(rule: SkillRule, { locale, answers, context, customer }: OpenedWith): boolean {
  switch (rule.source) {
    case "answer":
      return answers.some(
        (answer) => answer.fieldId === rule.fieldId && "optionId" in answer && answer.optionId === rule.optionId,
      );
    case "context": {
      // What the site's token vouches for counts before what the page says.
      const told = valueOf(customer?.context, rule.name) ?? valueOf(context, rule.name);
      return told !== undefined && told.trim().toLowerCase() === rule.value.trim().toLowerCase();
    }
    case "locale":
      return rule.locale === locale;
  }
}

function valueOf(variables: ContextVariables | undefined, name: string): string | undefined {
  return variables && Object.hasOwn(variables, name) ? variables[name] : undefined;
}

export interface Asking {
  readonly skillIds?: readonly SkillId[] | undefined;
  /** Absent or null: never. */
  readonly skillRelaxMs?: number | null | undefined;
  readonly waitingSince: Instant;
}

/** What is asked for now; nothing any more once it has waited for too long. */
export function skillsAskedNow(
  { skillIds = [], skillRelaxMs, waitingSince }: Asking,
  now: Instant,
): readonly SkillId[] {
  return skillRelaxMs != null && now >= waitingSince + skillRelaxMs ? [] : skillIds;
}

/** Of those asked for, what this agent has not. */
export function missingSkills(asked: readonly SkillId[], own: readonly SkillId[]): readonly SkillId[] {
  return asked.filter((skillId) => !own.includes(skillId));
}

/** The same of a conversation in a list; empty: by skills the agent is eligible. */
export function missingFor(
  { skills, waitingSince, openedAt }: Pick<ConversationSummary, "skills" | "waitingSince" | "openedAt">,
  own: readonly SkillId[],
  now: Instant,
): readonly SkillId[] {
  if (!skills) return [];
  const asking = { skillIds: skills.ids, skillRelaxMs: skills.relaxMs, waitingSince: waitingSince ?? openedAt };
  return missingSkills(skillsAskedNow(asking, now), own);
}
