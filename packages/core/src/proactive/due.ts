/**
 * Which invitation, if any, a visitor meets now (CHAT-07). Never over a chat that is open or on; never twice in a visit, whichever
 * rule it was; not again, for as long as the rule says, once it was shown or sent away; and while closed, or while no agent has room, only
 * where the rule says so.
 */
import type { ProactiveRule, Staffing } from "@rinnalla/protocol";
import type { Instant } from "../kernel/result.ts";

/** How long an invitation stays if nobody touches it. */
export const inviteShownMs = 60_000;
const dayMs = 86_400_000;

export interface Visit {
  /** Host and path. */
  readonly page: string;
  /** How long this page has been in sight. */
  readonly seenMs: number;
  readonly scrolledPercent: number;
  readonly isChatOpen: boolean;
  readonly hasConversation: boolean;
  /** Conversations can be opened now, and somebody with room would take them. `null`: not asked yet. */
  readonly door: { readonly isOpen: boolean; readonly staffing: Staffing } | null;
  /** An invitation was shown in this visit already. */
  readonly wasInvited: boolean;
  /** When each rule's was shown last, in any visit. */
  readonly shownAt: Readonly<Record<string, Instant>>;
  readonly now: Instant;
}

/** The first of the rules that fits. */
export function dueInvite(rules: readonly ProactiveRule[], visit: Visit): ProactiveRule | null {
  if (visit.isChatOpen || visit.hasConversation || visit.wasInvited) return null;
  return rules.find((rule) => fits(rule, visit) && isWelcome(rule, visit.door)) ?? null;
}

/** One of the rules would fit if only somebody were there: it is worth asking. */
export function wouldInvite(rules: readonly ProactiveRule[], visit: Omit<Visit, "door">): boolean {
  return dueInvite(rules, { ...visit, door: { isOpen: true, staffing: "free" } }) !== null;
}

function isWelcome({ isForAbsence }: ProactiveRule, door: Visit["door"]): boolean {
  return isForAbsence === true || (door !== null && door.isOpen && door.staffing === "free");
}

function fits(rule: ProactiveRule, { page, seenMs, scrolledPercent, shownAt, now }: Visit): boolean {
  const last = shownAt[rule.id];
  return (
    seenMs >= rule.afterMs &&
    scrolledPercent >= (rule.scrolledPercent ?? 0) &&
    (rule.page === undefined || fitsPage(rule.page, page)) &&
    (last === undefined || now >= last + rule.againAfterDays * dayMs)
  );
}

/** `*` stands for anything; all else for itself, so that no pattern takes long or means more than it says. */
export function fitsPage(pattern: string, page: string): boolean {
  const parts = pattern.toLowerCase().split("*");
  const text = page.toLowerCase();
  const first = parts[0] ?? "";
  const last = parts.at(-1) ?? "";
  if (parts.length === 1) return text === first;
  if (!text.startsWith(first) || !text.endsWith(last) || text.length < first.length + last.length) return false;
  let at = first.length;
  for (const part of parts.slice(1, -1)) {
    const found = text.indexOf(part, at);
    if (found < 0) return false;
    at = found + part.length;
  }
  return at <= text.length - last.length;
}
