/** The open intervals of one day: any number, over midnight where the end is not after the beginning (CHAT-04). */
import { limits, type OpenInterval } from "@rinnalla/protocol";
import { Fragment } from "react";
import { Button } from "react-aria-components/Button";
import { IconButton } from "../parts/icon-button.tsx";
import { Icon } from "../parts/icon.tsx";
import { useAdminText } from "./use-administration.ts";

const dayMinutes = 1_440;

export function DayHours({
  name,
  intervals,
  problem,
  onChange,
}: {
  /** Of the day, as it is read out. */
  readonly name: string;
  readonly intervals: readonly OpenInterval[];
  readonly problem: string | null;
  readonly onChange: (intervals: readonly OpenInterval[]) => void;
}) {
  const t = useAdminText();
  const put = (at: number, change: Partial<OpenInterval>): void =>
    onChange(intervals.map((one, index) => (index === at ? straighten({ ...one, ...change }) : one)));
  const last = intervals.at(-1);
  return (
    <div className="day-hours">
      {intervals.length === 0 && <span className="quiet day-closed">{t("hours.dayClosed")}</span>}
      {intervals.map(({ from, to }, at) => (
        // Two may be the same while they are typed.
        <span key={at} className="day-interval">
          {(["from", "to"] as const).map((edge) => (
            <Fragment key={edge}>
              {edge === "to" && "–"}
              <input
                type="time"
                className="field-input"
                required
                aria-label={t(`hours.${edge}`, { day: name, n: at + 1 })}
                aria-invalid={problem !== null}
                value={clock(edge === "from" ? from : to)}
                onChange={(event) => readClock(event.currentTarget.value, (minutes) => put(at, { [edge]: minutes }))}
              />
            </Fragment>
          ))}
          {to > dayMinutes && <span className="quiet">{t("hours.nextDay")}</span>}
          <IconButton
            icon="close"
            size={14}
            label={t("hours.removeInterval", { day: name, n: at + 1 })}
            onPress={() => onChange(intervals.filter((_, index) => index !== at))}
          />
        </span>
      ))}
      {intervals.length < limits.intervalsOfDay && (last?.to ?? 0) < dayMinutes - 60 && (
        <Button
          className="button button-small button-quiet"
          aria-label={t("hours.addInterval", { day: name })}
          onPress={() =>
            onChange([
              ...intervals,
              last ? { from: last.to + 60, to: Math.min(last.to + 180, dayMinutes) } : { from: 480, to: 960 },
            ])
          }
        >
          <Icon name="plus" size={14} />
          {t("hours.add")}
        </Button>
      )}
      {problem !== null && (
        <p className="field-problem" role="alert">
          {problem}
        </p>
      )}
    </div>
  );
}

/** An end that is not after the beginning is the next day's. */
function straighten({ from, to }: OpenInterval): OpenInterval {
  const end = to % dayMinutes;
  return { from, to: end <= from ? end + dayMinutes : end };
}

function clock(minutes: number): string {
  const two = (value: number): string => String(value).padStart(2, "0");
  return `${two(Math.floor(minutes / 60) % 24)}:${two(minutes % 60)}`;
}

/** A field that is half typed says nothing. */
function readClock(text: string, take: (minutes: number) => void): void {
  const [hours, minutes] = text.split(":").map(Number);
  if (hours !== undefined && minutes !== undefined && !Number.isNaN(hours + minutes)) take(hours * 60 + minutes);
}
