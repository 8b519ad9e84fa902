/** What an agent says and does in the chat itself. A message shows at once as pending; the log makes it real. */
import type { Connection } from "@rinnalla/client";
import { newId, type Audience, type ConversationId, type MessageId } from "@rinnalla/protocol";
import { changeLog } from "../../store/line.ts";
import type { PendingMessage } from "../../store/log.ts";
import type { Observable } from "../../store/observable.ts";
import type { ConsoleState } from "../../store/state.ts";

export interface Chat {
  readonly post: (id: ConversationId, text: string, audience: Audience) => void;
  /** Call at every keystroke; told to whom it is for at most every three seconds. An internal note is told to nobody. */
  readonly typing: (id: ConversationId, isTyping: boolean, audience?: Audience) => void;
}

const typingEveryMs = 3_000;

export function createChat(connection: Connection, state: Observable<ConsoleState>): Chat {
  const typed = new Map<ConversationId, { readonly at: number; readonly audience: Audience }>();
  const tell = (id: ConversationId, isTyping: boolean, audience: Audience): void =>
    connection.signal(id, { kind: "typing", isTyping, ...(audience === "consult" && { audience }) });
  const typing: Chat["typing"] = (id, isTyping, audience = "all") => {
    const now = Date.now();
    const last = typed.get(id);
    const isSame = last?.audience === audience;
    if (isTyping && isSame && now - last.at < typingEveryMs) return;
    if (last && !(isTyping && isSame)) {
      typed.delete(id);
      tell(id, false, last.audience);
    }
    if (!isTyping || audience === "staff") return;
    typed.set(id, { at: now, audience });
    tell(id, true, audience);
  };
  return {
    typing,
    post: (id, text, audience) => {
      const messageId = newId<MessageId>();
      const pending: PendingMessage = { messageId, text, audience, at: Date.now(), refusal: null };
      state.update((value) => changeLog(value, id, (log) => ({ ...log, pending: [...log.pending, pending] })));
      typed.delete(id);
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
