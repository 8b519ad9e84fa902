/** An agent in a list to choose from: picture, presence, and a word about what else there is to know. */
import type { AgentView } from "@rinnalla/protocol";
import { Avatar } from "./avatar.tsx";
import { PresenceDot } from "./presence-dot.tsx";
import { usePresenceWord } from "./presence-word.ts";

export function AgentRow({ agent, word }: { readonly agent: AgentView; readonly word: string | null }) {
  const presenceWord = usePresenceWord();
  return (
    <>
      <span className="me-picture">
        <Avatar id={agent.id} name={agent.name} />
        <PresenceDot presence={agent.presence} />
      </span>
      <span className="picker-text">
        <span className="picker-name">{agent.name}</span>
        <span className="quiet">
          {presenceWord(agent)}
          {word && ` · ${word}`}
        </span>
      </span>
    </>
  );
}
