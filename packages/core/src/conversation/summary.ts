/** The row and the list entry that stand for a conversation. */
import type { ConversationSummary } from "@rinnalla/protocol";
import type { ConversationState } from "./state.ts";

export function summarise(state: ConversationState): ConversationSummary {
  return {
    id: state.id,
    status: state.status,
    queueId: state.queueId,
    customerName: state.customerName,
    openedAt: state.openedAt,
    waitingSince: state.waitingSince,
    agentId: state.agent?.agentId ?? null,
    agentName: state.agent?.name ?? null,
    offer: state.offer,
    call:
      state.call && state.call.phase !== "ended"
        ? { callId: state.call.id, mode: state.call.mode, phase: state.call.phase }
        : null,
    visual:
      state.visual && state.visual.phase !== "ended"
        ? { visualId: state.visual.id, kind: state.visual.kind, phase: state.visual.phase }
        : null,
    units: state.terms.units,
    isCustomerHere: state.isCustomerHere,
    wrapUpUntil: state.wrapUpUntil,
  };
}
