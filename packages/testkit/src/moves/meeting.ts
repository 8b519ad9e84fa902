/** What a random walk's move meets, and who of the staff may say it. */
import type { Command } from "@rinnalla/core";
import type { Actor, CallId, ClientId, OfferId, RecordingId, VisualId } from "@rinnalla/protocol";
import { aino, id, otso, saga, ville } from "../people.ts";
import type { Scenario } from "../scenario.ts";

/** What a move is made for: a scenario, or what a server knows of a conversation. */
export type Ground = Pick<Scenario, "state"> & { readonly log: { readonly length: number } };

export interface Meeting {
  readonly on: Ground;
  readonly pick: number;
  readonly callId: CallId;
  readonly visualId: VisualId;
  readonly offerId: OfferId;
  readonly recordingId: RecordingId;
  readonly visualRecordingId: RecordingId;
  /** Somebody who may be a guest, with a page; mostly one who is. */
  readonly guest: Actor & { readonly kind: "agent" };
  readonly guestPage: ClientId;
  /** The primary agent, or else one of the two. */
  readonly agent: Actor & { readonly kind: "agent" };
  readonly tab: ClientId;
  readonly desk: ClientId;
  /** The customer with `tab` as page, or the agent with `desk`. */
  readonly side: Actor;
  readonly page: ClientId;
}

export type Say = readonly [by: Actor, command: Command];
export type Make = (meeting: Meeting) => Say;

const agents = [aino, ville] as const;
export const staff = [aino, ville, saga, otso] as const;

export function oneOf(pick: number): (typeof agents)[number] {
  return agents[pick % 2 ? 0 : 1];
}

export function colleague(pick: number): (typeof staff)[number] {
  return staff[pick % staff.length] ?? ville;
}

export function otherThan(agent: Actor & { readonly kind: "agent" }): (typeof agents)[number] {
  return agent.agentId === aino.agentId ? ville : aino;
}

export function invitedTo(on: Ground): Actor | undefined {
  return staff.find((one) => one.agentId === on.state.call?.invited?.agentId);
}

export function takerIn(on: Ground): Actor | undefined {
  return staff.find((one) => one.agentId === on.state.callBack?.agent?.agentId);
}

export function newCallId(on: Ground): CallId {
  return id<CallId>(`call${on.log.length}`);
}

export function offeredTo(on: Ground): Actor | undefined {
  return agents.find((agent) => agent.agentId === on.state.offer?.agentId);
}
