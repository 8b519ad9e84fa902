/**
 * Which consoles of one agent are in front in this browser, and what they show (CHAT-10). A console in front holds a lock whose name says so; the
 * browser lets go of it with the tab, however that ends, so nobody has to be asked and nothing gets stale.
 */
import type { AgentId, ConversationId } from "@rinnalla/protocol";

export interface Fronts {
  /** This tab's own part in it: `undefined`: not in front. */
  readonly set: (view: ConversationId | null | undefined) => void;
  /** Of all tabs in front, the conversation in view. */
  readonly all: () => Promise<readonly (ConversationId | null)[]>;
  readonly close: () => void;
}

export function joinFronts(agentId: AgentId): Fronts {
  const prefix = `rinnalla.front ${agentId} `;
  const { locks } = navigator as { locks?: LockManager };
  let own: ConversationId | null | undefined;
  let release: AbortController | null = null;
  const set: Fronts["set"] = (view) => {
    if (view === own) return;
    own = view;
    release?.abort();
    release = null;
    if (view === undefined || !locks) return;
    const ends = (release = new AbortController());
    // Shared: two windows may stand side by side.
    void locks.request(`${prefix}${view ?? ""}`, { mode: "shared" }, async () => {
      if (ends.signal.aborted) return;
      await new Promise<void>((end) => ends.signal.addEventListener("abort", () => end(), { once: true }));
    });
  };
  return {
    set,
    async all() {
      const held = (await locks?.query())?.held ?? [];
      const others = held
        .flatMap(({ name }) => (name?.startsWith(prefix) ? [name.slice(prefix.length)] : []))
        .map((id) => (id === "" ? null : (id as ConversationId)));
      return own === undefined ? others : [...others, own];
    },
    close: () => set(undefined),
  };
}
