/**
 * A visitor opens a conversation, and it waits in its widget's queue at once (CHAT-02, ROUTE-01); or, while closed, leaves a message: a
 * conversation that is over as it begins, and stands in the agents' list until somebody has answered (CHAT-04).
 */
import { limits, type Asked, type CustomerCommand, type KnownCustomer, type Refusal } from "@rinnalla/protocol";
import { decide, type Decision } from "../decision.ts";
import { formEntries, formProblems, nameIn } from "../form/answers.ts";
import { refuse, type Instant } from "../kernel/result.ts";
import { askedSkills } from "../routing/skills.ts";
import type { ServerGiven } from "./commands.ts";

type OpenConversation = Extract<CustomerCommand, { type: "openConversation" }>;
type LeaveMessage = Extract<CustomerCommand, { type: "leaveMessage" }>;
type Opening = NonNullable<ServerGiven["opening"]>;

const dayMs = 86_400_000;

/** Queries and fragments may hold secrets, so they end here, whatever the page sent. */
function withoutQuery(page: string | null): string | null {
  return page === null ? null : (page.split(/[?#]/, 1)[0] ?? null);
}

function opened(command: OpenConversation | LeaveMessage, opening: Opening, customerName: string | null) {
  return {
    type: "conversationOpened",
    visitorId: opening.visitorId,
    // What the site vouches for counts before what was typed.
    customerName: opening.customer?.name ?? customerName,
    locale: command.locale,
    page: withoutQuery(command.page),
    terms: opening.terms,
    ...(opening.customer && { customer: opening.customer }),
    ...(command.context && Object.keys(command.context).length > 0 && { context: command.context }),
  } as const;
}

export function openConversation(command: OpenConversation, opening: ServerGiven["opening"]): Decision | Refusal {
  if (!opening) throw new Error("openConversation needs its opening from the server");
  if (opening.isClosed) return refuse("closed");
  const { form = [] } = opening;
  const given = command.answers ?? [];
  const known: KnownCustomer = opening.customer ?? {};
  if (formProblems(form, given, known).length > 0) return refuse("formIncomplete");
  const answers = formEntries(form, given, known, command.locale);
  const { terms, skillRules = [], customer } = opening;
  const { locale, context = {} } = command;
  const skillIds = askedSkills(terms.skillIds ?? [], skillRules, { locale, answers: given, context, customer });
  const asking = skillIds.length > 0 ? { ...opening, terms: { ...terms, skillIds } } : opening;
  return decide([
    {
      ...opened(command, asking, nameIn(form, given) ?? command.customerName),
      ...(answers.length > 0 && { answers }),
    },
    { type: "conversationQueued", queueId: opening.terms.queueId, because: "opened" },
  ]);
}

/** Also when it has opened meanwhile: what was written is not lost. */
export function leaveMessage(command: LeaveMessage, opening: ServerGiven["opening"], now: Instant): Decision | Refusal {
  if (!opening) throw new Error("leaveMessage needs its opening from the server");
  const { offlineMessage: asked, customer } = opening;
  const email = customer?.email ?? command.email;
  const name = customer?.name ?? command.customerName;
  if (!asked || isMissing(asked.name, name) || isMissing(asked.email, email)) return refuse("offlineOff");
  if (command.text.trim() === "") return refuse("formIncomplete");
  const until = now + (asked.days ?? limits.offlineMessageDays) * dayMs;
  return decide(
    [
      opened(command, opening, command.customerName),
      { type: "messageLeft", email, text: command.text.trim(), until },
      { type: "conversationEnded", because: "messageLeft", wrapUpUntil: null },
      { type: "conversationClosed" },
    ],
    [{ type: "setTimer", timer: "leftMessage", dueAt: until }],
  );
}

function isMissing(asked: Asked, said: string | null): boolean {
  return asked === "required" && !said?.trim();
}
