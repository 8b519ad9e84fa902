import type { ConversationId } from "@rinnalla/protocol";
import { useConsole, useWords } from "../../store/use-console.ts";

/** The customer's name, from the log or (while it is loading) from the desk; "Visitor" if none was given. */
export function useCustomerName(id: ConversationId): string {
  const { t } = useWords();
  const name = useConsole(
    (state) => state.logs.get(id)?.state?.customerName ?? state.desk.conversations.get(id)?.customerName ?? null,
  );
  return name ?? t("list.visitor");
}
