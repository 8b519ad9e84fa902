/** The order in which outcomes are numbered on the wire. */
import type { CommandOutcome } from "../types.ts";

export const outcomes = [
  "done",
  "refused",
  "stale",
  "customerActing",
  "confirming",
  "declined",
] as const satisfies readonly CommandOutcome[];
