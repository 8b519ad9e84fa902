/** Builds the pre-chat form: questions added, put in order, taken away and had back, in the words of each language (CHAT-04). */
import { textIn } from "@rinnalla/core";
import { limits, newId, type FormField, type Locale } from "@rinnalla/protocol";
import { Button } from "react-aria-components/Button";
import { IconButton } from "../parts/icon-button.tsx";
import { Icon } from "../parts/icon.tsx";
import { useWords } from "../store/use-console.ts";
import { ChoiceField, NumberField, Section, SwitchField } from "./fields.tsx";
import type { FormProps } from "./form-props.ts";
import { LocalTextsField } from "./local-texts-field.tsx";
import { OrderedList } from "./ordered-list.tsx";
import { useAdminText } from "./use-administration.ts";

const kinds = ["text", "longText", "options", "consent"] as const;
type Problem = FormProps<"widget">["problem"];

export function FormBuilder({
  form,
  locales,
  problem,
  onChange,
}: {
  readonly form: readonly FormField[];
  readonly locales: readonly Locale[];
  readonly problem: Problem;
  readonly onChange: (form: readonly FormField[]) => void;
}) {
  const t = useAdminText();
  const { locale } = useWords();
  const nameOf = (field: FormField, at: number): string =>
    textIn(field.labels, locale) || t("form.question", { n: at + 1 });
  return (
    <Section title={t("section.form")}>
      <p className="field-hint">{t("form.hint")}</p>
      <OrderedList items={form} nameOf={nameOf} onChange={onChange}>
        {(field, at) => (
          <Question
            field={field}
            at={at}
            locales={locales}
            problem={problem}
            onChange={(next) => onChange(form.map((one) => (one === field ? next : one)))}
          />
        )}
      </OrderedList>
      {form.length < limits.formFields && (
        <div className="form-adds" role="group" aria-label={t("form.add")}>
          {kinds.map((kind) => (
            <Button key={kind} className="button button-small" onPress={() => onChange([...form, fresh(kind)])}>
              <Icon name="plus" size={14} />
              {t(`form.kind.${kind}`)}
            </Button>
          ))}
        </div>
      )}
    </Section>
  );
}

function fresh(kind: FormField["kind"]): FormField {
  const field: FormField = { id: newId<string>(), kind, labels: {}, isRequired: kind === "consent" };
  return kind === "options" ? { ...field, options: [{ id: newId<string>(), labels: {} }] } : field;
}

function Question({
  field,
  at,
  locales,
  problem,
  onChange,
}: {
  readonly field: FormField;
  readonly at: number;
  readonly locales: readonly Locale[];
  readonly problem: Problem;
  readonly onChange: (field: FormField) => void;
}) {
  const t = useAdminText();
  const { holds, maxChars, ...rest } = field;
  const most = field.kind === "longText" ? limits.formLongTextChars : limits.formTextChars;
  return (
    <>
      <LocalTextsField
        label={t(field.kind === "consent" ? "form.consentText" : "form.label")}
        value={field.labels}
        locales={locales}
        problem={problem(`form.${at}.labels`)}
        onChange={(labels) => onChange({ ...field, labels })}
      />
      <SwitchField
        label={t(field.kind === "consent" ? "form.consentRequired" : "form.isRequired")}
        value={field.isRequired}
        onChange={(isRequired) => onChange({ ...field, isRequired })}
      />
      {field.kind === "text" && (
        <ChoiceField
          label={t("form.holds")}
          hint={t("form.holdsHint")}
          problem={problem(`form.${at}.holds`)}
          value={holds ?? "other"}
          choices={(["other", "name", "email"] as const).map((id) => ({ id, text: t(`form.holds.${id}`) }))}
          onChange={(id) =>
            onChange(id === "other" ? { ...rest, ...(maxChars !== undefined && { maxChars }) } : { ...rest, holds: id })
          }
        />
      )}
      {(field.kind === "longText" || (field.kind === "text" && !holds)) && (
        <NumberField
          label={t("form.maxChars")}
          problem={problem(`form.${at}.maxChars`)}
          value={maxChars ?? most}
          unitName={t("unit.characters")}
          onChange={(next) => onChange({ ...field, maxChars: next })}
        />
      )}
      {field.kind === "options" && (
        <Options field={field} at={at} locales={locales} problem={problem} onChange={onChange} />
      )}
    </>
  );
}

function Options({ field, at, locales, problem, onChange }: Parameters<typeof Question>[0]) {
  const t = useAdminText();
  const options = field.options ?? [];
  const none = problem(`form.${at}.options`);
  return (
    <div className="form-options" role="group" aria-label={t("form.options")}>
      {options.map((option, place) => (
        <div key={option.id} className="form-option">
          <LocalTextsField
            label={t("form.option", { n: place + 1 })}
            value={option.labels}
            locales={locales}
            problem={problem(`form.${at}.options.${place}`)}
            onChange={(labels) =>
              onChange({ ...field, options: options.map((one) => (one === option ? { ...one, labels } : one)) })
            }
          />
          <IconButton
            icon="close"
            size={14}
            label={t("form.removeOption", { n: place + 1 })}
            onPress={() => onChange({ ...field, options: options.filter((one) => one !== option) })}
          />
        </div>
      ))}
      {none !== null && (
        <p className="field-problem" role="alert">
          {none}
        </p>
      )}
      {options.length < limits.formOptions && (
        <div>
          <Button
            className="button button-small button-quiet"
            onPress={() => onChange({ ...field, options: [...options, { id: newId<string>(), labels: {} }] })}
          >
            <Icon name="plus" size={14} />
            {t("form.addOption")}
          </Button>
        </div>
      )}
    </div>
  );
}
