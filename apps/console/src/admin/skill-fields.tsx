/** What conversations ask of their agent: of a workstream, or of a widget with its rules (ROUTE-01). */
import "./asking.css";
import { textIn } from "@rinnalla/core";
import { limits, type Configuration, type SkillId, type SkillRule, type WidgetConfig } from "@rinnalla/protocol";
import { Button } from "react-aria-components/Button";
import { IconButton } from "../parts/icon-button.tsx";
import { Icon } from "../parts/icon.tsx";
import { useWords } from "../store/use-console.ts";
import { ChecksField, ChoiceField, NumberField, Section, SwitchField, TextField } from "./fields.tsx";
import type { FormProps } from "./form-props.ts";
import { useAdminText } from "./use-administration.ts";

const usualRelaxMs = 60_000;

export function WorkstreamSkills({ value, all, problem, change, clear }: Omit<FormProps<"workstream">, "isNew">) {
  const t = useAdminText();
  const team = all.queue.find(({ id }) => id === value.queueId)?.agentIds ?? [];
  const lacking = all.skill.filter(
    ({ id }) =>
      value.skillIds?.includes(id) &&
      !all.agent.some((agent) => team.includes(agent.id) && agent.skillIds?.includes(id)),
  );
  return (
    <Section title={t("section.skills")}>
      <SkillChecks
        hint={t("skills.workstreamHint")}
        value={value.skillIds}
        all={all}
        problem={problem("skillIds")}
        onChange={(skillIds) => (skillIds.length > 0 ? change({ skillIds }) : clear("skillIds"))}
      />
      {lacking.length > 0 && value.skillRelaxMs === undefined && (
        <p className="banner banner-warn">
          <Icon name="alert" size={16} />
          {t("skills.nobody", { names: lacking.map(({ name }) => name).join(", ") })}
        </p>
      )}
      {all.skill.length > 0 && (
        <SwitchField
          label={t("skills.relax")}
          hint={t("skills.relaxHint")}
          value={value.skillRelaxMs !== undefined}
          onChange={(isOn) => (isOn ? change({ skillRelaxMs: usualRelaxMs }) : clear("skillRelaxMs"))}
        />
      )}
      {value.skillRelaxMs !== undefined && (
        <NumberField
          label={t("skills.relaxAfter")}
          problem={problem("skillRelaxMs")}
          value={value.skillRelaxMs}
          unit={1_000}
          unitName={t("unit.seconds")}
          onChange={(skillRelaxMs) => change({ skillRelaxMs })}
        />
      )}
    </Section>
  );
}

export function SkillChecks({
  hint,
  value = [],
  all,
  problem,
  onChange,
}: {
  readonly hint: string;
  readonly value: readonly SkillId[] | undefined;
  readonly all: Configuration;
  readonly problem: string | null;
  readonly onChange: (skillIds: readonly SkillId[]) => void;
}) {
  const t = useAdminText();
  if (all.skill.length === 0) return <p className="field-hint">{t("skills.none")}</p>;
  return (
    <ChecksField
      label={t("field.skillIds")}
      hint={hint}
      problem={problem}
      value={value}
      choices={all.skill.map(({ id, name }) => ({ id, text: name }))}
      onChange={onChange}
    />
  );
}

export function WidgetSkills({ value, all, problem, change, clear }: Omit<FormProps<"widget">, "isNew">) {
  const t = useAdminText();
  const rules = value.skillRules ?? [];
  const put = (next: readonly SkillRule[]): void =>
    next.length > 0 ? change({ skillRules: next }) : clear("skillRules");
  const [first] = all.skill;
  return (
    <Section title={t("section.skills")}>
      <SkillChecks
        hint={t("skills.widgetHint")}
        value={value.skillIds}
        all={all}
        problem={problem("skillIds")}
        onChange={(skillIds) => (skillIds.length > 0 ? change({ skillIds }) : clear("skillIds"))}
      />
      {rules.length > 0 && (
        <ol className="form-builder">
          {rules.map((rule, at) => (
            <li key={at}>
              <div className="form-question-head">
                <strong className="grow">{t("skillRule.title", { n: at + 1 })}</strong>
                <IconButton
                  icon="close"
                  size={16}
                  label={t("skillRule.remove", { n: at + 1 })}
                  onPress={() => put(rules.filter((_, other) => other !== at))}
                />
              </div>
              <Rule
                rule={rule}
                widget={value}
                all={all}
                onChange={(next) => put(rules.map((one, other) => (other === at ? next : one)))}
              />
            </li>
          ))}
        </ol>
      )}
      {problem("skillRules") !== null && (
        <p className="field-problem" role="alert">
          {problem("skillRules")}
        </p>
      )}
      {first && rules.length < limits.skillRules && (
        <div>
          <Button
            className="button"
            onPress={() => put([...rules, { source: "locale", locale: value.locales[0] ?? "fi", skillId: first.id }])}
          >
            <Icon name="plus" size={16} />
            {t("skillRule.add")}
          </Button>
        </div>
      )}
    </Section>
  );
}

