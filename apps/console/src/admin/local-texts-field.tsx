/** One text in each language of the widget (CHAT-10). */
import type { Locale, LocalTexts } from "@rinnalla/protocol";
import { limits } from "@rinnalla/protocol";
import { TextField } from "./fields.tsx";
import { useAdminText } from "./use-administration.ts";

export function LocalTextsField({
  label,
  value,
  locales,
  problem,
  onChange,
}: {
  readonly label: string;
  readonly value: LocalTexts;
  readonly locales: readonly Locale[];
  readonly problem: string | null;
  readonly onChange: (value: LocalTexts) => void;
}) {
  const t = useAdminText();
  // Under the first field that lacks its words.
  const wanting = locales.find((locale) => !value[locale]?.trim());
  return (
    <div className="local-texts">
      {locales.map((locale) => (
        <TextField
          key={locale}
          label={locales.length === 1 ? label : `${label} (${t(`locale.${locale}`)})`}
          problem={locale === wanting ? problem : null}
          value={value[locale] ?? ""}
          maxLength={limits.formLabelChars}
          onChange={(text) => onChange({ ...value, [locale]: text })}
        />
      ))}
    </div>
  );
}
