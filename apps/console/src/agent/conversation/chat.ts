/** What an agent says and does in the chat itself. A message shows at once as pending; the log makes it real. */
import type { Connection } from "@rinnalla/client";
import { newId, type Audience, type ConversationId, type MessageId } from "@rinnalla/protocol";
import { changeLog } from "../../store/line.ts";
import type { PendingMessage } from "../../store/log.ts";
import type { Observable } from "../../store/observable.ts";
import type { ConsoleState } from "../../store/state.ts";

export interface Chat {
  readonly post: (id: ConversationId, text: string, audience: Audience) => void;
  /** Call at every keystroke; told to the customer at most every three seconds. */
  readonly typing: (id: ConversationId, isTyping: boolean) => void;
}

const typingEveryMs = 3_000;

export function createChat(connection: Connection, state: Observable<ConsoleState>): Chat {
  const typedAt = new Map<ConversationId, number>();
  const typing = (id: ConversationId, isTyping: boolean): void => {
    const now = Date.now();
    const last = typedAt.get(id) ?? 0;
    if (isTyping ? now - last < typingEveryMs : last === 0) return;
    typedAt.set(id, isTyping ? now : 0);
    connection.signal(id, { kind: "typing", isTyping });
  };
  return {
    typing,
    post: (id, text, audience) => {
      const messageId = newId<MessageId>();
      const pending: PendingMessage = { messageId, text, audience, at: Date.now(), refusal: null };
      state.update((value) => changeLog(value, id, (log) => ({ ...log, pending: [...log.pending, pending] })));
      typedAt.set(id, 0);
      void connection.command(id, { type: "postMessage", messageId, text, audience }).then((result) => {
        if (result.ok) return;
        state.update((value) =>
          changeLog(value, id, (log) => ({
            ...log,
            pending: log.pending.map((one) => (one.messageId === messageId ? { ...one, refusal: result.code } : one)),
          })),
        );
      });
    },
  };
}
