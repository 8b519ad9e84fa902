/**
 * Calls of more than two, from this page (CALL-11): as a guest in a colleague's call, and with guests in a call of its own. Who is
 * linked with whom and who is heard is core's plan; here it meets the media engine.
 */
import type { GuestLeg, MediaEngine } from "@rinnalla/calls/parties";
import type { Connection } from "@rinnalla/client";
import { mediaPlan, recordedMedia, type CallState, type PlannedLink, type RecordedMedia } from "@rinnalla/core";
import type { AgentId, CallGuestRole, CallId, ConversationId, EngineSignal, QueueId } from "@rinnalla/protocol";
import type { Ask } from "../../store/ask.ts";
import type { Observable } from "../../store/observable.ts";
import type { ConsoleState } from "../../store/state.ts";
import type { TabMemory } from "../../store/tab-memory.ts";
import { withEntry, withoutEntry } from "../../store/with.ts";
import type { DeviceDoor } from "./device-door.ts";
import { guestDuty } from "./guest-duty.ts";

export interface PartyRoom {
  /** Supervisor: into the call, or in another role from now on. */
  readonly join: (id: ConversationId, callId: CallId, role: "listen" | "whisper" | "join") => void;
  readonly changeRole: (id: ConversationId, callId: CallId, role: CallGuestRole) => void;
  readonly leave: (id: ConversationId, callId: CallId) => void;
  readonly accept: (id: ConversationId, callId: CallId) => void;
  /** Calls the colleague in; when they come, the customer is put on hold. */
  readonly consult: (id: ConversationId, callId: CallId, colleague: AgentId) => void;
  /** To an agent of the queue; the customer is on hold until one has come. */
  readonly toQueue: (id: ConversationId, callId: CallId, queueId: QueueId) => void;
  /** The devices of a call of this page's own gave something else. */
  readonly ownMediaChanged: (callId: CallId) => void;
  readonly close: () => void;
}

interface Deps {
  readonly connection: Connection;
  readonly state: Observable<ConsoleState>;
  readonly ask: Ask;
  readonly memory: TabMemory;
  readonly door: DeviceDoor;
}

interface Plan {
  readonly links: readonly PlannedLink[];
  readonly recorded: RecordedMedia | null;
}

/** A leg or an engine, made once its code is here; what was asked of it before then is not lost. */
interface Held<Thing> {
  thing: Thing | null;
  plan: Plan | null;
  isGone: boolean;
}

