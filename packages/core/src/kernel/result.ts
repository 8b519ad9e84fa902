/** Expected refusals are values. */
import type { ErrorCode, Refusal } from "@rinnalla/protocol";

export type { Refusal };

export function refuse(code: ErrorCode): Refusal {
  return { ok: false, code };
}

/** Milliseconds since 1970 UTC, always handed in. */
export type Instant = number;

/** Makes a switch that forgets a case a compile error. */
export function assertNever(value: never): never {
  throw new Error(`unreachable: ${JSON.stringify(value)}`);
}
