/** The row and the list entry that stand for a conversation. */
import type { CallBackInSummary, CallInSummary, ConversationSummary } from "@rinnalla/protocol";
import type { CallBackState } from "../call/request.ts";
import type { CallState } from "../call/state.ts";
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
    agentSince: state.agentSince,
    offer: state.offer,
    call: state.call && state.call.phase !== "ended" ? callIn(state.call) : null,
    visual:
      state.visual && state.visual.phase !== "ended"
        ? { visualId: state.visual.id, kind: state.visual.kind, phase: state.visual.phase }
        : null,
    units: state.terms.units,
    ...(state.terms.skillIds?.length
      ? { skills: { ids: state.terms.skillIds, relaxMs: state.terms.skillRelaxMs ?? null } }
      : {}),
    isCustomerHere: state.isCustomerHere,
    wrapUpUntil: state.wrapUpUntil,
    ...(state.participants.length > 0 ? { participants: state.participants } : {}),
    ...(state.consultAsked ? { consultAsked: state.consultAsked } : {}),
    ...(state.transfer ? { transfer: state.transfer } : {}),
    ...(state.callRequest ? { callRequest: state.callRequest } : {}),
    ...(state.waits.length > 0 ? { waits: state.waits } : {}),
    ...(state.callBack ? { callBack: callBackIn(state.callBack) } : {}),
  };
}

function callBackIn({ askedAt, wantedAt, note, agent, message }: CallBackState): CallBackInSummary {
  return {
    askedAt,
    wantedAt,
    note,
    agentId: agent?.agentId ?? null,
    agentName: agent?.name ?? null,
    ...(message ? { message } : {}),
  };
}

/** What most calls do not have is left out: lists are long. */
function callIn({ id: callId, mode, phase, connectedAt, isHeld, guests, invited, transfer }: CallState): CallInSummary {
  return {
    callId,
    mode,
    phase,
    ...(connectedAt === null ? {} : { since: connectedAt }),
    ...(isHeld ? { isHeld } : {}),
    ...(guests.length > 0 ? { guests: guests.map(({ agentId, name, role }) => ({ agentId, name, role })) } : {}),
    ...(invited ? { invited } : {}),
    ...(transfer ? { transfer: { queueId: transfer.queueId, takenBy: transfer.takenBy } } : {}),
  };
}
