import type { ConversationId, LoggedEvent } from "@rinnalla/protocol";
import type { Store } from "@rinnalla/storage";

/** All of a conversation, for what needs it at once. */
export async function wholeLog(store: Store, id: ConversationId): Promise<readonly LoggedEvent[]> {
  const log: LoggedEvent[] = [];
  for (;;) {
    const page = await store.readLog(id, log.length);
    log.push(...page.events);
    if (page.isLast) return log;
  }
}
