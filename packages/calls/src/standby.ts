/**
 * The agent's half of a link for the customer's next page, made while the present one still talks (CALL-08): offered, with its
 * candidates, and waiting. The page keeps the offer over its own end; the next one answers at once, with nothing to ask first.
 */
import type { ClientId, RtcSignal } from "@rinnalla/protocol";
import type { Entry } from "./heir.ts";
import { createLink, type Link, type LinkMessage } from "./link.ts";
import type { RelayPlan, Standby } from "./types.ts";

interface StandbyLink {
  readonly link: Link;
  readonly plan: RelayPlan;
  readonly epoch: number;
  /** A page has answered: from now on the link's words go there, and its changes are heard. */
  adopt(send: Send, onChange: () => void): void;
}

type Send = (message: LinkMessage) => void;

/** What the agent's line asks of it; a line without one makes no standby. */
export interface StandbyDesk {
  /** Another link is played now, or the network is another: the next standby is made in a while. */
  renewSoon(): void;
  /** At each look: over this link, which is up, the customer's page can be told. */
  look(present: Link, askPlan: () => Promise<RelayPlan>, Connection: typeof RTCPeerConnection): void;
  /** The one that this signal answers, if it is an answer: it is the caller's from then on, says its words with `send` and tells of changes. */
  take(clientId: ClientId, answer: RtcSignal, send: Send, onChange: () => void): Entry | null;
  close(): void;
}

/** The first sound has the machine for itself; later on the credentials in the offer must not grow old. */
const afterMs = 500;
const ageMs = 240_000;
/** Longer than this nobody waits for a relay that says nothing. */
const gatherMs = 2000;

export function createStandbyDesk(): StandbyDesk {
  let waiting: StandbyLink | null = null;
  let dueAt = Number.POSITIVE_INFINITY;
  let isClosed = false;

  function close(): void {
    waiting?.link.close();
    waiting = null;
  }

  return {
    renewSoon() {
      dueAt = Date.now() + afterMs;
    },
    look(present, askPlan, Connection) {
      if (Date.now() < dueAt) return;
      dueAt = Date.now() + ageMs;
      askPlan().then(
        (plan) => {
          close();
          if (!isClosed) waiting = openStandby(plan, Connection, (ready) => present.note(JSON.stringify(ready)));
        },
        () => (dueAt = 0),
      );
    },
    take(clientId, answer, send, onChange) {
      if (answer.type !== "answer" || waiting?.epoch !== answer.epoch) return null;
      const { link, plan, epoch } = waiting;
      waiting.adopt(send, onChange);
      waiting = null;
      // The way first, then what goes over it.
      link.handle(answer);
      return { clientId, epoch, link, plan, hasAccepted: true, wasRung: false };
    },
    close() {
      isClosed = true;
      close();
    },
  };
}

function openStandby(
  plan: RelayPlan,
  Connection: typeof RTCPeerConnection,
  onReady: (standby: Standby) => void,
): StandbyLink {
  const epoch = Date.now();
  const messages: LinkMessage[] = [];
  let say: ((message: LinkMessage) => void) | null = null;
  let changed: (() => void) | null = null;
  const timer = setTimeout(ready, gatherMs);

  function ready(): void {
    clearTimeout(timer);
    if (say === null && !link.isDead) onReady({ epoch, messages });
  }

  const link = createLink({
    isOffering: true,
    plan,
    Connection,
    send(message) {
      if (say !== null) return say(message);
      messages.push(message);
      if (message.type === "candidate" && message.candidate === null) ready();
    },
    onChange: () => changed?.(),
    onClose: () => clearTimeout(timer),
  });
  return {
    link,
    plan,
    epoch,
    adopt(send, onChange) {
      clearTimeout(timer);
      say = send;
      changed = onChange;
    },
  };
}
