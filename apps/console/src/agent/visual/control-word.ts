/** How the request for control stands, in one word; "refused" is told only by the log, the scope itself is then none again. */
import type { VisualState } from "@rinnalla/core";
import type { LoggedEvent } from "@rinnalla/protocol";

export type ControlWord = "visual.controlAsked" | "visual.controlGranted" | "visual.controlRefused";

export function controlWord(visual: VisualState, events: readonly LoggedEvent[]): ControlWord | null {
  if (visual.scopes.control === "asked") return "visual.controlAsked";
  if (visual.scopes.control === "granted") return "visual.controlGranted";
  for (let i = events.length - 1; i >= 0; i--) {
    const event = events[i]?.event;
    if (
      !event ||
      !("visualId" in event) ||
      event.visualId !== visual.id ||
      !("scope" in event) ||
      event.scope !== "control"
    )
      continue;
    return event.type === "visualScopeRefused" ? "visual.controlRefused" : null;
  }
  return null;
}
