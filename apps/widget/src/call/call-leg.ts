/**
 * This tab's part in the conversation's call. The call's states are core's; here is only which tab carries the customer's leg,
 * and the media session that belongs to it. While it rings the transport is set up without any device (CALL-07, CALL-08).
 */
import { createCallSession, createQualitySummary, type CallSession, type CallView } from "@rinnalla/calls";
import type { CallState } from "@rinnalla/core";
import type { CallId, CallAnswer } from "@rinnalla/protocol";
import type { Chat } from "../chat/chat.ts";
import type { CallParties } from "./call-parties.tsx";
import type { KeptCall } from "../chat/keep.ts";
import type { TakenUp } from "../loader/take-up.ts";
import type { SignalNotice } from "../chat/part.ts";

/** `elsewhere`: another tab carries the call. */
export type LegRole = "none" | "ringing" | "carrying" | "elsewhere";

export interface CallLeg {
  readonly role: LegRole;
  readonly call: CallState | null;
  readonly view: CallView | null;
  readonly session: CallSession | null;
  readonly isMuted: boolean;
  /** Others in the call beside the agent, and hold; `null` while there is nothing of the kind. */
  readonly parties: CallParties | null;
  update(): void;
  takeSignal(notice: SignalNotice): void;
  /** Straight in the click: the browser may want it for its prompt. */
  accept(answer: CallAnswer): void;
  decline(): void;
  hangUp(): void;
  /** Carries the call from another tab over to this one. */
  takeHere(kept?: KeptCall): void;
  setMuted(isMuted: boolean): void;
  setCamera(isOn: boolean): void;
}

/** How long a page without a line keeps the devices of the call that the page before it carried. */
const unheardMs = 10_000;
/** Less than the relays' credentials live. */
const standbyMs = 600_000;
const handOverMs = 4_000;

