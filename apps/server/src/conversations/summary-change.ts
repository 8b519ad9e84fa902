/** Most appends are messages, which change nothing that lists show: their summary is neither made nor written. */
import { summarise, type ConversationState } from "@rinnalla/core";
import type { ConversationEvent, ConversationSummary } from "@rinnalla/protocol";

const plain: ReadonlySet<ConversationEvent["type"]> = new Set([
  "messagePosted",
  "visualActed",
  "visualPinRefused",
  "surveyAnswered",
  "transcriptMailAsked",
  "transcriptMailed",
  "transcriptMailFailed",
  "callQualityReported",
]);

/** The new summary, or `null` when it is as before. */
export function changedSummary(
  before: ConversationState | null,
  state: ConversationState,
  events: readonly ConversationEvent[],
): ConversationSummary | null {
  if (before && events.every((event) => plain.has(event.type))) return null;
  const summary = summarise(state);
  return before && JSON.stringify(summarise(before)) === JSON.stringify(summary) ? null : summary;
}
