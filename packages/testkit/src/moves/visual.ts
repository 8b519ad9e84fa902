/** Moves in visual sessions: the built-in provider's, somebody else's, and their recording. */
import type { MessageId, RecordingId, VisualId } from "@rinnalla/protocol";
import { customer, demoProvider, id, pages, system } from "../people.ts";
import { openCommand, scenarioPin } from "../scenario.ts";
import type { Make } from "./meeting.ts";

export const visual = [
  ({ on, agent, pick, desk }) => [
    agent,
    {
      type: "inviteVisual",
      visualId: id<VisualId>(`visual${on.log.length}`),
      kind: pick % 4 ? "cobrowse" : "screenShare",
      clientId: desk,
    },
  ],
  ({ agent, visualId, pick }) => [agent, { type: "sharePin", visualId, messageId: id<MessageId>(`m${pick}`) }],
  ({ pick, tab }) => [customer, { type: "enterPin", pin: pick % 4 ? scenarioPin : "000000", clientId: tab }],
  ({ agent, visualId }) => [agent, { type: "askScope", visualId, scope: "control" }],
  ({ visualId, pick, tab }) => [
    customer,
    { type: "grantScope", visualId, scope: pick % 2 ? "view" : "control", clientId: tab },
  ],
  ({ visualId, pick, tab }) => [
    customer,
    { type: "grantScope", visualId, scope: pick % 2 ? "control" : "view", clientId: tab },
  ],
  ({ visualId, pick }) => [customer, { type: "refuseScope", visualId, scope: pick % 16 ? "control" : "view" }],
  ({ side, visualId, pick }) => [side, { type: "revokeScope", visualId, scope: pick % 16 ? "control" : "view" }],
  ({ visualId }) => [customer, { type: "pauseVisual", visualId }],
  ({ visualId }) => [customer, { type: "resumeVisual", visualId }],
  ({ visualId, pick }) => [
    customer,
    { type: "reportAction", visualId, action: pick % 2 ? "click" : "refused", label: "Add" },
  ],
  ({ side, visualId, page }) => [side, { type: "rejoinVisual", visualId, clientId: page }],
  ({ visualId, pick }) => [system, { type: "visualLegDropped", visualId, side: pick % 2 ? "agent" : "customer" }],
  ({ side, visualId, pick }) => (pick % 4 ? [customer, openCommand] : [side, { type: "endVisual", visualId }]),
] as const satisfies readonly Make[];

export const provider = [
  ({ visualId, pick }) => [
    demoProvider,
    pick % 2
      ? { type: "prepareVisual", visualId, pin: `P-${pick}` }
      : { type: "prepareVisual", visualId, joinLink: "https://katse.example/join" },
  ],
  ({ agent, visualId, pick }) => [
    pick % 2 ? demoProvider : agent,
    { type: "sharePin", visualId, messageId: id<MessageId>(`m${pick}`) },
  ],
  ({ visualId }) => [demoProvider, { type: "connectVisual", visualId }],
  ({ agent, visualId, pick }) => [pick % 4 ? agent : demoProvider, { type: "endVisual", visualId }],
] as const satisfies readonly Make[];

export const visualRecording = [
  ({ on, agent, visualId }) => [
    agent,
    { type: "askVisualRecording", visualId, recordingId: id<RecordingId>(`visualRecording${on.log.length}`) },
  ],
  ({ visualId, visualRecordingId: recordingId, pick }) => [
    customer,
    { type: pick % 4 ? "grantVisualRecording" : "refuseVisualRecording", visualId, recordingId },
  ],
  ({ on, agent, visualId, visualRecordingId: recordingId, pick }) => [
    agent,
    {
      type:
        (on.state.visual?.recording?.phase === "paused") === pick % 8 > 0
          ? "resumeVisualRecording"
          : "pauseVisualRecording",
      visualId,
      recordingId,
    },
  ],
  ({ agent, visualId, visualRecordingId: recordingId, pick }) => [
    agent,
    {
      type: "continueVisualRecording",
      visualId,
      recordingId,
      clientId: pick % 2 ? pages.desk : pages.otherDesk,
    },
  ],
  ({ agent, visualId, visualRecordingId: recordingId, pick }) =>
    pick % 3 === 0
      ? [agent, { type: "stopVisualRecording", visualId, recordingId }]
      : pick % 3 === 1
        ? [customer, { type: "revokeVisualRecording", visualId, recordingId }]
        : [system, { type: "visualRecordingBroken", visualId, recordingId, because: "full" }],
] as const satisfies readonly Make[];
