/** What each form is given: a value, what speaks against its fields, and where changes go. */
import type { ConfigByKind, ConfigKind, Configuration } from "@rinnalla/protocol";

/** A property, or one inside of one: `identity.issuer`. */
type FieldOf<Kind extends ConfigKind> =
  | (keyof ConfigByKind[Kind] & string)
  | `${keyof ConfigByKind[Kind] & string}.${string}`;

export interface FormProps<Kind extends ConfigKind> {
  readonly value: ConfigByKind[Kind];
  readonly all: Configuration;
  readonly isNew: boolean;
  /** The words under a field; null: nothing speaks against it, or it is too early to say so. */
  readonly problem: (field: FieldOf<Kind>) => string | null;
  readonly change: (change: Partial<ConfigByKind[Kind]>) => void;
  /** Takes an optional property away. */
  readonly clear: (field: keyof ConfigByKind[Kind]) => void;
}
