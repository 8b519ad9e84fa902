/** Region and relay policy, which a queue and a widget have alike (CALL-09). */
import type { MediaChoice } from "@rinnalla/protocol";
import { ChoiceField, Section } from "./fields.tsx";
import { useAdminText } from "./use-administration.ts";

export function MediaFields({
  value: { mediaRegion, isRelayOnly },
  regions,
  problem,
  change,
  clear,
}: {
  readonly value: MediaChoice;
  readonly regions: readonly string[];
  readonly problem: (field: keyof MediaChoice) => string | null;
  readonly change: (change: MediaChoice) => void;
  readonly clear: (field: keyof MediaChoice) => void;
}) {
  const t = useAdminText();
  const isUnset = mediaRegion === undefined && isRelayOnly === undefined;
  if (regions.length === 0 && isUnset)
    return (
      <Section title={t("section.media")}>
        <p className="field-hint">{t("media.none")}</p>
      </Section>
    );
  // One that is pinned and no longer configured is shown as what it is.
  const known = mediaRegion === undefined || regions.includes(mediaRegion) ? regions : [...regions, mediaRegion];
  return (
    <Section title={t("section.media")}>
      <p className="field-hint">{regions.length === 0 ? t("media.none") : t("media.order")}</p>
      <ChoiceField
        label={t("field.mediaRegion")}
        problem={problem("mediaRegion")}
        value={mediaRegion ?? ""}
        choices={[{ id: "", text: t("mediaRegion.inherit") }, ...known.map((name) => ({ id: name, text: name }))]}
        onChange={(name) => (name === "" ? clear("mediaRegion") : change({ mediaRegion: name }))}
      />
      <ChoiceField
        label={t("field.isRelayOnly")}
        problem={problem("isRelayOnly")}
        value={isRelayOnly === undefined ? "inherit" : isRelayOnly ? "true" : "false"}
        choices={(["inherit", "true", "false"] as const).map((id) => ({ id, text: t(`relayOnly.${id}`) }))}
        onChange={(id) => (id === "inherit" ? clear("isRelayOnly") : change({ isRelayOnly: id === "true" }))}
      />
    </Section>
  );
}
