/** What this page must do about the recording of a shared screen that it looks at, by the machine's state alone (VIS-04). Pure. */
import type { VisualState } from "@rinnalla/core";
import type { AgentId, ClientId } from "@rinnalla/protocol";

export interface ScreenRecordingContext {
  readonly me: AgentId;
  readonly clientId: ClientId;
  /** This page asked for it, and has recorded since, if no other has gone on with it. */
  readonly hasAsked: boolean;
}

/** `wait`: the part is ours, and nothing comes into it now. `takeOver`: an earlier page of ours made the last part; this one goes on in another. */
export type ScreenRecordingDuty = "none" | "record" | "wait" | "takeOver";

export function screenRecordingDuty(
  visual: Pick<VisualState, "kind" | "phase" | "clients" | "recording">,
  { me, clientId, hasAsked }: ScreenRecordingContext,
): ScreenRecordingDuty {
  const { kind, phase, clients, recording } = visual;
  if (kind !== "screenShare" || phase === "ended" || clients.agent !== clientId || recording?.agentId !== me)
    return "none";
  if (recording.phase !== "recording" && recording.phase !== "paused") return "none";
  const isOurs = recording.recorder === null ? hasAsked : recording.recorder === clientId;
  if (!isOurs) return "takeOver";
  return recording.phase === "recording" && phase === "live" ? "record" : "wait";
}
