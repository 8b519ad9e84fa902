/**
 * Colleagues in the conversation beside its primary agent: one who is consulted aside, a supervisor who monitors or joins (ROUTE-07).
 * As with the guests of a call (`call/guests.ts`), but none of them holds capacity: who only reads or advises goes on with the own work.
 */
import { limits } from "@rinnalla/protocol";
import type { Actor, AgentId, ConversationEvent, ParticipantRole, Refusal } from "@rinnalla/protocol";
import { decide, nothing, type Decision } from "../decision.ts";
import type { Effect } from "../effects.ts";
import { refuse } from "../kernel/result.ts";
import type { Command } from "./commands.ts";
import type { ConversationState, Participant } from "./state.ts";
import type { Turn } from "./turn.ts";

export type ParticipantCommand = Extract<
  Command,
  {
    type:
      | "askConsult"
      | "cancelConsult"
      | "withdrawConsult"
      | "acceptConsult"
      | "declineConsult"
      | "dismissParticipant"
      | "joinConversation"
      | "changeParticipantRole"
      | "leaveConversation"
      | "participantLost";
  }
>;

/** `pickedName`: of the colleague whom the command names; `null` if there is none of that id. */
export function stepParticipants(
  turn: Turn,
  command: ParticipantCommand,
  pickedName: string | null,
): Decision | Refusal {
  const { state, by } = turn;
  switch (command.type) {
    case "participantLost":
      return lose(state, command.agentId);
    case "withdrawConsult":
      return state.consultAsked?.agentId === command.agentId ? endAsk(state, "expired") : nothing;
    case "cancelConsult":
      return state.consultAsked?.agentId === command.agentId ? endAsk(state, "cancelled") : nothing;
    case "dismissParticipant": {
      const participant = participantOf(state, command.agentId);
      if (!participant) return nothing;
      // A supervisor who looks after the conversation is not the agent's to send away.
      return participant.role === "consult" ? part(participant, "dismissed") : refuse("notAllowed");
    }
    case "askConsult":
      return ask(turn, command.agentId, pickedName);
    default:
      return by.kind === "agent" ? decideOwn(state, by, command) : refuse("notAllowed");
  }
}

type OwnCommand = Exclude<
  ParticipantCommand,
  { type: "participantLost" | "cancelConsult" | "withdrawConsult" | "dismissParticipant" | "askConsult" }
>;

/** What colleagues say of themselves. */
function decideOwn(
  state: ConversationState,
  by: Extract<Actor, { kind: "agent" }>,
  command: OwnCommand,
): Decision | Refusal {
  const own = participantOf(state, by.agentId);
  switch (command.type) {
    case "joinConversation":
      if (own) return own.role === command.role ? nothing : changeRole(state, own, command.role);
      return enter(state, by, command.role);
    case "changeParticipantRole":
      if (!own) return refuse("wrongState");
      if (own.role === command.role) return nothing;
      // To be there unseen by the customer without being asked is a supervisor's; to take part is open to who was called in.
      if (command.role === (by.role === "agent" ? "monitor" : "consult")) return refuse("notAllowed");
      return changeRole(state, own, command.role);
    case "leaveConversation":
      return own ? part(own, "left") : nothing;
    case "acceptConsult":
      if (state.consultAsked?.agentId !== by.agentId) return own ? nothing : refuse("offerGone");
      if (own) return changeRole(state, own, "consult");
      return enter(state, by, "consult");
    case "declineConsult":
      return state.consultAsked?.agentId === by.agentId ? endAsk(state, "declined") : nothing;
  }
}

export function participantOf(
  { participants }: Pick<ConversationState, "participants">,
  agentId: AgentId,
): Participant | null {
  return participants.find((one) => one.agentId === agentId) ?? null;
}

/** Takes part in what the customer sees. */
export function hasJoined(state: ConversationState, agentId: AgentId): boolean {
  return participantOf(state, agentId)?.role === "join";
}

/** Whom the primary agent knows to read along in what is said aside. */
export function hasColleague({ participants, consultAsked }: ConversationState): boolean {
  return consultAsked !== null || participants.some((one) => !one.isUnseen);
}

