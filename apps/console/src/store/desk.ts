/** Folds `desk` and `presence` frames: first the whole, then what changed. */
import type { AgentView, ServerFrame } from "@rinnalla/protocol";
import type { Desk } from "./state.ts";

type PresenceFrame = Extract<ServerFrame, { t: "presence" }>;
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
  const skills = frame.isWhole ? new Map((frame.skills ?? []).map((one) => [one.id, one])) : desk.skills;
  const presences = frame.isWhole ? new Map((frame.presences ?? []).map((one) => [one.id, one])) : desk.presences;
  return { isLoaded: desk.isLoaded || frame.isWhole, conversations, agents, queues, callBacks, skills, presences };
}

export function foldPresence(desk: Desk, { agentId, ...shown }: Omit<PresenceFrame, "t">): Desk {
  const known = desk.agents.get(agentId);
  if (!known) return desk;
  // What is not said any more does not hold any more.
  const { customPresence: _custom, isBusyByLoad: _load, takesOffers: _offers, ...rest } = known;
  const own = shown.customPresence && desk.presences.get(shown.customPresence);
  const changed: AgentView = { ...rest, ...shown, ...(own && { takesOffers: own.takesOffers }) };
  return { ...desk, agents: new Map(desk.agents).set(agentId, changed) };
}
