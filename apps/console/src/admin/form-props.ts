/** What each form is given: a value, what speaks against its fields, and where changes go. */
import type { ConfigByKind, ConfigKind, Configuration } from "@rinnalla/protocol";

export interface FormProps<Kind extends ConfigKind> {
  readonly value: ConfigByKind[Kind];
  readonly all: Configuration;
  readonly isNew: boolean;
  /** The words under a field; null: nothing speaks against it, or it is too early to say so. */
  readonly problem: (field: keyof ConfigByKind[Kind] & string) => string | null;
  readonly change: (change: Partial<ConfigByKind[Kind]>) => void;
  /** Takes an optional property away. */
  readonly clear: (field: keyof ConfigByKind[Kind]) => void;
}
