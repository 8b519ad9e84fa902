/** Tells the agent what this customer's browser can do, without any prompt, before a ring (CALL-06). Fetched when there is an agent. */
import { readAbilities } from "@rinnalla/calls";
import type { Part, PartHost } from "../chat/part.ts";

/** Said when an agent joins or asks, when the line comes back, and when what was said changes. */
export function create({ chat }: PartHost): Part {
  let toldTo = "";
  const tell = async (): Promise<void> => {
    if (!toldTo) return;
    chat.signal({ kind: "abilities", ...(await readAbilities()), isVisible: document.visibilityState === "visible" });
  };
  document.addEventListener("visibilitychange", () => void tell());
  navigator.mediaDevices?.addEventListener("devicechange", () => void tell());
  return {
    update() {
      const { conversation, line } = chat.state;
      const audience =
        line === "online" && conversation?.agent && conversation.ended === null
          ? `${conversation.id} ${conversation.agent.agentId}`
          : "";
      if (audience === toldTo) return;
      toldTo = audience;
      void tell();
    },
    // A console that came later, or was reloaded, has not heard it.
    takeSignal: ({ signal }) => void (signal.kind === "askAbilities" && tell()),
    card: () => null,
  };
}
