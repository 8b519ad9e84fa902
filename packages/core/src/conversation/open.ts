/** A visitor opens a conversation, and it waits in its widget's queue at once (CHAT-02, ROUTE-01). */
import type { CustomerCommand } from "@rinnalla/protocol";
import { decide, type Decision } from "../decision.ts";
import type { ServerGiven } from "./commands.ts";

type OpenConversation = Extract<CustomerCommand, { type: "openConversation" }>;

/** Queries and fragments may hold secrets, so they end here, whatever the page sent. */
function withoutQuery(page: string | null): string | null {
  return page === null ? null : (page.split(/[?#]/, 1)[0] ?? null);
}

export function openConversation(command: OpenConversation, opening: ServerGiven["opening"]): Decision {
  if (!opening) throw new Error("openConversation needs its opening from the server");
  return decide([
    {
      type: "conversationOpened",
      visitorId: opening.visitorId,
      // What the site vouches for counts before what was typed.
      customerName: opening.customer?.name ?? command.customerName,
      locale: command.locale,
      page: withoutQuery(command.page),
      terms: opening.terms,
      ...(opening.customer && { customer: opening.customer }),
      ...(command.context && Object.keys(command.context).length > 0 && { context: command.context }),
    },
    { type: "conversationQueued", queueId: opening.terms.queueId, because: "opened" },
  ]);
}
