/** Whether this supervisor may come into a colleague's call, and as what one is in it already (CALL-11). */
import type { AgentConfig, CallGuestRole, CallId, ConversationSummary } from "@rinnalla/protocol";

export function seatIn(
  { call, agentId }: ConversationSummary,
  me: Pick<AgentConfig, "id" | "role">,
): { readonly callId: CallId; readonly role: CallGuestRole | null } | null {
  if (!call || call.phase === "ended" || call.phase === "ringing") return null;
  if (me.role === "agent" || agentId === me.id) return null;
  return { callId: call.callId, role: call.guests?.find((guest) => guest.agentId === me.id)?.role ?? null };
}
