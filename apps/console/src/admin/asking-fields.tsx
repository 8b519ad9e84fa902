/** What a widget asks around a conversation: the form before it, a message while closed, the survey after it (CHAT-04). */
import { limits, type Asked, type WidgetConfig } from "@rinnalla/protocol";
import { ChoiceField, NumberField, Section, SwitchField } from "./fields.tsx";
import { FormBuilder } from "./form-builder.tsx";
import type { FormProps } from "./form-props.ts";
import { LocalTextsField } from "./local-texts-field.tsx";
import { useAdminText } from "./use-administration.ts";

type Props = Pick<FormProps<"widget">, "value" | "problem" | "change" | "clear">;

export function AskingFields({ value, problem, change, clear }: Props) {
  return (
    <>
      <FormBuilder
        form={value.form ?? []}
        locales={value.locales}
        problem={problem}
        onChange={(form) => (form.length === 0 ? clear("form") : change({ form }))}
      />
      <OfflineFields value={value} problem={problem} change={change} clear={clear} />
      <SurveyFields value={value} problem={problem} change={change} />
    </>
  );
}

function OfflineFields({ value: { offlineMessage }, problem, change, clear }: Props) {
  const t = useAdminText();
  const asks = (field: "name" | "email", of: NonNullable<WidgetConfig["offlineMessage"]>) => (
    <ChoiceField
      label={t(`offline.${field}`)}
      problem={null}
      value={of[field]}
      choices={(["no", "optional", "required"] as const).map((id: Asked) => ({ id, text: t(`asked.${id}`) }))}
      onChange={(asked) => change({ offlineMessage: { ...of, [field]: asked } })}
    />
  );
  return (
    <Section title={t("section.offline")}>
      <SwitchField
        label={t("offline.isOn")}
        hint={t("offline.hint")}
        value={offlineMessage !== undefined}
        onChange={(isOn) =>
          isOn ? change({ offlineMessage: { name: "optional", email: "required" } }) : clear("offlineMessage")
        }
      />
      {offlineMessage && (
        <>
          {asks("name", offlineMessage)}
          {asks("email", offlineMessage)}
          {offlineMessage.email === "no" && <p className="field-hint">{t("offline.noEmail")}</p>}
          <NumberField
            label={t("offline.days")}
            problem={problem("offlineMessage.days")}
            value={offlineMessage.days ?? limits.offlineMessageDays}
            unitName={t("unit.days")}
            onChange={(days) => change({ offlineMessage: { ...offlineMessage, days } })}
          />
        </>
      )}
    </Section>
  );
}

function SurveyFields({ value: { survey, locales }, problem, change }: Omit<Props, "clear">) {
  const t = useAdminText();
  const isOn = survey?.isOn ?? true;
  const question = survey?.question;
  return (
    <Section title={t("section.survey")}>
      <SwitchField
        label={t("survey.isOn")}
        hint={t("survey.hint")}
        value={isOn}
        onChange={(next) => change({ survey: { ...survey, isOn: next } })}
      />
      {isOn && (
        <SwitchField
          label={t("survey.own")}
          value={question !== undefined}
          onChange={(isOwn) => change({ survey: isOwn ? { isOn, question: {} } : { isOn } })}
        />
      )}
      {isOn && question && (
        <LocalTextsField
          label={t("survey.question")}
          value={question}
          locales={locales}
          problem={problem("survey.question")}
          onChange={(next) => change({ survey: { isOn, question: next } })}
        />
      )}
    </Section>
  );
}
