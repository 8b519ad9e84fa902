/** Tells the agent what this customer's browser can do, without any prompt, before a ring (CALL-06). */
import { readAbilities } from "@rinnalla/calls";
import type { Chat } from "./chat.ts";

/** Said when an agent joins or asks, when the line comes back, and when what was said changes. Returns the check to run after each change of state. */
export function createAbilityTeller(chat: Chat): () => void {
  let toldTo = "";
  const tell = async (): Promise<void> => {
    if (!toldTo) return;
    chat.signal({ kind: "abilities", ...(await readAbilities()), isVisible: document.visibilityState === "visible" });
  };
  document.addEventListener("visibilitychange", () => void tell());
  // A console that came later, or was reloaded, has not heard it.
  chat.onSignal(({ signal }) => signal.kind === "askAbilities" && void tell());
  navigator.mediaDevices?.addEventListener("devicechange", () => void tell());
  return () => {
    const { conversation, line } = chat.state;
    const audience =
      line === "online" && conversation?.agent && conversation.ended === null
        ? `${conversation.id} ${conversation.agent.agentId}`
        : "";
    if (audience === toldTo) return;
    toldTo = audience;
    void tell();
  };
}
