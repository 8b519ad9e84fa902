/** What the conversation's terms let the agent begin: the menus show just that (CALL-01, VIS-01). */
import type { CallMode, ConversationTerms, VisualKind } from "@rinnalla/protocol";

export function callModesOf(terms: Pick<ConversationTerms, "calls">): readonly CallMode[] {
  switch (terms.calls) {
    case "none":
      return [];
    case "voice":
      return ["voice"];
    case "voiceAndVideo":
      return ["voice", "video"];
  }
}

export function visualKindsOf(terms: Pick<ConversationTerms, "cobrowse" | "screenShare">): readonly VisualKind[] {
  return (["cobrowse", "screenShare"] as const).filter((kind) => terms[kind] !== null);
}
