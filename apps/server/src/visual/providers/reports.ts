/**
 * What providers tell becomes commands to the conversation, in the provider's own name (VIS-10). Authentication is done before:
 * by the session's token, or by the server's signature. The event's id is the command's, so that a replay gets the same answer.
 */
import { newId } from "@rinnalla/protocol";
import type {
  CallbackOutcome,
  CommandResult,
  ConversationId,
  MessageId,
  PersonCommand,
  ProviderEvent,
  ProviderId,
  ProviderName,
  VisualId,
} from "@rinnalla/protocol";
import type { Conversations } from "../../conversations/conversations.ts";
import { providerOf } from "../../socket/person.ts";

export interface Reported {
  readonly provider: ProviderName;
  readonly conversationId: ConversationId;
  readonly visualId: VisualId;
  readonly event: ProviderEvent;
}

export class ProviderReports {
  readonly #conversations: Pick<Conversations, "ask">;
  /** The last callback of each provider since the start, for the administrator's check. */
  readonly lastCallbacks = new Map<ProviderId, { readonly at: number; readonly outcome: CallbackOutcome }>();

  constructor(conversations: Pick<Conversations, "ask">) {
    this.#conversations = conversations;
  }

  take({ provider, conversationId, visualId, event }: Reported): Promise<CommandResult> {
    return new Promise((resolve) => {
      const by = providerOf(provider, visualId);
      this.#conversations.ask(conversationId, event.id, commandOf(event, visualId), by, resolve);
    });
  }
}

function commandOf(event: ProviderEvent, visualId: VisualId): PersonCommand {
  switch (event.type) {
    case "sessionCreated": {
      const { id: _, type: __, ...invitation } = event;
      return { type: "prepareVisual", visualId, ...invitation };
    }
    case "shareInvitation":
      return { type: "sharePin", visualId, messageId: newId<MessageId>() };
    case "connected":
      return { type: "connectVisual", visualId };
    case "ended":
      return { type: "endVisual", visualId };
  }
}