/** `takenUp`: of a call that the page before this one carried. */
export function createCallLeg(chat: Chat, lang: string, changed: () => void, takenUp: TakenUp | null): CallLeg {
  let session: CallSession | null = null;
  let sessionOf: CallId | null = null;
  let view: CallView | null = null;
  let isMuted = false;
  /** Of the call that this tab carries or has carried to its end. */
  let summary: { readonly callId: CallId; readonly of: ReturnType<typeof createQualitySummary> } | null = null;
  /** `asked`: the server has not confirmed yet that this tab carries the call. */
  let claim: "none" | "asked" | "held" = "none";
  let isLeaving = false;
  let wasOnline = false;
  let hasBeenOnline = false;
  let isReturning = false;
  /** Another page of the customer's has the call; this one is still heard until that one is, so that nothing is lost between. */
  let handingOver: ReturnType<typeof setTimeout> | null = null;

  let parties: CallParties | null = null;
  let isFetching = false;

  /** Hold and further people, on the leg that this tab carries (CALL-11). */
  function followOthers(): void {
    const call = liveCall();
    if (!call || !session || claim === "none") return parties?.close();
    session.setHeld(call.isHeld);
    parties?.update(call, session);
    if (parties || isFetching || !(call.isHeld || call.guests.length > 0 || call.recording?.phase === "recording"))
      return;
    isFetching = true;
    const partiesChanged = (): void => {
      followOthers();
      changed();
    };
    import("./call-parties.tsx").then(
      ({ createCallParties }) => {
        parties = createCallParties(chat, lang, partiesChanged);
        partiesChanged();
      },
      // The network is away: the next change asks again.
      () => void (isFetching = false),
    );
  }

  const liveCall = (): CallState | null => {
    const call = chat.state.conversation?.call;
    return call && call.phase !== "ended" ? call : null;
  };

  function openSession(callId: CallId): CallSession {
    if (session && sessionOf === callId) return session;
    closeSession();
    sessionOf = callId;
    const of = createQualitySummary();
    summary = { callId, of };
    session = createCallSession({
      side: "customer",
      callId,
      clientId: chat.clientId,
      transport: {
        send: (rtc) => chat.signal({ kind: "rtc", linkId: callId, rtc }),
        relays: () => chat.relays(callId),
        doubt: () => chat.doubt(),
      },
      onChange(next) {
        view = next;
        of.take(next, performance.now());
        // The agent's end lets go of this link when it hears the other.
        if (handingOver && !next.remoteAudio) return letGo();
        keepDevices();
        followOthers();
        changed();
      },
      onOwnMedia: followOthers,
      onStandby(standby) {
        if (claim !== "none") chat.keep.set("standby", { callId, until: Date.now() + standbyMs, standby });
      },
      onRemoteMedia: () => void chat.command({ type: "confirmCall", callId, clientId: chat.clientId }),
    });
    view = session.view;
    return session;
  }

  function closeSession(): void {
    parties?.close();
    session?.close();
    session = sessionOf = view = null;
    isMuted = false;
  }

  function letGo(): void {
    const wasHandingOver = handingOver !== null;
    clearTimeout(handingOver ?? undefined);
    handingOver = null;
    closeSession();
    forget();
    if (wasHandingOver) changed();
  }

  function forget(): void {
    claim = "none";
    chat.keep.set("call", null);
    chat.keep.set("standby", null);
  }

  /** Once, when the call has ended; whether it could be kept is nobody's trouble. */
  function reportQuality(): void {
    const quality = summary?.of.sum(performance.now());
    if (summary && quality) void chat.command({ type: "reportCallQuality", callId: summary.callId, ...quality });
    summary = null;
  }

  /** What a new page of this tab needs to go on as it was (CALL-08). */
  function keepDevices(): void {
    if (claim === "none" || !sessionOf || !view) return;
    const wants = (state: CallView["camera"]): boolean => state === "on" || state === "starting" || state === "muted";
    chat.keep.set("call", {
      callId: sessionOf,
      hasAudio: view.microphone !== "off",
      hasVideo: wants(view.camera),
      isMuted,
      isOpen: view.localAudio !== null,
    });
  }

  function openKept(kept: KeptCall, source?: Promise<MediaStream | null> | null): void {
    const opened = openSession(kept.callId);
    isMuted = kept.isMuted;
    opened.setMuted(kept.isMuted);
    void opened.openMedia({ audio: kept.hasAudio, video: kept.hasVideo }, source ?? undefined);
  }

  async function ask(command: Parameters<Chat["command"]>[0]): Promise<void> {
    claim = "asked";
    keepDevices();
    if (!(await chat.command(command)) && claim === "asked") letGo();
    changed();
  }

  // A page that comes after one that carried a call opens its devices while the line is still being made.
  const keptAtStart = chat.keep.get("call");
  if (keptAtStart) {
    openKept(keptAtStart, takenUp?.microphone);
    const answer = takenUp?.answer;
    if (answer) session!.resume(answer);
    else session!.start();
    // No line, no call, nothing to be seen: then no open microphone either. It is asked for again when the line is there.
    setTimeout(() => claim === "none" && closeSession(), unheardMs);
  }

  function update(): void {
    const isOnline = chat.state.line === "online";
    if (isOnline && !wasOnline && hasBeenOnline) session?.networkChanged();
    wasOnline = isOnline;
    hasBeenOnline ||= isOnline;
    if (!chat.state.conversation) return;
    const call = liveCall();
    if (!call) {
      isLeaving = false;
      reportQuality();
      if (session || chat.keep.get("call")) letGo();
      return;
    }
    if (isLeaving) return;
    if (call.clients.customer === null) {
      openSession(call.id).start();
      return;
    }
    if (call.clients.customer === chat.clientId) {
      claim = "held";
      keepDevices();
      followOthers();
      if (call.lost.customer && isOnline && !isReturning) void comeBack(call.id);
      return;
    }
    if (claim === "asked") return;
    const kept = claim === "none" ? chat.keep.get("call") : null;
    if (kept?.callId === call.id) return rejoin(kept);
    // The tab that carries it tells.
    summary = null;
    if (handingOver) return;
    if (claim === "none" || !view?.remoteAudio) return letGo();
    forget();
    handingOver = setTimeout(letGo, handOverMs);
  }

  /** The line was lost and is back; the media may never have stopped. */
  async function comeBack(callId: CallId): Promise<void> {
    isReturning = true;
    await chat.command({ type: "rejoinCall", callId, clientId: chat.clientId });
    isReturning = false;
  }

  function rejoin(kept: KeptCall): void {
    if (sessionOf !== kept.callId || !view || view.microphone === "off") openKept(kept);
    session?.start();
    void ask({ type: "rejoinCall", callId: kept.callId, clientId: chat.clientId });
  }

  return {
    get role() {
      const call = liveCall();
      if (!call || isLeaving) return "none";
      if (claim !== "none" || handingOver) return "carrying";
      return call.clients.customer === null ? "ringing" : "elsewhere";
    },
    get call() {
      return liveCall();
    },
    get view() {
      return view;
    },
    get session() {
      return session;
    },
    get isMuted() {
      return isMuted;
    },
    get parties() {
      return parties;
    },
    update,
    takeSignal(notice) {
      const { from, signal } = notice;
      if (signal.kind === "engine") return parties?.takeSignal(notice);
      if (signal.kind !== "rtc" || from.side !== "agent") return;
      if (from.guest) return parties?.takeSignal(notice);
      // The agent's first words may be here before the event that tells of the call.
      if (sessionOf === signal.linkId) session?.handleSignal(from, signal.rtc);
    },
    accept(answer) {
      const call = liveCall();
      if (!call || claim !== "none") return;
      const opened = openSession(call.id);
      opened.start();
      void opened.openMedia({ audio: true, video: answer === "video" });
      void ask({ type: "answerCall", callId: call.id, answer, clientId: chat.clientId });
      changed();
    },
    decline() {
      const call = liveCall();
      if (!call) return;
      isLeaving = true;
      closeSession();
      void chat.command({ type: "declineCall", callId: call.id });
      changed();
    },
    hangUp() {
      const call = liveCall();
      if (!call) return;
      isLeaving = true;
      letGo();
      void chat.command({ type: "endCall", callId: call.id, reason: "hungUp" });
      changed();
    },
    takeHere(kept) {
      const call = liveCall();
      if (call) rejoin(kept ?? { callId: call.id, hasAudio: true, hasVideo: false, isMuted: false });
    },
    setMuted(muted) {
      isMuted = muted;
      session?.setMuted(muted);
      keepDevices();
      changed();
    },
    setCamera: (isOn) => void session?.setCamera(isOn),
  };
}