/** Taken away with the agent whom they advised, or with the end; who monitors or has joined stays through a change of agents. */
export function cutParticipants(state: ConversationState, isEnd: boolean, next: AgentId | null): Decision {
  const gone = state.participants.filter(({ agentId, role }) => agentId !== next && (isEnd || role === "consult"));
  const events = gone.flatMap((one) => part(one, "ended").events);
  if (!state.consultAsked) return decide(events);
  const asked = endAsk(state, "cancelled");
  return decide([...asked.events, ...events], asked.effects);
}

function ask({ state, now }: Turn, agentId: AgentId, name: string | null): Decision | Refusal {
  if (state.ended) return refuse("conversationEnded");
  if (name === null) return refuse("notFound");
  const { consultAsked } = state;
  if (consultAsked) return consultAsked.agentId === agentId ? nothing : refuse("wrongState");
  if (state.agent?.agentId === agentId || state.participants.length >= limits.participants) return refuse("wrongState");
  const known = participantOf(state, agentId);
  // Who monitors unseen may be asked as if not there.
  if (known && !known.isUnseen) return refuse("wrongState");
  const until = now + limits.consultMs;
  return decide(
    [{ type: "consultAsked", agentId, name, until }],
    [{ type: "setTimer", timer: "consult", dueAt: until }],
  );
}

export function expireConsult({ state, now }: Turn): Decision {
  return state.consultAsked && now >= state.consultAsked.until ? endAsk(state, "expired") : nothing;
}

function endAsk(state: ConversationState, because: "declined" | "expired" | "cancelled"): Decision {
  if (!state.consultAsked) return nothing;
  return decide(
    [{ type: "consultAskEnded", agentId: state.consultAsked.agentId, because }],
    [{ type: "clearTimer", timer: "consult" }],
  );
}

function enter(
  state: ConversationState,
  { agentId, name }: Extract<Actor, { kind: "agent" }>,
  role: ParticipantRole,
): Decision | Refusal {
  if (state.ended) return refuse("conversationEnded");
  // Nobody sits beside oneself, or beside nobody.
  if (!state.agent || state.agent.agentId === agentId) return refuse("wrongState");
  const { participants, consultAsked } = state;
  // A place is kept for whoever is asked.
  const kept = consultAsked && consultAsked.agentId !== agentId ? 1 : 0;
  if (participants.length + kept >= limits.participants) return refuse("wrongState");
  return decide(
    [{ type: "participantJoined", agentId, name, role, ...unseen(state, role) }],
    answered(state, agentId, role),
  );
}

function changeRole(state: ConversationState, own: Participant, role: ParticipantRole): Decision {
  const { agentId, name, role: was } = own;
  // `isUnseen` is of the monitoring, at whichever end of the change it lies.
  const hidden = unseen(state, role === "monitor" ? role : was);
  return decide(
    [{ type: "participantRoleChanged", agentId, name, role, was, ...hidden }],
    answered(state, agentId, role),
  );
}

function part(
  { agentId, name, role, isUnseen }: Participant,
  because: Extract<ConversationEvent, { type: "participantLeft" }>["because"],
): Decision {
  return decide([{ type: "participantLeft", agentId, name, role, because, ...(isUnseen && { isUnseen }) }]);
}

/** No console of theirs came back in time. */
function lose(state: ConversationState, agentId: AgentId): Decision {
  const known = participantOf(state, agentId);
  const left = known ? part(known, "lost") : nothing;
  if (state.consultAsked?.agentId !== agentId) return left;
  const asked = endAsk(state, "expired");
  return decide([...left.events, ...asked.events], asked.effects);
}

function unseen({ terms }: ConversationState, role: ParticipantRole): { readonly isUnseen?: true } {
  return role === "monitor" && terms.hidesMonitors ? { isUnseen: true } : {};
}

/** Reading along is no answer to the question. */
function answered({ consultAsked }: ConversationState, agentId: AgentId, role: ParticipantRole): readonly Effect[] {
  return consultAsked?.agentId === agentId && role !== "monitor" ? [{ type: "clearTimer", timer: "consult" }] : [];
}
