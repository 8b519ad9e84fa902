export { newId } from "./ids.ts";
export type * from "./ids.ts";
export { errorCodes, isRetryable } from "./errors.ts";
export type { ErrorCode, Refusal } from "./errors.ts";
export { limits, protocolVersion } from "./limits.ts";
export type * from "./people.ts";
export type * from "./config.ts";
export type * from "./form.ts";
export type * from "./hours.ts";
export type * from "./events.ts";
export type * from "./deployment.ts";
export type * from "./participants.ts";
export type * from "./views.ts";
export type * from "./proactive.ts";
export type * from "./recordings.ts";
export { attachmentKinds } from "./attachments.ts";
export type { Attachment, AttachmentKind, AttachmentRules, AttachmentType } from "./attachments.ts";
export type { CustomerCommand, PersonCommand, PersonCommandType, SharedCommand, StaffCommand } from "./commands.ts";
export type {
  CallbackOutcome,
  MessageFromProvider,
  MessageToProvider,
  ProviderCallback,
  ProviderEvent,
  ProviderPage,
  ProviderReport,
  ProviderSession,
  ProviderTrial,
  ProviderView,
} from "./provider.ts";
export { previewMark } from "./preview-mark.ts";
export type { PreviewFrame, PreviewNotice, PreviewOpening, PreviewRequest } from "./preview.ts";
export type { EngineSignal, RtcSignal, Signal } from "./signals.ts";
export type {
  ClientFrame,
  CommandFrame,
  CommandResult,
  Hello,
  PublicWidget,
  RelayServer,
  ServerFrame,
  SignalSource,
} from "./frames.ts";
export { binaryFlags, binaryHeaderBytes, readBinaryHeader, writeBinaryHeader } from "./binary.ts";
export {
  readReplayRecords,
  replayKinds,
  replaySides,
  replayType,
  replayVersion,
  writeReplayRecord,
  type ReplayRecord,
} from "./replay.ts";
