/** Which files may be sent in a widget's conversations, by whom, and how long they are kept (CHAT-05). */
import { usualAttachmentRules } from "@rinnalla/core";
import { attachmentKinds, type AttachmentRules } from "@rinnalla/protocol";
import { ChecksField, NumberField, Section } from "./fields.tsx";
import type { FormProps } from "./form-props.ts";
import { useAdminText } from "./use-administration.ts";

export function AttachmentFields({
  value,
  problem,
  change,
}: Pick<FormProps<"widget">, "value" | "problem" | "change">) {
  const t = useAdminText();
  const rules = value.attachments ?? usualAttachmentRules;
  const set = (part: Partial<AttachmentRules>): void => change({ attachments: { ...rules, ...part } });
  return (
    <Section title={t("section.attachments")}>
      <ChecksField
        label={t("field.attachments.from")}
        problem={null}
        value={rules.from}
        choices={(["customer", "agent"] as const).map((id) => ({ id, text: t(`attachments.${id}`) }))}
        onChange={(from) => set({ from })}
      />
      {rules.from.length > 0 && (
        <>
          <ChecksField
            label={t("field.attachments.kinds")}
            hint={t("field.attachments.kindsHint")}
            problem={problem("attachments.kinds")}
            value={rules.kinds}
            choices={attachmentKinds.map((id) => ({ id, text: t(`attachments.${id}`) }))}
            onChange={(kinds) => set({ kinds })}
          />
          <NumberField
            label={t("field.attachments.mostBytes")}
            problem={problem("attachments.mostBytes")}
            value={rules.mostBytes}
            unit={1024 * 1024}
            unitName={t("unit.megabytes")}
            onChange={(mostBytes) => set({ mostBytes })}
          />
          <NumberField
            label={t("field.attachments.days")}
            problem={problem("attachments.days")}
            value={rules.days}
            unitName={t("unit.days")}
            onChange={(days) => set({ days })}
          />
        </>
      )}
    </Section>
  );
}
