/**
 * Deletes files that are older than the widget's setting allows (CHAT-05): first said in the log, then gone from the disk. What was
 * uploaded and never became a message goes after a day.
 */
import { usualAttachmentRules, type SystemCommand } from "@rinnalla/core";
import type { CommandResult, ConversationId } from "@rinnalla/protocol";
import type { Logger } from "pino";
import type { States } from "../conversations/states.ts";
import type { Settings } from "../settings/settings.ts";
import { hourly } from "../timers/hourly.ts";
import type { Attachments } from "./attachments.ts";

const dayMs = 86_400_000;

export interface AttachmentSweepParts {
  readonly attachments: Attachments;
  readonly states: States;
  readonly settings: Settings;
  readonly tell: (conversationId: ConversationId, command: SystemCommand) => Promise<CommandResult>;
  readonly now: () => number;
  readonly log: Logger;
}

/** At once and then every hour, until `stop`. */
export function sweepAttachments(parts: AttachmentSweepParts): { readonly stop: () => Promise<void> } {
  return hourly(
    () => sweepOnce(parts),
    (failure) => parts.log.error({ err: failure }, "attachments not swept"),
  );
}

async function sweepOnce({ attachments, states, settings, tell, now, log }: AttachmentSweepParts): Promise<void> {
  for await (const { conversationId, id, about } of attachments.list()) {
    const state = await states.load(conversationId);
    const posted = state?.attachments.find((one) => one.id === id);
    const rules = (about && settings.widgets.get(about.widgetId)?.attachments) ?? usualAttachmentRules;
    const days = posted ? rules.days : 1;
    // Not whole yet, or broken off: nothing tells its age, and the next start clears its like.
    if (!about || now() < about.createdAt + days * dayMs) continue;
    if (posted && !posted.isDeleted) {
      const told = await tell(conversationId, { type: "expireAttachment", attachmentId: id });
      if (!told.ok) continue;
    }
    await attachments.delete(conversationId, id);
    log.info({ conversationId, attachmentId: id, days }, "attachment deleted");
  }
}
