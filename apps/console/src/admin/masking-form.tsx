/** One masking rule: what it finds and whose words it holds for, with its tests and a place to try it (CHAT-06). */
import { compileRule } from "@rinnalla/core";
import { limits, type MaskingConfig } from "@rinnalla/protocol";
import { useMemo, useState } from "react";
import { Button } from "react-aria-components/Button";
import { IconButton } from "../parts/icon-button.tsx";
import { Icon } from "../parts/icon.tsx";
import { ChoiceField, Section, SwitchField, TextField } from "./fields.tsx";
import type { FormProps } from "./form-props.ts";
import { NameField } from "./name-field.tsx";
import { useAdminText } from "./use-administration.ts";

const natures = ["card", "email", "finnishId", "swedishId", "pattern"] as const;

export function MaskingForm({ value, problem, change, clear }: FormProps<"masking">) {
  const t = useAdminText();
  return (
    <>
      <Section title={value.name || t("admin.untitled")}>
        <NameField value={value} problem={problem} change={change} />
        <SwitchField label={t("field.isOn")} value={value.isOn} onChange={(isOn) => change({ isOn })} />
        <ChoiceField
          label={t("field.what")}
          problem={problem("what")}
          value={value.what}
          choices={natures.map((id) => ({ id, text: t(`what.${id}`) }))}
          onChange={(what) => change({ what })}
        />
        {value.what === "pattern" && (
          <>
            <TextField
              label={t("field.pattern")}
              hint={t("field.patternHint")}
              problem={problem("pattern")}
              value={value.pattern ?? ""}
              maxLength={limits.patternChars}
              onChange={(pattern) => change({ pattern })}
            />
            <SwitchField
              label={t("field.isCaseSensitive")}
              value={value.isCaseSensitive ?? false}
              onChange={(isOn) => (isOn ? change({ isCaseSensitive: true }) : clear("isCaseSensitive"))}
            />
          </>
        )}
        <ChoiceField
          label={t("field.appliesTo")}
          problem={problem("appliesTo")}
          value={value.appliesTo}
          choices={(["customer", "agent", "both"] as const).map((id) => ({ id, text: t(`appliesTo.${id}`) }))}
          onChange={(appliesTo) => change({ appliesTo })}
        />
      </Section>
      <Section title={t("section.tests")}>
        <p className="field-hint">{t("tests.hint")}</p>
        <Tests value={value} problem={problem("tests")} change={change} />
      </Section>
    </>
  );
}

/** Each test shows what the rule does now; what was typed into the last line can be kept as one. */
function Tests({
  value,
  problem,
  change,
}: {
  readonly value: MaskingConfig;
  readonly problem: string | null;
  readonly change: (change: Partial<MaskingConfig>) => void;
}) {
  const t = useAdminText();
  const [tried, setTried] = useState("");
  const { what, pattern, isCaseSensitive } = value;
  const mask = useMemo(
    () =>
      compileRule({
        what,
        ...(pattern !== undefined && { pattern }),
        ...(isCaseSensitive !== undefined && { isCaseSensitive }),
      }),
    [what, pattern, isCaseSensitive],
  );
  const result = mask?.(tried) ?? tried;
  return (
    <>
      {value.tests.length > 0 && (
        <ul className="masking-tests">
          {value.tests.map(({ text, expected }, at) => {
            const now = mask?.(text) ?? text;
            const isRight = mask !== null && now === expected;
            return (
              // Two tests may be the same.
              <li key={at} data-is-right={isRight}>
                <Icon name={isRight ? "check" : "alert"} size={16} />
                <span className="grow breakable">
                  <span className="visually-hidden">{t(isRight ? "tests.right" : "tests.wrong")}</span>
                  {text} → {expected}
                  {!isRight && <span className="masking-now">{t("tests.now", { text: now })}</span>}
                </span>
                <IconButton
                  icon="close"
                  size={14}
                  label={t("tests.remove", { text })}
                  onPress={() => change({ tests: value.tests.filter((_, other) => other !== at) })}
                />
              </li>
            );
          })}
        </ul>
      )}
      {problem !== null && (
        <p className="field-problem" role="alert">
          {problem}
        </p>
      )}
      <TextField
        label={t("tests.try")}
        problem={null}
        value={tried}
        maxLength={limits.messageChars}
        onChange={setTried}
      />
      <p className="masking-result" role="status">
        {tried === "" ? t("tests.empty") : result}
      </p>
      <div>
        <Button
          className="button button-small"
          isDisabled={tried === "" || !mask || value.tests.length >= limits.maskingTests}
          onPress={() => {
            change({ tests: [...value.tests, { text: tried, expected: result }] });
            setTried("");
          }}
        >
          {t("tests.keep")}
        </Button>
      </div>
    </>
  );
}
