/** The widget's texts, worded otherwise: by language, each with the way back to what it was (CHAT-10). The defaults come from the preview. */
import { limits, type Locale, type WidgetConfig } from "@rinnalla/protocol";
import { useState, useSyncExternalStore } from "react";
import { Button } from "react-aria-components/Button";
import { useWords } from "../store/use-console.ts";
import { ChoiceField, Section, SwitchField, TextField } from "./fields.tsx";
import type { FormProps } from "./form-props.ts";
import { placeholdersMissing } from "./placeholders.ts";
import { useAdminText } from "./use-administration.ts";
import { defaultTexts } from "./widget-preview.tsx";

type Props = Pick<FormProps<"widget">, "value" | "problem" | "change" | "clear">;

export function WidgetTexts({ value, problem, change, clear }: Props) {
  const t = useAdminText();
  const { locale: own } = useWords();
  const all = useSyncExternalStore(defaultTexts.subscribe, defaultTexts.get);
  const [wanted, setWanted] = useState<Locale>(own);
  const [sought, setSought] = useState("");
  const [areOwnAlone, setOwnAlone] = useState(false);
  const [isOpen, setOpen] = useState(false);
  const locale = value.locales.includes(wanted) ? wanted : (value.locales[0] ?? "en");
  const defaults = all.get(locale) ?? all.values().next().value ?? {};
  const worded = value.texts?.[locale] ?? {};
  const keys = Object.keys(defaults).filter((key) => {
    if (areOwnAlone && worded[key] === undefined) return false;
    const text = `${key} ${defaults[key]} ${worded[key] ?? ""}`.toLocaleLowerCase();
    return text.includes(sought.trim().toLocaleLowerCase());
  });
  const put = (key: string, text: string | null): void => {
    const { [key]: _before, ...others } = worded;
    const ofLocale = text === null ? others : { ...others, [key]: text };
    const texts = withLocale(value.texts ?? {}, locale, ofLocale);
    if (Object.keys(texts).length === 0) clear("texts");
    else change({ texts });
  };
  const count = Object.values(value.texts ?? {}).reduce((sum, texts) => sum + Object.keys(texts).length, 0);
  return (
    <Section title={t("section.texts")}>
      <p className="field-hint">{t("texts.hint")}</p>
      <div>
        <Button className="button" aria-expanded={isOpen} onPress={() => setOpen(!isOpen)}>
          {t(isOpen ? "texts.close" : "texts.open", { count })}
        </Button>
      </div>
      {isOpen && (
        <>
          <ChoiceField
            label={t("texts.language")}
            problem={null}
            value={locale}
            choices={value.locales.map((id) => ({ id, text: t(`locale.${id}`) }))}
            onChange={setWanted}
          />
          <TextField label={t("texts.search")} problem={null} value={sought} onChange={setSought} />
          <SwitchField label={t("texts.ownAlone")} value={areOwnAlone} onChange={setOwnAlone} />
          {keys.length === 0 && <p className="quiet">{t("texts.none")}</p>}
          {keys.map((key) => {
            const usual = defaults[key] ?? "";
            const text = worded[key];
            const missing = text === undefined ? [] : placeholdersMissing(usual, text);
            return (
              <div key={`${locale}.${key}`} className="text-row">
                <TextField
                  label={usual}
                  hint={missing.length > 0 ? t("texts.placeholder", { names: missing.join(", ") }) : undefined}
                  problem={problem(`texts.${locale}.${key}`)}
                  value={text ?? usual}
                  maxLength={limits.widgetTextChars}
                  onChange={(next) => put(key, next === usual ? null : next)}
                />
                {text !== undefined && (
                  <Button
                    className="button button-small button-quiet"
                    aria-label={t("texts.resetNamed", { text: usual })}
                    onPress={() => put(key, null)}
                  >
                    {t("texts.reset")}
                  </Button>
                )}
              </div>
            );
          })}
        </>
      )}
    </Section>
  );
}

/** A language without own texts is not kept. */
function withLocale(
  texts: NonNullable<WidgetConfig["texts"]>,
  locale: Locale,
  ofLocale: Readonly<Record<string, string>>,
): NonNullable<WidgetConfig["texts"]> {
  const { [locale]: _before, ...others } = texts;
  return Object.keys(ofLocale).length === 0 ? others : { ...others, [locale]: ofLocale };
}
