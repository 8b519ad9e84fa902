/** One quick reply: the word after `/`, the text, and the language of the customers whom it is for (CHAT-05). */
import { limits } from "@rinnalla/protocol";
import { ChoiceField, Section, TextField } from "./fields.tsx";
import type { FormProps } from "./form-props.ts";
import { NameField } from "./name-field.tsx";
import { useAdminText } from "./use-administration.ts";

export function QuickReplyForm({ value, problem, change }: FormProps<"quickReply">) {
  const t = useAdminText();
  return (
    <Section title={value.name || t("admin.untitled")}>
      <NameField value={value} problem={problem} change={change} label={t("field.shortcut")} />
      <TextField
        label={t("field.text")}
        hint={t("field.textHint")}
        problem={problem("text")}
        rows={4}
        value={value.text}
        maxLength={limits.messageChars}
        onChange={(text) => change({ text })}
      />
      <ChoiceField
        label={t("field.locale")}
        problem={problem("locale")}
        value={value.locale ?? "any"}
        choices={(["any", "fi", "sv", "en"] as const).map((id) => ({ id, text: t(`locale.${id}`) }))}
        onChange={(id) => change({ locale: id === "any" ? null : id })}
      />
    </Section>
  );
}
