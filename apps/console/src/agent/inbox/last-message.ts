/** The line of preview in the list: the newest thing that was said. A PIN is not shown to who looks over the shoulder. */
import type { MessageKind } from "@rinnalla/protocol";
import type { Log } from "../../store/log.ts";

export function lastMessageOf(log: Log): { readonly kind: MessageKind; readonly text: string } | null {
  for (let i = log.events.length - 1; i >= 0; i--) {
    const event = log.events[i]?.event;
    if (event?.type === "messagePosted") return { kind: event.kind, text: event.text };
  }
  return null;
}
