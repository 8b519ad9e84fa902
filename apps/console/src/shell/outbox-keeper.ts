/** Unanswered commands of this tab, kept over a reload. */
import type { OutboxEntry, OutboxKeeper } from "@rinnalla/client";

const key = "rinnalla.console.outbox";

export function outboxKeeper(storage: Pick<Storage, "getItem" | "setItem">): OutboxKeeper {
  return {
    load: () => {
      try {
        const kept: unknown = JSON.parse(storage.getItem(key) ?? "[]");
        return Array.isArray(kept) ? (kept as OutboxEntry[]) : [];
      } catch {
        return [];
      }
    },
    save: (entries) => {
      try {
        storage.setItem(key, JSON.stringify(entries));
      } catch {
        // Full or forbidden: they live as long as the page.
      }
    },
  };
}
