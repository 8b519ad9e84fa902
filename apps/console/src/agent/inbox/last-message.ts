/** The line of preview in the list: the newest thing that was said. */
import type { Log } from "../../store/log.ts";

export function lastMessageOf(log: Log): string | null {
  for (let i = log.events.length - 1; i >= 0; i--) {
    const event = log.events[i]?.event;
    if (event?.type === "messagePosted") return event.text;
  }
  return null;
}
