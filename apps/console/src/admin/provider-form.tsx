/** One provider of co-browsing or screen sharing: how it looks, where its pages are, how it tells what happens (VIS-10). */
import { fillTemplate, placeholders, templateProblem } from "@rinnalla/core";
import { limits } from "@rinnalla/protocol";
import { CallbackFields } from "./callback-fields.tsx";
import { ChecksField, ChoiceField, Section, TextField } from "./fields.tsx";
import type { FormProps } from "./form-props.ts";
import { IconField } from "./icon-field.tsx";
import { NameField } from "./name-field.tsx";
import { ofPreset, presetOf, presets } from "./provider-presets.ts";
import { ProviderTrial } from "./provider-trial.tsx";
import { useAdminText } from "./use-administration.ts";

export function ProviderForm({ value, all, isNew, problem, change, clear }: FormProps<"provider">) {
  const t = useAdminText();
  const preset = presetOf(value);
  const lines = (text: string): readonly string[] => (text === "" ? [] : text.split("\n"));
  return (
    <>
      <Section title={value.name || t("admin.untitled")}>
        {isNew && (
          <ChoiceField
            label={t("field.preset")}
            hint={t("field.presetHint")}
            problem={null}
            value={value.preset ?? "own"}
            choices={[{ id: "own", text: t("preset.own") }, ...presets.map(({ id, name }) => ({ id, text: name }))]}
            onChange={(id) => {
              const chosen = presets.find((one) => one.id === id);
              if (chosen) change(ofPreset(chosen));
              else clear("preset");
            }}
          />
        )}
        {preset && (
          <div className="banner banner-info provider-preset">
            <p>
              <strong>{t("preset.untried")}</strong> {t(`preset.${preset.way}`)}{" "}
              <a href={preset.source} target="_blank" rel="noopener noreferrer">
                {t("preset.source")}
              </a>
            </p>
          </div>
        )}
        <NameField value={value} problem={problem} change={change} hint={t("field.providerNameHint")} />
        <IconField value={value.icon} problem={problem("icon")} onChange={(icon) => change({ icon })} />
        <ChecksField
          label={t("field.capabilities")}
          problem={problem("capabilities")}
          value={value.capabilities}
          choices={(["cobrowse", "screenShare"] as const).map((id) => ({ id, text: t(`field.${id}`) }))}
          onChange={(capabilities) => change({ capabilities })}
        />
        <TextField
          label={t("field.providerLocales")}
          hint={t("field.providerLocalesHint")}
          problem={problem("locales")}
          value={value.locales.join(", ")}
          onChange={(text) => change({ locales: text === "" ? [] : text.split(/,\s*/) })}
        />
      </Section>
      <Section title={t("section.agentPage")}>
        <TextField
          label={t("field.urlTemplate")}
          hint={t("field.urlTemplateHint", { placeholders: placeholders.map((name) => `{${name}}`).join(" ") })}
          problem={problem("urlTemplate")}
          rows={2}
          value={value.urlTemplate}
          maxLength={limits.urlChars}
          onChange={(text) => change({ urlTemplate: text.trim() })}
        />
        <Example template={value.urlTemplate} />
        <ChoiceField
          label={t("field.opensIn")}
          problem={problem("opensIn")}
          value={value.opensIn}
          choices={(["frame", "window"] as const).map((id) => ({ id, text: t(`opensIn.${id}`) }))}
          onChange={(opensIn) => change({ opensIn })}
        />
      </Section>
      <Section title={t("section.customerWay")}>
        <TextField
          label={t("field.joinHosts")}
          hint={t("field.joinHostsHint")}
          problem={problem("joinHosts")}
          rows={3}
          value={value.joinHosts.join("\n")}
          onChange={(text) => change({ joinHosts: lines(text) })}
        />
      </Section>
      <Section title={t("section.events")}>
        <ChecksField
          label={t("field.events")}
          hint={value.events.length === 0 ? t("events.none") : undefined}
          problem={problem("events")}
          value={value.events}
          choices={(["page", "callback"] as const).map((id) => ({ id, text: t(`events.${id}`) }))}
          onChange={(events) => change({ events })}
        />
        {value.events.includes("callback") && <CallbackFields value={value} isNew={isNew} change={change} />}
      </Section>
      <ProviderTrial value={value} all={all} />
    </>
  );
}

/** How the address comes out, once it can. */
function Example({ template }: { readonly template: string }) {
  const t = useAdminText();
  if (templateProblem(template)) return null;
  const example = fillTemplate(template, {
    conversationId: "c-4711",
    visualId: "s-42",
    kind: "cobrowse",
    locale: "fi",
    agentId: "a-aino",
    agentName: "Aino",
    customerName: "Kalle & Co",
    organisation: "Kahvila Kuusi",
  });
  return (
    <p className="field-hint breakable">
      {t("field.urlExample")} <code>{example}</code>
    </p>
  );
}