export function createPartyRoom({ connection, state, ask, memory, door }: Deps): PartyRoom {
  const legs = new Map<CallId, Held<GuestLeg>>();
  const engines = new Map<CallId, Held<MediaEngine>>();
  const rejoinedAt = new Map<CallId, number>();
  /** Told the server that the call can be this page's. */
  const tookOver = new Set<CallId>();
  /** To be held when that colleague comes. */
  const consulting = new Map<CallId, { readonly agentId: AgentId; readonly wasInvited: boolean }>();
  const memoryKey = (callId: CallId): string => `guest:${callId}`;

  const planOf = (call: CallState): Plan => ({
    links: mediaPlan(call, connection.clientId),
    recorded: recordedMedia(call, connection.clientId),
  });

  const transportOf = (id: ConversationId, callId: CallId) => ({
    send: (rtc: Parameters<GuestLeg["handleSignal"]>[1], to: PlannedLink["clientId"]) =>
      connection.signal(id, { kind: "rtc", linkId: callId, rtc }, to),
    toServer: (leg: string, epoch: number, say: EngineSignal["say"]) =>
      connection.signal(id, { kind: "engine", callId, leg, epoch, say }),
    relays: () => connection.relays(id, callId),
  });

  const beGuest = (id: ConversationId, call: CallState): void => {
    const callId = call.id;
    const plan = planOf(call);
    const role = call.guests.find((guest) => guest.agentId === state.get().me.id)?.role ?? "listen";
    const known = legs.get(callId);
    if (known) {
      follow(known, plan, (leg) => {
        leg.follow(plan.links, plan.recorded);
        leg.speak(role !== "listen");
      });
      return;
    }
    const held: Held<GuestLeg> = { thing: null, plan, isGone: false };
    legs.set(callId, held);
    memory.add(memoryKey(callId));
    state.update((value) => ({
      ...value,
      guestCalls: withEntry(value.guestCalls, callId, { callId, conversationId: id, leg: null, view: null }),
    }));
    void import("@rinnalla/calls/parties").then(({ createGuestLeg }) => {
      if (held.isGone) return;
      const change = (part: object): void =>
        state.update((value) => {
          const before = value.guestCalls.get(callId);
          return before ? { ...value, guestCalls: withEntry(value.guestCalls, callId, { ...before, ...part }) } : value;
        });
      const leg = createGuestLeg({ transport: transportOf(id, callId), onChange: (view) => change({ view }) });
      held.thing = leg;
      held.plan = null;
      change({ leg, view: leg.view });
      sync();
    });
  };

  const endGuest = (callId: CallId): void => {
    const held = legs.get(callId);
    if (!held) return;
    held.isGone = true;
    held.thing?.close();
    legs.delete(callId);
    memory.remove(memoryKey(callId));
    state.update((value) => ({ ...value, guestCalls: withoutEntry(value.guestCalls, callId) }));
  };

  const haveGuests = (id: ConversationId, call: CallState): void => {
    const callId = call.id;
    const plan = planOf(call);
    const known = engines.get(callId);
    if (known) {
      giveOn(callId, call);
      follow(known, plan, (engine) => engine.follow(plan.links, plan.recorded));
      return;
    }
    // Also while the customer is asked for a recording, so that it is known who makes it.
    if (plan.links.length === 0 && !plan.recorded && call.recording?.phase !== "asked") return;
    const held: Held<MediaEngine> = { thing: null, plan, isGone: false };
    engines.set(callId, held);
    void import("@rinnalla/calls/parties").then(({ createMediaEngine }) => {
      if (held.isGone) return;
      held.plan = null;
      held.thing = createMediaEngine({
        transport: transportOf(id, callId),
        onChange: (parties) =>
          state.update((value) => ({ ...value, parties: withEntry(value.parties, callId, parties) })),
        onRecords: (records) =>
          state.update((value) => ({
            ...value,
            recorders: withEntry(value.recorders, callId, records ? "engine" : "page"),
          })),
      });
      ownMediaChanged(callId);
      sync();
    });
  };

  /** What comes over the call's own link is the customer's, for those who hear the customer through this page. */
  const giveOn = (callId: CallId, call: CallState): void => {
    const view = state.get().calls.get(callId)?.view;
    const { customer } = call.clients;
    if (!customer) return;
    engines.get(callId)?.thing?.pass(customer, {
      audio: view?.remoteAudio?.getAudioTracks()[0] ?? null,
      video: view?.remoteVideo?.getVideoTracks()[0] ?? null,
    });
  };

  const endGuests = (callId: CallId): void => {
    const held = engines.get(callId);
    if (!held) return;
    held.isGone = true;
    held.thing?.close();
    engines.delete(callId);
    state.update((value) => ({
      ...value,
      parties: withoutEntry(value.parties, callId),
      recorders: withoutEntry(value.recorders, callId),
    }));
  };

  /** Taken from a queue: the call is this page's once the customer's media plays here. */
  const takeOver = (id: ConversationId, call: CallState): void => {
    const { me, guestCalls } = state.get();
    const customer = guestCalls.get(call.id)?.view?.parties.find((one) => one.clientId === call.clients.customer);
    if (call.transfer?.takenBy !== me.id || !customer?.isPlaying || tookOver.has(call.id)) return;
    tookOver.add(call.id);
    void connection
      .command(id, { type: "confirmCall", callId: call.id, clientId: connection.clientId })
      .finally(() => tookOver.delete(call.id));
  };

  /** The call is this page's own now: heard as a guest until its own link has come. */
  const isHandingOver = (call: CallState): boolean =>
    call.phase !== "ended" &&
    call.clients.agent === connection.clientId &&
    legs.has(call.id) &&
    state.get().calls.get(call.id)?.view?.remoteAudio == null;

  const rejoin = (id: ConversationId, callId: CallId, version: number): void => {
    if (rejoinedAt.get(callId) === version) return;
    rejoinedAt.set(callId, version);
    void connection.command(id, { type: "rejoinCall", callId, clientId: connection.clientId }).then((result) => {
      if (result.ok) legs.get(callId)?.thing?.networkChanged();
      else endGuest(callId);
    });
  };

  const hold = (id: ConversationId, call: CallState): void => {
    const due = consulting.get(call.id);
    if (!due) return;
    const { agentId, wasInvited } = due;
    const hasCome = call.guests.some((guest) => guest.agentId === agentId);
    const isInvited = call.invited?.agentId === agentId;
    if (isInvited) consulting.set(call.id, { agentId, wasInvited: true });
    // The invitation may not be in the log yet; the state changes for other reasons too.
    if (!hasCome && (isInvited || !wasInvited)) return;
    consulting.delete(call.id);
    if (hasCome && !call.isHeld) void ask(id, { type: "holdCall", callId: call.id });
  };

  const sync = (): void => {
    const value = state.get();
    const seen = new Set<CallId>();
    for (const log of value.logs.values()) {
      const call = log.state?.call;
      if (!log.isLive || !call || !log.state) continue;
      seen.add(call.id);
      const didCarry = memory.has(memoryKey(call.id));
      const duty = guestDuty(call, { me: value.me.id, clientId: connection.clientId, didCarry });
      if (duty === "carry") {
        beGuest(log.id, call);
        takeOver(log.id, call);
      } else if (isHandingOver(call)) continue;
      else if (duty === "rejoin") {
        if (value.line.status === "online") rejoin(log.id, call.id, log.state.version);
      } else {
        endGuest(call.id);
        memory.remove(memoryKey(call.id));
      }
      const session = value.calls.get(call.id)?.session;
      const isPrimary = call.clients.agent === connection.clientId && call.phase !== "ended";
      if (isPrimary && session) {
        session.setHeld(call.isHeld);
        hold(log.id, call);
        haveGuests(log.id, call);
      } else endGuests(call.id);
    }
    // A log that is not followed any more: its call cannot be ours either.
    for (const callId of [...legs.keys()])
      if (!seen.has(callId) && value.line.status === "online") endGuestGone(callId);
  };

  /** After a break of the line logs are not live for a moment; only a log that is gone means something. */
  const endGuestGone = (callId: CallId): void => {
    const local = state.get().guestCalls.get(callId);
    if (local && !state.get().logs.has(local.conversationId)) endGuest(callId);
  };

  const ownMediaChanged = (callId: CallId): void => {
    const session = state.get().calls.get(callId)?.session;
    if (session) engines.get(callId)?.thing?.carry(session.own);
  };

  const ends = [
    state.subscribe(sync),
    connection.subscribe((notice) => {
      if (notice.t === "welcome") {
        for (const { thing } of legs.values()) thing?.networkChanged();
        for (const { thing } of engines.values()) thing?.networkChanged();
      }
      if (notice.t !== "signal") return;
      if (notice.signal.kind === "engine") {
        legs.get(notice.signal.callId)?.thing?.handleServer(notice.signal);
        engines.get(notice.signal.callId)?.thing?.handleServer(notice.signal);
      }
      if (notice.signal.kind !== "rtc") return;
      const callId = notice.signal.linkId as CallId;
      legs.get(callId)?.thing?.handleSignal(notice.from, notice.signal.rtc);
      if (notice.from.guest) engines.get(callId)?.thing?.handleSignal(notice.from, notice.signal.rtc);
    }),
  ];
  const { clientId } = connection;

  /** Who only listens opens no device. */
  const speak = (role: CallGuestRole, deed: () => void): void =>
    role === "listen" ? deed() : void door("voice", "guest", deed);

  return {
    join: (id, callId, role) => speak(role, () => void ask(id, { type: "joinCall", callId, clientId, role })),
    changeRole: (id, callId, role) => speak(role, () => void ask(id, { type: "changeCallRole", callId, role })),
    leave: (id, callId) => void ask(id, { type: "leaveCall", callId }),
    accept: (id, callId) => speak("consult", () => void ask(id, { type: "acceptCallInvite", callId, clientId })),
    consult: (id, callId, colleague) => {
      consulting.set(callId, { agentId: colleague, wasInvited: false });
      void ask(id, { type: "inviteToCall", callId, agentId: colleague }).then((result) => {
        if (!result.ok) consulting.delete(callId);
      });
    },
    toQueue: (id, callId, queueId) => void ask(id, { type: "transferCallToQueue", callId, queueId }),
    ownMediaChanged,
    close: () => {
      for (const end of ends) end();
      for (const { thing } of legs.values()) thing?.close();
      for (const { thing } of engines.values()) thing?.close();
    },
  };
}

/** Only a plan that differs is carried out: the state changes often, the parties seldom. */
function follow<Thing>(held: Held<Thing>, plan: Plan, carryOut: (thing: Thing) => void): void {
  if (!held.thing || JSON.stringify(plan) === JSON.stringify(held.plan)) return;
  held.plan = plan;
  carryOut(held.thing);
}
