/**
 * Joins the call machine's state with media: makes the session when a call of mine begins, chooses the customer's page
 * that answered, takes a call up again after a reload, and lets go when the log says it is over (CALL-02…08).
 */
import type { CallSession, QualitySumming } from "@rinnalla/calls";
import type { Connection } from "@rinnalla/client";
import type { CallState } from "@rinnalla/core";
import { newId, type CallId, type CallMode, type ClientId, type ConversationId } from "@rinnalla/protocol";
import { isNarrow } from "../../parts/use-narrow.ts";
import type { Ask } from "../../store/ask.ts";
import type { Observable } from "../../store/observable.ts";
import type { ConsoleState } from "../../store/state.ts";
import type { TabMemory } from "../../store/tab-memory.ts";
import { withEntry, withoutEntry } from "../../store/with.ts";
import type { DeviceDoor } from "./device-door.ts";
import { callDuty } from "./duty.ts";
import type { LocalCall } from "./local-call.ts";

export interface CallRoom {
  /** At once, or after a word about what the browser will ask (CALL-06). */
  readonly start: (id: ConversationId, mode: CallMode) => Promise<void>;
  /** While it rings this cancels. */
  readonly end: (call: LocalCall) => void;
  /** Another window carries it: from now on this one does. */
  readonly takeHere: (id: ConversationId, callId: CallId) => void;
  readonly change: (callId: CallId, change: Partial<LocalCall>) => void;
  readonly refreshDevices: (callId: CallId) => Promise<void>;
  readonly close: () => void;
}

const endedShownMs = 7_000;
const handOverMs = 4_000;

interface Deps {
  readonly connection: Connection;
  readonly state: Observable<ConsoleState>;
  readonly ask: Ask;
  readonly memory: TabMemory;
  readonly door: DeviceDoor;
  /** What this page sends in that call is other tracks now, for its guests (CALL-11). */
  readonly onOwnMedia: (callId: CallId) => void;
}

