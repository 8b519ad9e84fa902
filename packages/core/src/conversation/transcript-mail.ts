/**
 * The conversation by e-mail (CHAT-04). Asking is an event, so that it outlives everything; a timer has it tried until it is sent, refused
 * for good, or too old. Only with an agent in it, and only so often: nobody's letters are carried here but the conversation's own.
 */
import { limits, type Locale, type MailId, type Refusal } from "@rinnalla/protocol";
import { decide, nothing, type Decision } from "../decision.ts";
import { refuse, type Instant } from "../kernel/result.ts";
import type { Turn } from "./turn.ts";

export interface PendingMail {
  readonly mailId: MailId;
  readonly address: string;
  readonly locale: Locale;
  readonly askedAt: Instant;
}

export interface MailState {
  /** How many were ever asked for. */
  readonly asked: readonly MailId[];
  readonly pending: readonly PendingMail[];
}

export const noMail: MailState = { asked: [], pending: [] };

const minuteMs = 60_000;
const givenUpMs = 24 * 60 * minuteMs;

/** When the next try is, after one at this age: 1, 2, 4 … minutes later, an hour at most. */
export function nextTryMs(ageMs: number): number {
  return Math.min(60 * minuteMs, Math.max(minuteMs, ageMs));
}

export function askMail({ state, now }: Turn, mailId: MailId, address: string, hasMail: boolean): Decision | Refusal {
  if (state.mail.asked.includes(mailId)) return nothing;
  if (!hasMail || !state.agent) return refuse("mailOff");
  if (state.mail.asked.length >= limits.transcriptMails) return refuse("mailSpent");
  return decide(
    [{ type: "transcriptMailAsked", mailId, address, locale: state.locale }],
    [{ type: "setTimer", timer: "mail", dueAt: now }],
  );
}

/** Everything that is under way is tried; what is too old is given up. */
export function fireMail({ state, now }: Turn): Decision {
  const isOld = ({ askedAt }: PendingMail): boolean => now - askedAt >= givenUpMs;
  const old = state.mail.pending.filter(isOld);
  const due = state.mail.pending.filter((mail) => !isOld(mail));
  const [first] = due;
  return decide(
    old.map(({ mailId }) => ({ type: "transcriptMailFailed", mailId, because: "gaveUp" })),
    first
      ? [
          // The next try first: whoever dies while sending leaves it to another.
          { type: "setTimer", timer: "mail", dueAt: now + nextTryMs(now - first.askedAt) },
          ...due.map(({ mailId }) => ({ type: "sendMail", mailId }) as const),
        ]
      : [],
  );
}

export function settleMail({ state }: Turn, mailId: MailId, isSent: boolean): Decision {
  if (!state.mail.pending.some((mail) => mail.mailId === mailId)) return nothing;
  return decide(
    [isSent ? { type: "transcriptMailed", mailId } : { type: "transcriptMailFailed", mailId, because: "refused" }],
    state.mail.pending.length === 1 ? [{ type: "clearTimer", timer: "mail" }] : [],
  );
}
