/** The skills that a waiting conversation still waits for; nothing once anybody will do (ROUTE-01). */
import { missingFor } from "@rinnalla/core";
import type { ConversationSummary, SkillId } from "@rinnalla/protocol";
import { useCallback } from "react";
import { useConsole, useWords } from "../store/use-console.ts";
import { useNow } from "./duration.tsx";

export function SkillsAsked({ row }: { readonly row: ConversationSummary }) {
  return row.skills && row.agentId === null ? <Asked row={row} /> : null;
}

function Asked({ row }: { readonly row: ConversationSummary }) {
  const { t } = useWords();
  const names = useSkillNames()(missingFor(row, [], useNow()));
  return names === "" ? null : <span className="mark mark-skill">{t("skills.asked", { names })}</span>;
}

export function useSkillNames(): (ids: readonly SkillId[]) => string {
  const skills = useConsole((state) => state.desk.skills);
  return useCallback((ids) => ids.map((id) => skills.get(id)?.name ?? "–").join(", "), [skills]);
}
