/** The two sections of the conversation list and the offers, out of the desk (ROUTE-01). */
import type { AgentId, ConversationSummary } from "@rinnalla/protocol";
import type { Desk } from "../../store/state.ts";
import { isBeside, isMine } from "../../store/view.ts";

export interface Sections {
  /** Those that need the agent first: active, then waiting for the customer, then wrap-up. */
  readonly mine: readonly ConversationSummary[];
  /** Somebody else's that I am in: consulted, monitoring or joined (ROUTE-07). */
  readonly beside: readonly ConversationSummary[];
  /** In the order in which they will be served. */
  readonly queue: readonly ConversationSummary[];
  /** Offered to me, the oldest first. */
  readonly offers: readonly ConversationSummary[];
}

const rank: Readonly<Record<ConversationSummary["status"], number>> = {
  open: 0,
  active: 0,
  waiting: 1,
  wrapUp: 2,
  closed: 3,
};

/** For an agent, or with its call for one of a queue (CALL-11). */
function isWaiting({ status, agentId, call }: ConversationSummary): boolean {
  if (call?.transfer) return call.transfer.takenBy === null;
  return status === "open" && agentId === null;
}

export function sectionsOf(desk: Desk, me: AgentId): Sections {
  const all = [...desk.conversations.values()];
  const queueIds = new Set(desk.agents.get(me)?.queueIds ?? []);
  const isOfferedToMe = (one: ConversationSummary) => one.offer?.agentId === me;
  return {
    mine: all
      .filter((one) => isMine(one, me))
      .sort((a, b) => rank[a.status] - rank[b.status] || a.openedAt - b.openedAt),
    beside: all.filter((one) => isBeside(one, me)).sort((a, b) => a.openedAt - b.openedAt),
    queue: all
      .filter(
        (one) =>
          !isOfferedToMe(one) &&
          one.agentId !== me &&
          isWaiting(one) &&
          queueIds.has(one.call?.transfer?.queueId ?? one.queueId),
      )
      .sort((a, b) => (a.waitingSince ?? a.openedAt) - (b.waitingSince ?? b.openedAt)),
    offers: all.filter(isOfferedToMe).sort((a, b) => (a.offer?.expiresAt ?? 0) - (b.offer?.expiresAt ?? 0)),
  };
}
