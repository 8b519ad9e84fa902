/** The customer who goes is waited for, the agent's capacity held meanwhile (CHAT-03). */
import { decide, nothing, type Decision } from "../decision.ts";
import { endConversation } from "./end.ts";
import type { Turn } from "./turn.ts";

export function dropCustomer({ state, now }: Turn): Decision {
  if (state.ended || !state.isCustomerHere) return nothing;
  const until = now + state.terms.reconnectWindowMs;
  return decide([{ type: "customerLeft", until }], [{ type: "setTimer", timer: "customerWindow", dueAt: until }]);
}

export function returnCustomer({ state }: Turn): Decision {
  if (state.ended || state.isCustomerHere) return nothing;
  return decide([{ type: "customerReturned" }], [{ type: "clearTimer", timer: "customerWindow" }]);
}

export function closeCustomerWindow(turn: Turn): Decision {
  const { state, now } = turn;
  if (state.ended || state.customerWindowUntil === null || now < state.customerWindowUntil) return nothing;
  return endConversation(turn, "customerGone");
}
