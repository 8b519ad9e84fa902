/** Folds `desk` and `presence` frames: first the whole, then what changed. */
import type { AgentId, AgentView, Presence, ServerFrame } from "@rinnalla/protocol";
import type { Desk } from "./state.ts";

type DeskFrame = Extract<ServerFrame, { t: "desk" }>;

export function foldDesk(desk: Desk, frame: DeskFrame): Desk {
  const conversations = new Map(frame.isWhole ? [] : desk.conversations);
  for (const summary of frame.conversations) conversations.set(summary.id, summary);
  for (const id of frame.gone) conversations.delete(id);
  const agents = new Map(frame.isWhole ? [] : desk.agents);
  for (const agent of frame.agents) agents.set(agent.id, agent);
  const queues = new Map(frame.isWhole ? [] : desk.queues);
  for (const queue of frame.queues) queues.set(queue.id, queue);
  const callBacks = new Map(frame.isWhole ? [] : desk.callBacks);
  for (const callBack of frame.callBacks ?? []) callBacks.set(callBack.conversationId, callBack);
  for (const id of frame.callBacksGone ?? []) callBacks.delete(id);
  return { isLoaded: desk.isLoaded || frame.isWhole, conversations, agents, queues, callBacks };
}

export function foldPresence(desk: Desk, agentId: AgentId, presence: Presence): Desk {
  const known = desk.agents.get(agentId);
  if (!known || known.presence === presence) return desk;
  const changed: AgentView = { ...known, presence };
  return { ...desk, agents: new Map(desk.agents).set(agentId, changed) };
}
