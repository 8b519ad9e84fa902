/** One workstream: into which queue, and how conversations are handed out from there (ROUTE-01, ROUTE-02, ROUTE-06, ROUTE-07). */
import { ChoiceField, NumberField, Section, SwitchField } from "./fields.tsx";
import type { FormProps } from "./form-props.ts";
import { HoursField } from "./hours-field.tsx";
import { NameField } from "./name-field.tsx";
import { WorkstreamSkills } from "./skill-fields.tsx";
import { useAdminText } from "./use-administration.ts";

const second = 1_000;
const minute = 60_000;

export function WorkstreamForm({ value, all, problem, change, clear }: FormProps<"workstream">) {
  const t = useAdminText();
  return (
    <>
      <Section title={value.name || t("admin.untitled")}>
        <NameField value={value} problem={problem} change={change} />
        <ChoiceField
          label={t("field.queueId")}
          problem={problem("queueId")}
          value={value.queueId}
          choices={all.queue.map(({ id, name }) => ({ id, text: name }))}
          onChange={(queueId) => change({ queueId })}
        />
        <ChoiceField
          label={t("field.distribution")}
          problem={problem("distribution")}
          value={value.distribution}
          choices={(["push", "pick"] as const).map((id) => ({ id, text: t(`distribution.${id}`) }))}
          onChange={(distribution) => change({ distribution })}
        />
        {value.distribution === "push" && (
          <NumberField
            label={t("field.offerMs")}
            problem={problem("offerMs")}
            value={value.offerMs}
            unit={second}
            unitName={t("unit.seconds")}
            onChange={(offerMs) => change({ offerMs })}
          />
        )}
        <NumberField
          label={t("field.units")}
          hint={t("field.unitsHint")}
          problem={problem("units")}
          value={value.units}
          unitName={t("unit.units")}
          onChange={(units) => change({ units })}
        />
        <NumberField
          label={t("field.wrapUpMs")}
          hint={t("field.wrapUpHint")}
          problem={problem("wrapUpMs")}
          value={value.wrapUpMs}
          unit={minute}
          unitName={t("unit.minutes")}
          onChange={(wrapUpMs) => change({ wrapUpMs })}
        />
        <NumberField
          label={t("field.reconnectWindowMs")}
          problem={problem("reconnectWindowMs")}
          value={value.reconnectWindowMs}
          unit={minute}
          unitName={t("unit.minutes")}
          onChange={(reconnectWindowMs) => change({ reconnectWindowMs })}
        />
        <HoursField
          hoursId={value.hoursId}
          all={all}
          problem={problem("hoursId")}
          isOfQueue={false}
          onChange={(hoursId) => (hoursId ? change({ hoursId }) : clear("hoursId"))}
        />
        <SwitchField
          label={t("field.hidesMonitors")}
          hint={t("field.hidesMonitorsHint")}
          value={value.hidesMonitors ?? false}
          onChange={(isHidden) => (isHidden ? change({ hidesMonitors: true }) : clear("hidesMonitors"))}
        />
      </Section>
      <WorkstreamSkills value={value} all={all} problem={problem} change={change} clear={clear} />
    </>
  );
}
