/** The name that every kind of setting has. */
import { limits } from "@rinnalla/protocol";
import { TextField } from "./fields.tsx";
import { useAdminText } from "./use-administration.ts";

export function NameField({
  value: { name },
  problem,
  change,
  label,
  hint,
}: {
  readonly value: { readonly name: string };
  readonly problem: (field: "name") => string | null;
  readonly change: (change: { readonly name: string }) => void;
  /** Where it is more than a name. */
  readonly label?: string;
  readonly hint?: string;
}) {
  const t = useAdminText();
  return (
    <TextField
      label={label ?? t("field.name")}
      hint={hint}
      problem={problem("name")}
      value={name}
      maxLength={limits.nameChars}
      onChange={(next) => change({ name: next })}
    />
  );
}
