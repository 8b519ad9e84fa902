/** One queue: who answers it and how soon (SUP-01), and through which region its media goes (ROUTE-01, CALL-09). */
import { limits } from "@rinnalla/protocol";
import { Icon } from "../parts/icon.tsx";
import { ChecksField, NumberField, Section } from "./fields.tsx";
import type { FormProps } from "./form-props.ts";
import { HoursField } from "./hours-field.tsx";
import { MediaFields } from "./media-fields.tsx";
import { NameField } from "./name-field.tsx";
import { useAdminText } from "./use-administration.ts";

export function QueueForm({ value, all, problem, change, clear }: FormProps<"queue">) {
  const t = useAdminText();
  return (
    <>
      <Section title={value.name || t("admin.untitled")}>
        <NameField value={value} problem={problem} change={change} />
        <ChecksField
          label={t("field.agentIds")}
          hint={t("field.agentIdsHint")}
          problem={problem("agentIds")}
          value={value.agentIds}
          choices={all.agent.map(({ id, name }) => ({ id, text: name }))}
          onChange={(agentIds) => change({ agentIds })}
        />
        <HoursField
          hoursId={value.hoursId}
          all={all}
          problem={problem("hoursId")}
          isOfQueue
          onChange={(hoursId) => (hoursId ? change({ hoursId }) : clear("hoursId"))}
        />
        {value.agentIds.length === 0 && (
          <p className="banner banner-warn">
            <Icon name="alert" size={16} />
            {t("queue.noAgents")}
          </p>
        )}
        <NumberField
          label={t("field.serviceLevelMs")}
          hint={t("field.serviceLevelMsHint")}
          problem={problem("serviceLevelMs")}
          value={value.serviceLevelMs ?? limits.serviceLevelMs}
          unit={1000}
          unitName={t("unit.seconds")}
          onChange={(serviceLevelMs) => change({ serviceLevelMs })}
        />
      </Section>
      <MediaFields value={value} regions={all.mediaRegions} problem={problem} change={change} clear={clear} />
    </>
  );
}
