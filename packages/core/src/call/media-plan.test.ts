import type { AgentId, CallGuestRole, CallId, ClientId } from "@rinnalla/protocol";
import { describe, expect, test } from "vitest";
import { mediaPlan, type PlannedLink } from "./media-plan.ts";
import type { CallGuest, CallState } from "./state.ts";

const [agent, customer, saga, ville] = ["agent", "customer", "saga", "ville"] as unknown as [
  ClientId,
  ClientId,
  ClientId,
  ClientId,
];
const guest = (clientId: ClientId, role: CallGuestRole): CallGuest => ({
  agentId: `a_${clientId}` as AgentId,
  name: clientId,
  clientId,
  role,
  lostUntil: null,
});
const call = (guests: readonly CallGuest[], isHeld = false): CallState => ({
  id: "call" as CallId,
  mode: "voice",
  phase: "connected",
  agentId: "a_agent" as AgentId,
  startedAt: 0,
  ringUntil: 0,
  answer: "audio",
  connectedAt: 0,
  clients: { agent, customer },
  lost: { agent: false, customer: false },
  lostUntil: { agent: null, customer: null },
  isHeld,
  guests,
  invited: null,
  transfer: null,
  recording: null,
  quality: { agent: null, customer: null },
  end: null,
});
const link = (clientId: ClientId, part: Partial<PlannedLink>): PlannedLink => ({
  clientId,
  isOffering: false,
  isHeard: true,
  sendsAudio: true,
  sendsVideo: true,
  passesOn: [],
  ...part,
});

describe("[CALL-11] what a page does on each link beside the call's own", () => {
  test("of two there is none", () => {
    expect(mediaPlan(call([]), agent)).toEqual([]);
    expect(mediaPlan(call([]), customer)).toEqual([]);
  });
  test("who listens sends nothing, and gets the customer through the agent's page", () => {
    const of = call([guest(saga, "listen")]);
    expect(mediaPlan(of, saga)).toEqual([link(agent, { sendsAudio: false, sendsVideo: false })]);
    expect(mediaPlan(of, agent)).toEqual([link(saga, { isOffering: true, isHeard: false, passesOn: [customer] })]);
    expect(mediaPlan(of, customer)).toEqual([]);
  });
  test("who whispers is heard by the agent alone, without a picture", () => {
    const of = call([guest(saga, "whisper")]);
    expect(mediaPlan(of, saga)).toEqual([link(agent, { sendsVideo: false })]);
    expect(mediaPlan(of, agent)).toEqual([link(saga, { isOffering: true, passesOn: [customer] })]);
    expect(mediaPlan(of, customer)).toEqual([]);
  });
  test("who joins has a link to both; nothing is passed on", () => {
    const of = call([guest(saga, "join")]);
    expect(mediaPlan(of, agent)).toEqual([link(saga, { isOffering: true })]);
    expect(mediaPlan(of, customer)).toEqual([link(saga, {})]);
    expect(mediaPlan(of, saga)).toEqual([link(agent, {}), link(customer, { isOffering: true })]);
  });
  test("who is consulted has the agent alone", () => {
    const of = call([guest(ville, "consult")], true);
    expect(mediaPlan(of, ville)).toEqual([link(agent, {})]);
    expect(mediaPlan(of, agent)).toEqual([link(ville, { isOffering: true })]);
    expect(mediaPlan(of, customer)).toEqual([]);
  });
  test("on hold the customer neither hears nor is heard, by nobody", () => {
    const of = call([guest(saga, "join"), guest(ville, "listen")], true);
    expect(mediaPlan(of, customer)).toEqual([link(saga, { isHeard: false, sendsAudio: false, sendsVideo: false })]);
    expect(mediaPlan(of, agent).map((one) => one.passesOn)).toEqual([[], [saga]]);
  });
});
