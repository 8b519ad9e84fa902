/** One person of the staff: who, in which role, with how much capacity, and the link that signs them in (ADM-02). */
import { type AgentId } from "@rinnalla/protocol";
import { useState } from "react";
import { Button } from "react-aria-components/Button";
import { Icon } from "../parts/icon.tsx";
import { makeSignInLink } from "./configuration-client.ts";
import { CopyLine } from "./copy-line.tsx";
import { ChoiceField, NumberField, Section, TextField } from "./fields.tsx";
import type { FormProps } from "./form-props.ts";
import { NameField } from "./name-field.tsx";
import { SkillChecks } from "./skill-fields.tsx";
import { useAdminText } from "./use-administration.ts";

export function AgentForm({ value, all, isNew, problem, change, clear }: FormProps<"agent">) {
  const t = useAdminText();
  return (
    <>
      <Section title={value.name || t("admin.untitled")}>
        <NameField value={value} problem={problem} change={change} hint={t("field.organisationHint")} />
        <TextField
          label={t("field.email")}
          {...(isNew ? {} : { hint: t("field.emailHint") })}
          problem={problem("email")}
          type="email"
          value={value.email}
          maxLength={254}
          onChange={(email) => change({ email: email.trim() })}
        />
        <ChoiceField
          label={t("field.role")}
          problem={problem("role")}
          value={value.role}
          choices={(["agent", "supervisor", "administrator"] as const).map((id) => ({ id, text: t(`role.${id}`) }))}
          onChange={(role) => change({ role })}
        />
        <NumberField
          label={t("field.limit")}
          hint={t("field.limitHint")}
          problem={problem("limit")}
          value={value.limit}
          unitName={t("unit.units")}
          onChange={(limit) => change({ limit })}
        />
        <SkillChecks
          hint={t("skills.agentHint")}
          value={value.skillIds}
          all={all}
          problem={problem("skillIds")}
          onChange={(skillIds) => (skillIds.length > 0 ? change({ skillIds }) : clear("skillIds"))}
        />
      </Section>
      {!isNew && <SignInLink key={value.id} agentId={value.id} />}
    </>
  );
}

function SignInLink({ agentId }: { readonly agentId: AgentId }) {
  const t = useAdminText();
  const [made, setMade] = useState<{ readonly link: string | null } | null>(null);
  return (
    <Section title={t("link.title")}>
      <p className="field-hint">{t("link.text")}</p>
      {made?.link ? (
        <CopyLine text={made.link} label={t("link.label")} />
      ) : (
        <Button
          className="button"
          onPress={() =>
            void makeSignInLink(agentId).then((answer) => setMade({ link: answer.ok ? answer.value.link : null }))
          }
        >
          <Icon name="key" size={16} />
          {t("link.make")}
        </Button>
      )}
      {made?.link === null && (
        <p className="field-problem" role="alert">
          {t("link.failed")}
        </p>
      )}
    </Section>
  );
}
