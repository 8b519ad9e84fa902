/** The provider's sessions and their PINs: six digits, ten minutes, five tries, used once. Pure but for the clock and chance given. */
import type { ConversationId, VisualId, VisualKind } from "@rinnalla/protocol";

export type Phase = "waiting" | "connected" | "ended";
export type EndedBy = "agent" | "customer" | "tries" | "expired";

/** What it was made for, at Rinnalla's. */
export interface Origin {
  readonly conversationId: ConversationId;
  readonly visualId: VisualId;
  readonly kind: VisualKind;
}

export interface Session extends Origin {
  readonly id: string;
  readonly pin: string;
  readonly expiresAt: number;
  readonly triesLeft: number;
  readonly phase: Phase;
  readonly endedBy: EndedBy | null;
}

export type Entered = "connected" | "wrong" | "spent" | "expired" | "used" | "ended";

const pinMs = 600_000;
const pinTries = 5;

export function openSession(origin: Origin, id: string, pin: string, now: number): Session {
  return { ...origin, id, pin, expiresAt: now + pinMs, triesLeft: pinTries, phase: "waiting", endedBy: null };
}

/** A PIN as the customer typed it. */
export function enterPin(
  session: Session,
  pin: string,
  now: number,
): { readonly session: Session; readonly entered: Entered } {
  if (session.endedBy === "tries") return { session, entered: "spent" };
  if (session.phase === "connected") return { session, entered: "used" };
  if (session.phase === "ended") return { session, entered: session.endedBy === "expired" ? "expired" : "ended" };
  if (now >= session.expiresAt) return { session: endSession(session, "expired"), entered: "expired" };
  if (pin.replace(/\D/g, "") === session.pin)
    return { session: { ...session, phase: "connected" }, entered: "connected" };
  const triesLeft = session.triesLeft - 1;
  const tried: Session = { ...session, triesLeft };
  return triesLeft > 0
    ? { session: tried, entered: "wrong" }
    : { session: endSession(tried, "tries"), entered: "spent" };
}

export function endSession(session: Session, endedBy: EndedBy): Session {
  return session.phase === "ended" ? session : { ...session, phase: "ended", endedBy };
}
