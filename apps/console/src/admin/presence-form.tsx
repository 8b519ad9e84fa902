/** One of the organisation's own presences: its names, what it counts as, and whether conversations come (ROUTE-05). */
import { limits } from "@rinnalla/protocol";
import { ChoiceField, Section, SwitchField, TextField } from "./fields.tsx";
import type { FormProps } from "./form-props.ts";
import { NameField } from "./name-field.tsx";
import { useAdminText } from "./use-administration.ts";

const bases = ["available", "busy", "doNotDisturb", "away"] as const;

export function PresenceForm({ value, problem, change }: FormProps<"presence">) {
  const t = useAdminText();
  return (
    <Section title={value.name || t("admin.untitled")}>
      <NameField value={value} problem={problem} change={change} hint={t("ownPresence.nameHint")} />
      {(["fi", "sv", "en"] as const).map((locale) => (
        <TextField
          key={locale}
          label={t("ownPresence.nameIn", { language: t(`locale.${locale}`) })}
          problem={null}
          value={value.names[locale] ?? ""}
          maxLength={limits.nameChars}
          onChange={(text) => change({ names: { ...value.names, [locale]: text } })}
        />
      ))}
      <ChoiceField
        label={t("ownPresence.base")}
        hint={t("ownPresence.baseHint")}
        problem={problem("base")}
        value={value.base}
        choices={bases.map((id) => ({ id, text: t(`presence.${id}`) }))}
        onChange={(base) => change({ base, takesOffers: base === "available" })}
      />
      <SwitchField
        label={t("ownPresence.takesOffers")}
        hint={t("ownPresence.takesOffersHint")}
        value={value.takesOffers}
        onChange={(takesOffers) => change({ takesOffers })}
      />
    </Section>
  );
}
