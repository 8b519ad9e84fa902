/**
 * Others in the call beside the agent: those that the customer is told of (CALL-11). Their links are made by the media engine, which is
 * fetched when the first of them comes; each is laid beside the call's own link and leaves it alone.
 */
import type { CallSession } from "@rinnalla/calls";
import type { MediaEngine, PartyView } from "@rinnalla/calls/parties";
import { mediaPlan, type CallState } from "@rinnalla/core";
import type { CallId } from "@rinnalla/protocol";
import type { Chat } from "../chat/chat.ts";
import type { SignalNotice } from "../chat/part.ts";

export interface CallOthers {
  readonly views: readonly PartyView[];
  update(call: CallState, session: CallSession): void;
  takeSignal(notice: SignalNotice): void;
  close(): void;
}

export function createCallOthers(chat: Chat, changed: () => void): CallOthers {
  let engine: MediaEngine | null = null;
  let engineOf: CallId | null = null;
  let views: readonly PartyView[] = [];
  let followed = "";

  async function open(callId: CallId): Promise<void> {
    engineOf = callId;
    const { createMesh } = await import("@rinnalla/calls/parties");
    if (engineOf !== callId || engine) return;
    engine = createMesh({
      transport: {
        send: (rtc, to) => chat.signal({ kind: "rtc", linkId: callId, rtc }, to),
        relays: () => chat.relays(callId),
      },
      onChange(next) {
        views = next;
        changed();
      },
    });
    followed = "";
    // Whatever has happened meanwhile is in the state.
    changed();
  }

  return {
    get views() {
      return views;
    },
    update(call, session) {
      const plan = mediaPlan(call, chat.clientId);
      if (plan.length > 0 && engineOf !== call.id) void open(call.id).catch(() => (engineOf = null));
      if (!engine) return;
      engine.carry(session.own);
      // The state changes often, the parties seldom.
      const wanted = JSON.stringify(plan);
      if (wanted === followed) return;
      followed = wanted;
      engine.follow(plan);
    },
    takeSignal({ from, signal }) {
      if (signal.kind === "rtc" && signal.linkId === engineOf) engine?.handleSignal(from, signal.rtc);
    },
    close() {
      engine?.close();
      engine = engineOf = null;
      views = [];
    },
  };
}
