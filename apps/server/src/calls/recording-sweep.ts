/**
 * Deletes what was recorded longer ago than the widget's setting allows (CALL-12): first said in the log, then gone from the disk. Makes
 * ready before that what the media server recorded for a process of ours that died.
 */
import type { RecordingState, SystemCommand } from "@rinnalla/core";
import { limits, type CommandResult, type ConversationId, type RecordingId } from "@rinnalla/protocol";
import type { Logger } from "pino";
import type { States } from "../conversations/states.ts";
import type { Settings } from "../settings/settings.ts";
import { hourly } from "../timers/hourly.ts";
import type { ServerRecordings } from "./janus/server-recordings.ts";
import type { Recordings } from "./recordings.ts";

const dayMs = 86_400_000;

export interface SweepParts {
  readonly recordings: Recordings;
  readonly serverRecordings: ServerRecordings;
  readonly states: States;
  readonly settings: Settings;
  readonly tell: (conversationId: ConversationId, command: SystemCommand) => Promise<CommandResult>;
  readonly now: () => number;
  readonly log: Logger;
}

/** At once and then every hour, until `stop`. */
export function sweepRecordings(parts: SweepParts): { readonly stop: () => Promise<void> } {
  return hourly(
    () => sweepOnce(parts),
    (failure) => parts.log.error({ err: failure }, "recordings not swept"),
  );
}

async function sweepOnce(parts: SweepParts): Promise<void> {
  const { recordings, serverRecordings, states, settings, tell, now, log } = parts;
  await serverRecordings.finishOthers();
  for (const id of await recordings.list()) {
    const about = await recordings.about(id);
    if (!about) continue;
    const { conversationId } = about;
    const widget = settings.widgets.get(about.widgetId);
    const isOfVisual = (await keptIn(states, conversationId, id))?.visual !== undefined;
    const days = (isOfVisual ? widget?.visualRecordingDays : widget?.recordingDays) ?? limits.recordingDays;
    if (now() < about.createdAt + days * dayMs) continue;
    await tell(conversationId, { type: "expireRecording", recordingId: id });
    // It goes on still: at the next sweep.
    if (await keptIn(states, conversationId, id)) continue;
    await recordings.delete(id);
    log.info({ conversationId, recordingId: id, days }, "recording deleted");
  }
}

/** As the log has it. */
async function keptIn(states: States, conversationId: ConversationId, id: RecordingId): Promise<RecordingState | null> {
  const state = await states.load(conversationId);
  return state?.recordings.find((one) => one.id === id) ?? null;
}
