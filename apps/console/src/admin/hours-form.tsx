/** Operating hours: the week, holidays, the time zone, and what they mean just now (CHAT-04). */
import "./asking.css";
import { availabilityOf, isTimeZone } from "@rinnalla/core";
import { limits, type Holiday, type HoursConfig, type OpenInterval } from "@rinnalla/protocol";
import { useEffect, useId, useState } from "react";
import { Button } from "react-aria-components/Button";
import { IconButton } from "../parts/icon-button.tsx";
import { Icon } from "../parts/icon.tsx";
import { useClockOffset, useWords } from "../store/use-console.ts";
import { DayHours } from "./day-hours.tsx";
import { Section, TextField } from "./fields.tsx";
import type { FormProps } from "./form-props.ts";
import { NameField } from "./name-field.tsx";
import { useAdminText } from "./use-administration.ts";

export function HoursForm({ value, problem, change }: FormProps<"hours">) {
  const t = useAdminText();
  const { locale } = useWords();
  const dayNames = weekdays(locale);
  const zones = useId();
  const put = (day: number, intervals: readonly OpenInterval[]): void =>
    change({ week: value.week.map((one, index) => (index === day ? intervals : one)) });
  const zoneProblem = problem("timeZone");
  return (
    <>
      <Section title={value.name || t("admin.untitled")}>
        <NameField value={value} problem={problem} change={change} />
        <label className="field" data-invalid={zoneProblem !== null || undefined}>
          <span className="field-label">{t("field.timeZone")}</span>
          <input
            className="field-input"
            list={zones}
            aria-invalid={zoneProblem !== null}
            value={value.timeZone}
            maxLength={limits.nameChars}
            onChange={(event) => change({ timeZone: event.currentTarget.value })}
          />
          <datalist id={zones}>
            {Intl.supportedValuesOf("timeZone").map((zone) => (
              <option key={zone} value={zone}>
                {zone}
              </option>
            ))}
          </datalist>
          <span className="field-hint">{t("field.timeZoneHint")}</span>
          {zoneProblem !== null && <span className="field-problem">{zoneProblem}</span>}
        </label>
        <Now hours={value} />
      </Section>
      <Section title={t("section.week")}>
        <p className="field-hint">{t("hours.weekHint")}</p>
        <ul className="week">
          {value.week.map((intervals, day) => (
            <li key={day}>
              <strong>{dayNames[day]}</strong>
              <DayHours
                name={dayNames[day] ?? ""}
                intervals={intervals}
                problem={problem(`week.${day}`)}
                onChange={(next) => put(day, next)}
              />
            </li>
          ))}
        </ul>
        <div>
          <Button
            className="button button-small"
            onPress={() => change({ week: value.week.map((one, day) => (day < 5 ? (value.week[0] ?? []) : one)) })}
          >
            {t("hours.copyMonday")}
          </Button>
        </div>
      </Section>
      <Holidays value={value} problem={problem} onChange={(holidays) => change({ holidays })} />
    </>
  );
}

function Holidays({
  value: { holidays },
  problem,
  onChange,
}: {
  readonly value: HoursConfig;
  readonly problem: FormProps<"hours">["problem"];
  readonly onChange: (holidays: readonly Holiday[]) => void;
}) {
  const t = useAdminText();
  const put = (at: number, change: Partial<Holiday>): void =>
    onChange(holidays.map((one, index) => (index === at ? { ...one, ...change } : one)));
  return (
    <Section title={t("section.holidays")}>
      <p className="field-hint">{t("hours.holidaysHint")}</p>
      {holidays.length > 0 && (
        <ul className="holidays">
          {holidays.map((holiday, at) => {
            const name = holiday.name || holiday.date;
            const dateProblem = problem(`holidays.${at}.date`);
            return (
              <li key={at}>
                <div className="holiday-head">
                  <label className="field">
                    <span className="field-label">{t("hours.date")}</span>
                    <input
                      type="date"
                      className="field-input"
                      aria-invalid={dateProblem !== null}
                      value={holiday.date}
                      onChange={(event) => put(at, { date: event.currentTarget.value })}
                    />
                    {dateProblem !== null && <span className="field-problem">{dateProblem}</span>}
                  </label>
                  <TextField
                    label={t("hours.holidayName")}
                    problem={null}
                    value={holiday.name}
                    maxLength={limits.nameChars}
                    onChange={(next) => put(at, { name: next })}
                  />
                  <IconButton
                    icon="close"
                    size={16}
                    label={t("hours.removeHoliday", { name })}
                    onPress={() => onChange(holidays.filter((_, index) => index !== at))}
                  />
                </div>
                <DayHours
                  name={name}
                  intervals={holiday.intervals}
                  problem={problem(`holidays.${at}.intervals`)}
                  onChange={(intervals) => put(at, { intervals })}
                />
              </li>
            );
          })}
        </ul>
      )}
      {holidays.length < limits.holidays && (
        <div>
          <Button
            className="button button-small"
            onPress={() => onChange([...holidays, { date: today(), name: "", intervals: [] }])}
          >
            <Icon name="plus" size={14} />
            {t("hours.addHoliday")}
          </Button>
        </div>
      )}
    </Section>
  );
}

/** What the hours, saved or not, would mean at this moment. */
function Now({ hours }: { readonly hours: HoursConfig }) {
  const t = useAdminText();
  const { locale } = useWords();
  const offset = useClockOffset();
  const [now, setNow] = useState(() => Date.now());
  useEffect(() => {
    const timer = setInterval(() => setNow(Date.now()), 15_000);
    return () => clearInterval(timer);
  }, []);
  if (!isTimeZone(hours.timeZone)) return null;
  const { isOpen, changesAt } = availabilityOf(hours, now + offset);
  const time =
    changesAt === null
      ? null
      : new Intl.DateTimeFormat(locale, {
          weekday: "long",
          day: "numeric",
          month: "numeric",
          hour: "2-digit",
          minute: "2-digit",
          hourCycle: "h23",
          timeZone: hours.timeZone,
        }).format(changesAt);
  return (
    <p className="hours-now" data-is-open={isOpen} role="status">
      <Icon name="clock" size={16} />
      <span>
        {t(isOpen ? "hours.nowOpen" : "hours.nowClosed")}{" "}
        {time === null
          ? t(isOpen ? "hours.neverCloses" : "hours.neverOpens")
          : t(isOpen ? "hours.closes" : "hours.opens", { time })}
      </span>
    </p>
  );
}

/** Monday first. */
function weekdays(locale: string): readonly string[] {
  const format = new Intl.DateTimeFormat(locale, { weekday: "long", timeZone: "UTC" });
  // 1 January 2024 was a Monday.
  return Array.from({ length: 7 }, (_, day) => format.format(Date.UTC(2024, 0, 1 + day)));
}

function today(): string {
  const now = new Date();
  return new Date(now.getTime() - now.getTimezoneOffset() * 60_000).toISOString().slice(0, 10);
}