function Rule({
  rule,
  widget,
  all,
  onChange,
}: {
  readonly rule: SkillRule;
  readonly widget: WidgetConfig;
  readonly all: Configuration;
  readonly onChange: (rule: SkillRule) => void;
}) {
  const t = useAdminText();
  const { locale } = useWords();
  const { skillId } = rule;
  const questions = (widget.form ?? []).filter(({ kind }) => kind === "options");
  const question = rule.source === "answer" ? questions.find(({ id }) => id === rule.fieldId) : undefined;
  const answerOf = (fieldId: string): SkillRule => ({
    source: "answer",
    fieldId,
    optionId: questions.find(({ id }) => id === fieldId)?.options?.[0]?.id ?? "",
    skillId,
  });
  const begin = (source: SkillRule["source"]): SkillRule => {
    if (source === "answer") return answerOf(questions[0]?.id ?? "");
    if (source === "context") return { source, name: "", value: "", skillId };
    return { source, locale: widget.locales[0] ?? "fi", skillId };
  };
  // A question is no ground where none with options is asked, unless a rule stands on one already.
  const sources = (["locale", "answer", "context"] as const).filter(
    (source) => source !== "answer" || questions.length > 0 || rule.source === "answer",
  );
  return (
    <>
      <ChoiceField
        label={t("skillRule.source")}
        problem={null}
        value={rule.source}
        choices={sources.map((id) => ({ id, text: t(`skillRule.${id}`) }))}
        onChange={(source) => onChange(begin(source))}
      />
      {rule.source === "locale" && (
        <ChoiceField
          label={t("skillRule.isLocale")}
          problem={null}
          value={rule.locale}
          choices={(["fi", "sv", "en"] as const).map((id) => ({ id, text: t(`locale.${id}`) }))}
          onChange={(next) => onChange({ ...rule, locale: next })}
        />
      )}
      {rule.source === "answer" && (
        <>
          <ChoiceField
            label={t("skillRule.question")}
            problem={null}
            value={rule.fieldId}
            choices={questions.map(({ id, labels }) => ({ id, text: textIn(labels, locale) }))}
            onChange={(fieldId) => onChange(answerOf(fieldId))}
          />
          <ChoiceField
            label={t("skillRule.option")}
            problem={null}
            value={rule.optionId}
            choices={(question?.options ?? []).map(({ id, labels }) => ({ id, text: textIn(labels, locale) }))}
            onChange={(optionId) => onChange({ ...rule, optionId })}
          />
        </>
      )}
      {rule.source === "context" && (
        <>
          <TextField
            label={t("skillRule.name")}
            hint={t("skillRule.nameHint")}
            problem={null}
            value={rule.name}
            maxLength={limits.contextNameChars}
            onChange={(name) => onChange({ ...rule, name: name.trim() })}
          />
          <TextField
            label={t("skillRule.value")}
            problem={null}
            value={rule.value}
            maxLength={limits.contextValueChars}
            onChange={(value) => onChange({ ...rule, value })}
          />
        </>
      )}
      <ChoiceField
        label={t("skillRule.skill")}
        problem={null}
        value={skillId}
        choices={all.skill.map(({ id, name }) => ({ id, text: name }))}
        onChange={(next) => onChange({ ...rule, skillId: next })}
      />
    </>
  );
}
