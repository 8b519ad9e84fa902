/** By which rules a widget invites (CHAT-07): in their order, in the words of each language, shown in the preview and tried on an address. */
import { textIn } from "@rinnalla/core";
import { limits, newId, type Locale, type ProactiveRule } from "@rinnalla/protocol";
import { Button } from "react-aria-components/Button";
import { Icon } from "../parts/icon.tsx";
import { useWords } from "../store/use-console.ts";
import { NumberField, Section, SwitchField, TextField } from "./fields.tsx";
import type { FormProps } from "./form-props.ts";
import { InviteTrial } from "./invite-trial.tsx";
import { LocalTextsField } from "./local-texts-field.tsx";
import { OrderedList } from "./ordered-list.tsx";
import { useAdminText } from "./use-administration.ts";
import { shownInvite } from "./widget-preview.tsx";

type Problem = FormProps<"widget">["problem"];

export function InviteRules({ value, problem, change, clear }: Omit<FormProps<"widget">, "all" | "isNew">) {
  const t = useAdminText();
  const { locale } = useWords();
  const rules = value.proactive ?? [];
  const put = (next: readonly ProactiveRule[]): void =>
    next.length === 0 ? clear("proactive") : change({ proactive: next });
  const nameOf = ({ texts }: ProactiveRule, at: number): string =>
    textIn(texts, locale) || t("invite.rule", { n: at + 1 });
  return (
    <Section title={t("section.invite")}>
      <p className="field-hint">{t("invite.hint")}</p>
      <OrderedList items={rules} nameOf={nameOf} onChange={put}>
        {(rule, at) => (
          <Rule
            rule={rule}
            at={at}
            locales={value.locales}
            problem={problem}
            onChange={(next) => put(rules.map((one) => (one === rule ? next : one)))}
          />
        )}
      </OrderedList>
      {rules.length < limits.proactiveRules && (
        <div>
          <Button
            className="button button-small"
            onPress={() => put([...rules, { id: newId<string>(), afterMs: 30_000, againAfterDays: 7, texts: {} }])}
          >
            <Icon name="plus" size={14} />
            {t("invite.add")}
          </Button>
        </div>
      )}
      {rules.length > 0 && <InviteTrial rules={rules} nameOf={nameOf} origin={value.allowedOrigins[0]} />}
    </Section>
  );
}

function Rule({
  rule,
  at,
  locales,
  problem,
  onChange,
}: {
  readonly rule: ProactiveRule;
  readonly at: number;
  readonly locales: readonly Locale[];
  readonly problem: Problem;
  readonly onChange: (rule: ProactiveRule) => void;
}) {
  const t = useAdminText();
  const put = (change: Partial<ProactiveRule>): void => onChange({ ...rule, ...change });
  const clear = (field: "page" | "scrolledPercent" | "isForAbsence"): void => {
    const rest = { ...rule };
    delete rest[field];
    onChange(rest);
  };
  return (
    <>
      <LocalTextsField
        label={t("invite.text")}
        value={rule.texts}
        locales={locales}
        problem={problem(`proactive.${at}.texts`)}
        onChange={(texts) => put({ texts })}
      />
      <TextField
        label={t("invite.page")}
        hint={t("invite.pageHint")}
        problem={problem(`proactive.${at}.page`)}
        value={rule.page ?? ""}
        maxLength={limits.proactivePageChars}
        onChange={(page) => (page === "" ? clear("page") : put({ page }))}
      />
      <NumberField
        label={t("invite.after")}
        problem={problem(`proactive.${at}.afterMs`)}
        value={rule.afterMs}
        unit={1_000}
        unitName={t("unit.seconds")}
        onChange={(afterMs) => put({ afterMs })}
      />
      <NumberField
        label={t("invite.scrolled")}
        hint={t("invite.scrolledHint")}
        problem={problem(`proactive.${at}.scrolledPercent`)}
        value={rule.scrolledPercent ?? 0}
        unitName="%"
        onChange={(scrolledPercent) => (scrolledPercent === 0 ? clear("scrolledPercent") : put({ scrolledPercent }))}
      />
      <NumberField
        label={t("invite.again")}
        hint={t("invite.againHint")}
        problem={problem(`proactive.${at}.againAfterDays`)}
        value={rule.againAfterDays}
        unitName={t("unit.days")}
        onChange={(againAfterDays) => put({ againAfterDays })}
      />
      <SwitchField
        label={t("invite.absence")}
        hint={t("invite.absenceHint")}
        value={rule.isForAbsence ?? false}
        onChange={(is) => (is ? put({ isForAbsence: true }) : clear("isForAbsence"))}
      />
      <div>
        <Button className="button button-small button-quiet" onPress={() => shownInvite.update(() => rule.id)}>
          <Icon name="look" size={16} />
          {t("invite.show")}
        </Button>
      </div>
    </>
  );
}
