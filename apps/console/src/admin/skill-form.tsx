/** One skill: its name. Who has it is set with the people, who asks for it with workstreams and widgets (ROUTE-01). */
import type { FormProps } from "./form-props.ts";
import { Section } from "./fields.tsx";
import { NameField } from "./name-field.tsx";
import { useAdminText } from "./use-administration.ts";

export function SkillForm({ value, all, problem, change }: FormProps<"skill">) {
  const t = useAdminText();
  const people = all.agent.filter((agent) => agent.skillIds?.includes(value.id)).map(({ name }) => name);
  return (
    <Section title={value.name || t("admin.untitled")}>
      <NameField value={value} problem={problem} change={change} hint={t("skill.nameHint")} />
      <p className="field-hint">
        {people.length > 0 ? t("skill.people", { names: people.join(", ") }) : t("skill.nobody")}
      </p>
    </Section>
  );
}
