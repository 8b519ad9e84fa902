/** A piece of the site's HTML, and what the rules as they stand in the form say of each field in it (VIS-05). */
import { useMemo, useState } from "react";
import { TextField } from "../fields.tsx";
import { useAdminText } from "../use-administration.ts";
import { fieldVerdicts } from "./field-verdict.ts";

export function FieldTester({ rules }: { readonly rules: readonly string[] }) {
  const t = useAdminText();
  const [html, setHtml] = useState("");
  const [path, setPath] = useState("/");
  const said = rules.join("\n");
  const verdicts = useMemo(() => fieldVerdicts(html, said.split("\n"), path), [html, said, path]);
  return (
    <>
      <TextField
        label={t("tester.html")}
        hint={t("tester.htmlHint")}
        problem={null}
        rows={4}
        value={html}
        maxLength={20_000}
        onChange={setHtml}
      />
      <TextField label={t("tester.path")} problem={null} value={path} maxLength={300} onChange={setPath} />
      <div role="status">
        {html.trim() !== "" && verdicts.length === 0 && <p className="field-hint">{t("tester.none")}</p>}
        {verdicts.length > 0 && (
          <ul className="verdicts" aria-label={t("tester.result")}>
            {verdicts.map(({ name, fate, rules: speaking }, at) => (
              // Two fields may be alike.
              <li key={at} data-fate={fate}>
                <strong className="breakable">{name}</strong>
                <span>{t(`fate.${fate}`)}</span>
                {speaking.map((rule, order) => (
                  <code key={order} className="breakable">
                    {rule}
                  </code>
                ))}
              </li>
            ))}
          </ul>
        )}
      </div>
    </>
  );
}
