/** What this page must do about the recording of a call that it carries, by the machine's state alone (CALL-12). Pure: `recording-room.ts` carries it out. */
import type { CallState } from "@rinnalla/core";
import type { AgentId, ClientId } from "@rinnalla/protocol";

export interface RecordingContext {
  readonly me: AgentId;
  readonly clientId: ClientId;
  /** This page asked for it, and nobody else has recorded since. */
  readonly hasAsked: boolean;
  /** Who would record it here, if that is known. */
  readonly recorder: "engine" | "page" | null;
}

/** `takeOver`: say that it goes on here, as a part of its own. `record`: make the part (nothing comes of it while paused). */
export type RecordingDuty = "none" | "takeOver" | "record";

export function recordingDuty(call: CallState, { me, clientId, hasAsked, recorder }: RecordingContext): RecordingDuty {
  const { recording } = call;
  if (call.phase === "ended" || call.clients.agent !== clientId || recording?.agentId !== me) return "none";
  if (recording.phase !== "recording" && recording.phase !== "paused") return "none";
  // The engine began it, and no page has had to go on with it.
  if (recorder === null || (recorder === "engine" && recording.recorder === null)) return "none";
  const isOurs = recording.recorder === null ? hasAsked : recording.recorder === clientId;
  return isOurs ? "record" : "takeOver";
}
