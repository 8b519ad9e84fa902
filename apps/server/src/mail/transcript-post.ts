/**
 * Sends the transcripts that conversations ask for (CHAT-04): one try for each `sendMail`, and the outcome said to the conversation. What
 * is not settled the conversation's timer has tried again, here or in another process.
 */
import type { ConversationState, SystemCommand } from "@rinnalla/core";
import type { CommandResult, ConversationId, MailId } from "@rinnalla/protocol";
import type { Store } from "@rinnalla/storage";
import type { Logger } from "pino";
import type { Committed } from "../conversations/committed.ts";
import { transcript } from "../http/transcript.ts";
import { transcriptWords } from "../http/transcript-words.ts";
import { wholeLog } from "../http/whole-log.ts";
import type { Settings } from "../settings/settings.ts";
import type { Post } from "./post.ts";
import { transcriptHtml } from "./transcript-html.ts";

export interface TranscriptPostParts {
  readonly post: Post;
  readonly store: Store;
  readonly settings: Settings;
  readonly tell: (conversationId: ConversationId, command: SystemCommand) => Promise<CommandResult>;
  readonly log: Logger;
}

export class TranscriptPost {
  readonly #parts: TranscriptPostParts;
  readonly #underway = new Map<MailId, Promise<void>>();

  constructor(parts: TranscriptPostParts) {
    this.#parts = parts;
  }

  committed({ state, effects }: Committed): void {
    for (const effect of effects) {
      if (effect.type !== "sendMail" || this.#underway.has(effect.mailId)) continue;
      const { mailId } = effect;
      const sending = this.#send(state, mailId)
        .catch((failure: unknown) => this.#parts.log.error({ conversationId: state.id, err: failure }, "mail failed"))
        .finally(() => this.#underway.delete(mailId));
      this.#underway.set(mailId, sending);
    }
  }

  /** Resolves when no letter is in the post. */
  async close(): Promise<void> {
    await Promise.all(this.#underway.values());
    this.#parts.post.close();
  }

  async #send(state: ConversationState, mailId: MailId): Promise<void> {
    const { post, store, settings, tell, log } = this.#parts;
    const mail = state.mail.pending.find((one) => one.mailId === mailId);
    if (!mail) return;
    const organisation = settings.widgets.get(state.terms.widgetId)?.organisation ?? "";
    const events = await wholeLog(store, state.id);
    // Whoever asked: what leaves the house is the customer's own view.
    const options = { organisation, isForCustomer: true, locale: mail.locale };
    const outcome = await post.send({
      id: mailId,
      to: mail.address,
      subject: transcriptWords[mail.locale].subject.replace("{organisation}", organisation),
      text: transcript(events, options),
      html: transcriptHtml(events, options),
    });
    log.info({ conversationId: state.id, outcome }, "transcript mail tried");
    if (outcome !== "later") await tell(state.id, { type: "mailSettled", mailId, isSent: outcome === "sent" });
  }
}