export function createCallRoom({ connection, state, ask, memory, door, onOwnMedia }: Deps): CallRoom {
  const sessions = new Map<CallId, CallSession>();
  const summaries = new Map<CallId, QualitySumming>();
  const peers = new Map<CallId, ClientId>();
  /** Being made or taken up: state changes meanwhile must not begin it twice. */
  const beginning = new Set<CallId>();
  const rejoinedAt = new Map<CallId, number>();

  const change = (callId: CallId, part: Partial<LocalCall>): void =>
    state.update((value) => {
      const before = value.calls.get(callId);
      return before ? { ...value, calls: withEntry(value.calls, callId, { ...before, ...part }) } : value;
    });

  const refreshDevices = async (callId: CallId): Promise<void> => {
    if (!sessions.has(callId)) return;
    const { listDevices } = await import("@rinnalla/calls");
    change(callId, { devices: await listDevices() });
  };

  /** An agent has one live call; what still tells how the last one ended gives way to it. */
  const show = (id: ConversationId, callId: CallId): void => {
    const fresh: LocalCall = {
      callId,
      conversationId: id,
      session: null,
      view: null,
      devices: null,
      speakerId: "",
      // On a phone the control would hide the conversation itself.
      isMinimised: isNarrow(),
    };
    state.update((value) => ({ ...value, calls: new Map([[callId, fresh]]) }));
  };

  const open = async (id: ConversationId, callId: CallId, mode: CallMode): Promise<CallSession> => {
    memory.add(callId);
    const [{ createCallSession, createQualitySummary }, { createStandbyDesk }] = await Promise.all([
      import("@rinnalla/calls"),
      import("@rinnalla/calls/standby"),
    ]);
    const summary = createQualitySummary();
    summaries.set(callId, summary);
    const session = createCallSession({
      side: "agent",
      callId,
      clientId: connection.clientId,
      transport: {
        send: (rtc, to) => connection.signal(id, { kind: "rtc", linkId: callId, rtc }, to),
        relays: () => connection.relays(id, callId),
        doubt: () => connection.doubt(),
      },
      onChange(view) {
        summary.take(view, performance.now());
        change(callId, { view });
      },
      onOwnMedia: () => onOwnMedia(callId),
      standby: createStandbyDesk(),
      onRemoteMedia: () => void connection.command(id, { type: "confirmCall", callId, clientId: connection.clientId }),
    });
    sessions.set(callId, session);
    change(callId, { session, view: session.view });
    session.start();
    void session.openMedia({ audio: true, video: mode === "video" }).then(() => refreshDevices(callId));
    return session;
  };

  /** What the call was like here, once it has ended; whether it could be kept is nobody's trouble. */
  const report = (callId: CallId): void => {
    const id = state.get().calls.get(callId)?.conversationId;
    const quality = summaries.get(callId)?.sum(performance.now());
    if (id && quality) void connection.command(id, { type: "reportCallQuality", callId, ...quality });
  };

  const letGo = (callId: CallId, isShown: boolean): void => {
    if (isShown) report(callId);
    summaries.delete(callId);
    sessions.get(callId)?.close();
    sessions.delete(callId);
    peers.delete(callId);
    memory.remove(callId);
    const forget = () => state.update((value) => ({ ...value, calls: withoutEntry(value.calls, callId) }));
    if (!isShown) return forget();
    change(callId, { session: null, view: null });
    setTimeout(forget, endedShownMs);
  };

  /** The call is a colleague's now: silent here at once, but the customer keeps this link until the colleague's delivers. */
  const handOver = (callId: CallId): void => {
    const session = sessions.get(callId);
    session?.setHeld(true);
    setTimeout(() => session?.close(), handOverMs);
    sessions.delete(callId);
    letGo(callId, false);
  };

  const rejoin = (id: ConversationId, call: CallState, version: number): void => {
    if (rejoinedAt.get(call.id) === version) return;
    rejoinedAt.set(call.id, version);
    beginning.add(call.id);
    const session = sessions.get(call.id);
    // Taken over from a colleague: the camera stays as it was when this page was a guest.
    const guest = state.get().guestCalls.get(call.id);
    const mode = guest && guest.view?.camera !== "on" ? "voice" : call.mode;
    if (!session) show(id, call.id);
    void connection
      .command(id, { type: "rejoinCall", callId: call.id, clientId: connection.clientId })
      .then(async (result) => {
        if (result.ok) (session ?? (await open(id, call.id, mode))).networkChanged();
        beginning.delete(call.id);
        if (result.ok) sync();
        else letGo(call.id, false);
      });
  };

  const choose = (call: CallState): void => {
    const customer = call.clients.customer;
    if (!customer || peers.get(call.id) === customer) return;
    peers.set(call.id, customer);
    sessions.get(call.id)?.choosePeer(customer);
  };

  const sync = (): void => {
    const value = state.get();
    for (const log of value.logs.values()) {
      const call = log.state?.call;
      if (!log.isLive || !call || !log.state) continue;
      const duty = callDuty(call, { me: value.me.id, clientId: connection.clientId, didCarry: memory.has(call.id) });
      const has = sessions.has(call.id);
      if (duty === "carry") {
        if (has) choose(call);
        else if (!beginning.has(call.id)) rejoin(log.id, call, log.state.version);
      } else if (duty === "rejoin" && value.line.status === "online" && !beginning.has(call.id)) {
        rejoin(log.id, call, log.state.version);
      } else if (has && !beginning.has(call.id) && (duty === "none" || duty === "elsewhere")) {
        if (call.agentId !== value.me.id && call.phase !== "ended") handOver(call.id);
        else letGo(call.id, duty === "none");
      } else if (duty === "none") {
        memory.remove(call.id);
      }
    }
  };

  const ends = [
    state.subscribe(sync),
    connection.subscribe((notice) => {
      if (notice.t === "welcome") for (const session of sessions.values()) session.networkChanged();
      // What the customer can do was said before this page was here (CALL-06).
      if (
        notice.t === "live" &&
        state.get().logs.get(notice.conversationId)?.state?.agent?.agentId === state.get().me.id
      )
        connection.signal(notice.conversationId, { kind: "askAbilities" });
      if (notice.t !== "signal" || notice.signal.kind !== "rtc" || notice.from.guest) return;
      sessions.get(notice.signal.linkId as CallId)?.handleSignal(notice.from, notice.signal.rtc);
    }),
  ];

  const startNow = async (id: ConversationId, mode: CallMode): Promise<void> => {
    const callId = newId<CallId>();
    beginning.add(callId);
    show(id, callId);
    // The code is fetched while the server decides; the link itself can be set up only once the call is in the log.
    const [result] = await Promise.all([
      ask(id, { type: "startCall", callId, mode, clientId: connection.clientId }),
      import("@rinnalla/calls"),
    ]);
    if (result.ok) await open(id, callId, mode);
    beginning.delete(callId);
    if (result.ok) sync();
    else letGo(callId, false);
  };

  return {
    start: (id, mode) => door(mode, mode, () => void startNow(id, mode)),
    end: (call) => void ask(call.conversationId, { type: "endCall", callId: call.callId, reason: "hungUp" }),
    takeHere: (id, callId) => {
      memory.add(callId);
      rejoinedAt.delete(callId);
      sync();
      void id;
    },
    change,
    refreshDevices,
    close: () => {
      for (const end of ends) end();
      for (const session of sessions.values()) session.close();
      sessions.clear();
    },
  };
}
