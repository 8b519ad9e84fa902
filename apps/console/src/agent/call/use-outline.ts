/** What there is of a recording (CALL-12), asked once its card is shown, and again while the server is still being sent it or makes it ready. */
import type { RecordingOutline } from "@rinnalla/protocol";
import { useEffect, useState } from "react";
import type { RecordingItem } from "../conversation/timeline-items.ts";

export type OutlineState = RecordingOutline | "loading" | "failed";

const againMs = 1_500;
/** The last piece is sent after the end. */
const settlesMs = 5_000;

export function useOutline({ recordingId, conversationId, at, isDeleted }: RecordingItem): OutlineState {
  const [outline, setOutline] = useState<OutlineState>("loading");
  useEffect(() => {
    if (isDeleted) return;
    const left = new AbortController();
    let timer: ReturnType<typeof setTimeout> | undefined;
    const shownAt = performance.now();
    const load = async (): Promise<void> => {
      const path = `/api/recordings/${recordingId}/outline?conversation=${conversationId}`;
      const next = await fetchOutline(path, left.signal);
      if (left.signal.aborted) return;
      // The same again must not interrupt who is listening.
      setOutline((before) => (JSON.stringify(before) === JSON.stringify(next) ? before : next));
      const isSettled = Date.now() > at + settlesMs || performance.now() > shownAt + settlesMs;
      const isDone = next !== "failed" && !next.isGrowing && isSettled;
      if (!isDone) timer = setTimeout(() => void load(), againMs);
    };
    void load();
    return () => {
      left.abort();
      clearTimeout(timer);
    };
  }, [recordingId, conversationId, at, isDeleted]);
  return outline;
}

async function fetchOutline(path: string, signal: AbortSignal): Promise<RecordingOutline | "failed"> {
  try {
    const answer = await fetch(path, { signal });
    return answer.ok ? ((await answer.json()) as RecordingOutline) : "failed";
  } catch {
    return "failed";
  }
}
