/** Schema pieces that several messages share. */
import { Type, type TUnsafe } from "typebox";
import { limits } from "./limits.ts";

/** An id made by `newId`, by a seed or by an older release: 1-64 URL-safe characters. */
export function Id<Name extends string>(): TUnsafe<Name> {
  return Type.Unsafe<Name>(Type.String({ minLength: 1, maxLength: limits.idChars, pattern: "^[A-Za-z0-9_-]+$" }));
}

export const LocaleSchema = Type.Union([Type.Literal("en"), Type.Literal("fi"), Type.Literal("sv")]);
export const closed = { additionalProperties: false } as const;
