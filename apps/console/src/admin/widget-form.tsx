/** One widget: how it looks, where it may stand, and what may be done from it (ADM-01, CALL-01, VIS-01). */
import { providersFor } from "@rinnalla/core";
import { limits, type ProviderChoice } from "@rinnalla/protocol";
import { lazy, Suspense } from "react";
import { AskingFields } from "./asking-fields.tsx";
import { AttachmentFields } from "./attachment-fields.tsx";
import { CopyLine } from "./copy-line.tsx";
import { ChecksField, ChoiceField, NumberField, Section, SwitchField, TextField } from "./fields.tsx";
import type { FormProps } from "./form-props.ts";
import { IdentityFields } from "./identity-fields.tsx";
import { InviteRules } from "./invite-rules.tsx";
import { MediaFields } from "./media-fields.tsx";
import { NameField } from "./name-field.tsx";
import { WidgetSkills } from "./skill-fields.tsx";
import { useAdminText } from "./use-administration.ts";
import { WidgetTexts } from "./widget-texts.tsx";

const PreviewSection = lazy(() =>
  import("./preview/preview-section.tsx").then(({ PreviewSection }) => ({ default: PreviewSection })),
);

export function WidgetForm({ value, all, isNew, problem, change, clear }: FormProps<"widget">) {
  const t = useAdminText();
  const provider = (field: "cobrowse" | "screenShare") => (
    <ChoiceField
      label={t(`field.${field}`)}
      problem={problem(field)}
      value={value[field] ?? "none"}
      choices={[
        ...providersFor(field, all.provider).map(({ id, name }) => ({
          id: id as string,
          text: id === "builtin" ? t("provider.builtin") : name,
        })),
        { id: "none", text: t("provider.none") },
      ]}
      onChange={(id) => change({ [field]: id === "none" ? null : (id as ProviderChoice) })}
    />
  );
  return (
    <>
      <Section title={t("section.look")}>
        <NameField value={value} problem={problem} change={change} hint={t("field.nameHint")} />
        <TextField
          label={t("field.organisation")}
          hint={t("field.organisationHint")}
          problem={problem("organisation")}
          value={value.organisation}
          maxLength={limits.nameChars}
          onChange={(organisation) => change({ organisation })}
        />
        <div className="field-color">
          <TextField
            label={t("field.color")}
            problem={problem("color")}
            value={value.color}
            maxLength={7}
            onChange={(color) => change({ color })}
          />
          <input
            type="color"
            aria-label={t("field.color")}
            value={/^#[0-9a-f]{6}$/i.test(value.color) ? value.color : "#000000"}
            onChange={(event) => change({ color: event.currentTarget.value })}
          />
        </div>
        <ChecksField
          label={t("field.locales")}
          problem={problem("locales")}
          value={value.locales}
          choices={(["fi", "sv", "en"] as const).map((id) => ({ id, text: t(`locale.${id}`) }))}
          onChange={(locales) => change({ locales })}
        />
        <TextField
          label={t("field.allowedOrigins")}
          hint={t("field.allowedOriginsHint")}
          problem={problem("allowedOrigins")}
          rows={3}
          value={value.allowedOrigins.join("\n")}
          onChange={(text) => change({ allowedOrigins: text === "" ? [] : text.split("\n") })}
        />
        <ChoiceField
          label={t("field.workstreamId")}
          problem={problem("workstreamId")}
          value={value.workstreamId}
          choices={all.workstream.map(({ id, name }) => ({ id, text: name }))}
          onChange={(workstreamId) => change({ workstreamId })}
        />
      </Section>
      <WidgetTexts value={value} problem={problem} change={change} clear={clear} />
      <Section title={t("section.calls")}>
        <ChoiceField
          label={t("field.calls")}
          problem={problem("calls")}
          value={value.calls}
          choices={(["none", "voice", "voiceAndVideo"] as const).map((id) => ({ id, text: t(`calls.${id}`) }))}
          onChange={(calls) => change({ calls })}
        />
        {value.calls !== "none" && (
          <>
            <NumberField
              label={t("field.ringMs")}
              problem={problem("ringMs")}
              value={value.ringMs ?? limits.ringMs}
              unit={1000}
              unitName={t("unit.seconds")}
              onChange={(ringMs) => change({ ringMs })}
            />
            <SwitchField
              label={t("field.customerMayAskCall")}
              value={value.customerMayAskCall ?? false}
              onChange={(customerMayAskCall) => change({ customerMayAskCall })}
            />
            <SwitchField
              label={t("field.customerSeesListeners")}
              hint={t("field.customerSeesListenersHint")}
              value={value.customerSeesListeners ?? false}
              onChange={(customerSeesListeners) => change({ customerSeesListeners })}
            />
            <SwitchField
              label={t("field.mayRecord")}
              hint={t("field.mayRecordHint")}
              value={value.mayRecord ?? false}
              onChange={(mayRecord) => change({ mayRecord })}
            />
            {value.mayRecord === true && (
              <NumberField
                label={t("field.recordingDays")}
                problem={problem("recordingDays")}
                value={value.recordingDays ?? limits.recordingDays}
                unitName={t("unit.days")}
                onChange={(recordingDays) => change({ recordingDays })}
              />
            )}
            <ChoiceField
              label={t("field.callContinuity")}
              problem={problem("callContinuity")}
              value={value.callContinuity ?? "shell"}
              choices={(["shell", "window", "rejoin"] as const).map((id) => ({ id, text: t(`callContinuity.${id}`) }))}
              onChange={(callContinuity) => change({ callContinuity })}
            />
          </>
        )}
      </Section>
      <Section title={t("section.visual")}>
        {provider("cobrowse")}
        {provider("screenShare")}
        {value.cobrowse !== null && (
          <TextField
            label={t("field.viewingRules")}
            hint={t("field.viewingRulesHint")}
            problem={problem("viewingRules")}
            rows={4}
            value={(value.viewingRules ?? []).join("\n")}
            onChange={(text) => (text === "" ? clear("viewingRules") : change({ viewingRules: text.split("\n") }))}
          />
        )}
        {value.cobrowse === "builtin" && (
          <Suspense>
            <PreviewSection key={value.id} widget={value} isNew={isNew} />
          </Suspense>
        )}
        {(value.cobrowse ?? value.screenShare) !== null && (
          <SwitchField
            label={t("field.visualRecording")}
            hint={t("field.visualRecordingHint")}
            value={value.visualRecording === "allowed"}
            onChange={(isAllowed) => change({ visualRecording: isAllowed ? "allowed" : "off" })}
          />
        )}
        {value.visualRecording === "allowed" && (
          <NumberField
            label={t("field.visualRecordingDays")}
            problem={problem("visualRecordingDays")}
            value={value.visualRecordingDays ?? limits.recordingDays}
            unitName={t("unit.days")}
            onChange={(visualRecordingDays) => change({ visualRecordingDays })}
          />
        )}
      </Section>
      <InviteRules value={value} problem={problem} change={change} clear={clear} />
      <WidgetSkills value={value} all={all} problem={problem} change={change} clear={clear} />
      <AskingFields value={value} problem={problem} change={change} clear={clear} />
      <AttachmentFields value={value} problem={problem} change={change} />
      <IdentityFields value={value} problem={problem} change={change} clear={clear} />
      <MediaFields value={value} regions={all.mediaRegions} problem={problem} change={change} clear={clear} />
      <Section title={t("section.embed")}>
        <p className="field-hint">{t(isNew ? "embed.unsaved" : "embed.text")}</p>
        {!isNew && (
          <CopyLine
            label={t("section.embed")}
            text={`<script async src="${location.origin}/widget/loader.js" data-widget="${value.id}"></script>`}
          />
        )}
      </Section>
    </>
  );
}
