import type { AgentId, CallGuestRole, CallId, ClientId, RecordingId } from "@rinnalla/protocol";
import { describe, expect, test } from "vitest";
import { heardLeg, mediaPlan, outLegs, recordedMedia, type PlannedLink } from "./media-plan.ts";
import type { CallGuest, CallState, RecordingPhase } from "./state.ts";

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

describe("[CALL-11] through a media server", () => {
  test("who takes part publishes once for all, and is given each of the others", () => {
    const of = call([guest(saga, "join")]);
    for (const each of [agent, customer, saga]) expect([...outLegs(of, each)]).toEqual(["out:"]);
    expect(heardLeg(of, customer, saga)).toBe("out:");
    expect(heardLeg(of, saga, customer)).toBe("out:");
  });
  test("who listens publishes nothing and is given what the agent's page passes on; the customer neither publishes nor is given anything", () => {
    const of = call([guest(saga, "listen")]);
    expect([...outLegs(of, saga)]).toEqual([]);
    expect([...outLegs(of, agent)]).toEqual([`out:${saga}`]);
    expect([...outLegs(of, customer)]).toEqual([]);
    expect(heardLeg(of, saga, agent)).toBe(`out:${saga}`);
    expect(heardLeg(of, saga, customer)).toBeNull();
    expect(heardLeg(of, customer, saga)).toBeNull();
  });
  test("a whisper is for the agent, and nobody else may have it", () => {
    const of = call([guest(saga, "whisper"), guest(ville, "join")]);
    expect(heardLeg(of, agent, saga)).toBe("out:");
    for (const each of [customer, ville]) expect(heardLeg(of, each, saga)).toBeNull();
    // Nor may the whisperer have another's own copy of the passed voices.
    expect(heardLeg(of, ville, agent)).toBe("out:");
  });
  test("on hold nobody is given the customer, and the customer nobody", () => {
    const of = call([guest(saga, "join")], true);
    for (const each of [agent, saga]) {
      expect(heardLeg(of, customer, each)).toBeNull();
      expect(heardLeg(of, each, customer)).toBeNull();
    }
    expect(heardLeg(of, agent, saga)).toBe("out:");
  });
});

describe("[CALL-12] what a page gives for the recording", () => {
  const recorded = (phase: RecordingPhase, guests: readonly CallGuest[] = [], isHeld = false): CallState => ({
    ...call(guests, isHeld),
    recording: {
      id: "r" as RecordingId,
      phase,
      agentId: "a_agent" as AgentId,
      part: 0,
      recorder: null,
      startedAt: 0,
      stoppedAt: null,
    },
  });
  const all = { sendsAudio: true, sendsVideo: false };

  test("nothing before the consent, nothing after the end; in a pause the way stays laid", () => {
    const given = (["asked", "refused", "recording", "paused", "stopped"] as const).map((phase) =>
      recordedMedia(recorded(phase), customer),
    );
    expect(given).toEqual([null, null, all, all, null]);
    expect(recordedMedia(call([]), agent)).toBeNull();
    expect([...outLegs(recorded("asked"), customer), ...outLegs(recorded("recording"), customer)]).toEqual(["out:"]);
  });

  test("of all who take part, and of nobody who listens or whispers; of a customer on hold not a sound", () => {
    const with3 = (role: CallGuestRole) => recordedMedia(recorded("recording", [guest(saga, role)]), saga);
    expect([with3("join"), with3("consult"), with3("whisper"), with3("listen")]).toEqual([all, all, null, null]);
    const held = recorded("recording", [], true);
    expect([recordedMedia(held, customer), recordedMedia(held, agent)]).toEqual([
      { sendsAudio: false, sendsVideo: false },
      all,
    ]);
    expect(recordedMedia({ ...recorded("recording"), mode: "video" }, agent)).toEqual({
      sendsAudio: true,
      sendsVideo: true,
    });
    expect(recordedMedia(recorded("recording"), ville)).toBeNull();
  });
});
