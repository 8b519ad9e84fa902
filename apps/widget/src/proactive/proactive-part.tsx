/**
 * The invitation that comes without being asked for (CHAT-07): by the widget's rules, or by the site's own through the JavaScript API. Fetched
 * where there is one of either. When core's rule says that only somebody to answer is missing, the server is asked whether there is. It takes
 * no focus, moves nothing and closes by itself.
 */
import { dueInvite, inviteShownMs, wouldInvite, type Visit } from "@rinnalla/core";
import type { Locale, ProactiveRule } from "@rinnalla/protocol";
import { announce } from "../api/api.ts";
import { askAvailability } from "../api/availability.ts";
import { badInvite, refuse } from "../api/bad-call.ts";
import type { ProactiveOptions } from "../api/rinnalla.d.ts";
import type { Part, PartHost } from "../chat/part.ts";
import { textsLater } from "../texts/load.ts";
import { InviteMemory } from "./invite-memory.ts";
import { InviteCard } from "./invite-card.tsx";
import { PageVisit } from "./page-visit.ts";
import css from "./proactive.css?inline";
import type { InviteTextKey } from "./texts/en.ts";

/** Whoever reads it or has the pointer on it is not hurried. */
const graceMs = 10_000;

type How = "accepted" | "dismissed" | "expired" | "left";

export function create({ chat, host, server, addStyle, redraw }: PartHost): Part {
  addStyle(css);
  const texts = textsLater<InviteTextKey>(
    () =>
      host.lang === "fi"
        ? import("./texts/fi.ts")
        : host.lang === "sv"
          ? import("./texts/sv.ts")
          : import("./texts/en.ts"),
    () => {
      redraw();
      // Once the place for the text has been drawn without one.
      setTimeout(takeInvites);
    },
  );
  const locale = host.lang as Locale;
  const memory = new InviteMemory(chat.widgetId);
  const whoIsThere = askAvailability(server, chat.widgetId);
  let shown: ProactiveRule | null = null;
  let closing: ReturnType<typeof setTimeout> | undefined;
  let isAsking = false;

  const card = (): HTMLElement | null => host.shadowRoot?.querySelector(".invite") ?? null;
  const visit = (): Omit<Visit, "door"> => ({
    ...page.seen(),
    isChatOpen: chat.state.isOpen,
    hasConversation: chat.state.conversationId !== null,
    wasInvited: memory.wasInvited || shown !== null,
    shownAt: memory.shownAt,
    now: Date.now(),
  });
  const end = (how: How): void => {
    if (!shown) return;
    const hadFocus = card()?.matches(":focus-within");
    announce("proactive", { rule: shown.id, what: how });
    shown = null;
    clearTimeout(closing);
    redraw();
    if (hadFocus && how !== "accepted") host.shadowRoot?.querySelector<HTMLElement>(".launcher")?.focus();
  };
  const endSoon = (afterMs: number): void => {
    closing = setTimeout(() => {
      if (card()?.matches(":is(:hover, :focus-within)")) endSoon(graceMs);
      else end("expired");
    }, afterMs);
  };
  /** Shows the one of `rules` that is due, if one is; the server's word comes in between. */
  const invite = async (rules: readonly ProactiveRule[]): Promise<boolean> => {
    if (!wouldInvite(rules, visit())) return false;
    const door = await whoIsThere();
    const rule = dueInvite(rules, { ...visit(), door });
    if (!rule) return false;
    shown = rule;
    memory.remember(rule.id, Date.now());
    endSoon(inviteShownMs);
    announce("proactive", { rule: rule.id, what: "shown" });
    redraw();
    return true;
  };
  const look = (): void => {
    const rules = chat.state.widget?.proactive ?? [];
    if (rules.length === 0 || isAsking || !texts()) return;
    isAsking = true;
    void invite(rules).finally(() => (isAsking = false));
  };
  const takeInvites = (): void => {
    if (!texts()) return;
    for (const { options, settle } of chat.invites.splice(0)) {
      const problem = badInvite(options);
      if (problem) settle(refuse(problem));
      else void invite([ruleOf(options, locale)]).then(settle);
    }
  };
  const page = new PageVisit(look, () => (chat.state.widget?.proactive ?? []).some((rule) => rule.scrolledPercent));

  return {
    update() {
      if (chat.state.isOpen || chat.state.conversationId) end("left");
      takeInvites();
    },
    takeSignal() {},
    card: () => {
      const t = texts();
      return (
        t && (
          <InviteCard
            key="invite"
            t={t}
            text={shown && (shown.texts[locale] ?? Object.values(shown.texts)[0] ?? "")}
            onAccept={() => {
              end("accepted");
              chat.open();
            }}
            onDismiss={() => end("dismissed")}
          />
        )
      );
    },
  };
}

/** The moment is the site's to choose; all else is as with the administrator's. */
function ruleOf({ text, id, againAfterDays, isForAbsence }: ProactiveOptions, locale: Locale): ProactiveRule {
  return {
    id: id ?? "site",
    afterMs: 0,
    againAfterDays: againAfterDays ?? 0,
    ...(isForAbsence && { isForAbsence }),
    texts: { [locale]: text },
  };
}
