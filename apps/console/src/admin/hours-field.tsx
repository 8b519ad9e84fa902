/** Which operating hours a queue or a workstream has (CHAT-04). */
import type { Configuration, HoursId } from "@rinnalla/protocol";
import { ChoiceField } from "./fields.tsx";
import { useAdminText } from "./use-administration.ts";

export function HoursField({
  hoursId,
  all,
  problem,
  isOfQueue,
  onChange,
}: {
  readonly hoursId: HoursId | undefined;
  readonly all: Configuration;
  readonly problem: string | null;
  readonly isOfQueue: boolean;
  /** Undefined: none of its own. */
  readonly onChange: (hoursId: HoursId | undefined) => void;
}) {
  const t = useAdminText();
  return (
    <ChoiceField
      label={t("field.hoursId")}
      hint={t("field.hoursHint")}
      problem={problem}
      value={(hoursId as string | undefined) ?? ""}
      choices={[
        { id: "", text: t(isOfQueue ? "hours.asWorkstream" : "hours.always") },
        ...all.hours.map(({ id, name }) => ({ id: id as string, text: name })),
      ]}
      onChange={(id) => onChange(id === "" ? undefined : (id as HoursId))}
    />
  );
}
