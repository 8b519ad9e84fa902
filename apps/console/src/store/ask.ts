/** Says a command, and tells the agent in words if it was refused. */
import type { Connection } from "@rinnalla/client";
import type { CommandResult, ConversationId, PersonCommand } from "@rinnalla/protocol";
import type { Observable } from "./observable.ts";
import type { ConsoleState } from "./state.ts";
import { addToast } from "./toasts.ts";

export type Ask = (conversationId: ConversationId, command: PersonCommand) => Promise<CommandResult>;

export function askThrough(connection: Connection, state: Observable<ConsoleState>): Ask {
  return async (conversationId, command) => {
    const result = await connection.command(conversationId, command);
    if (!result.ok) {
      const { code } = result;
      state.update((value) => addToast(value, { tone: "danger", text: { code } }));
    }
    return result;
  };
}
