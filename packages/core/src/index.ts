export { assertNever, refuse } from "./kernel/result.ts";
export type { Instant } from "./kernel/result.ts";
export type { Claim, ClaimChange, ClaimKind, Effect, TimerChange, TimerName } from "./effects.ts";
export type { CallGuest, CallState, RecordingPhase, RecordingState } from "./call/state.ts";
export type { CallBackState, CallRequestState } from "./call/request.ts";
export { maySendRecording } from "./call/recording.ts";
export { hears, isLinked, linksOf, partiesOf, partyOf } from "./call/links.ts";
export type { CallLink, CallParty } from "./call/links.ts";
export { takesCallClaim } from "./call/evolve.ts";
export { feedLeg, heardLeg, mediaPlan, outLegs, recordedMedia } from "./call/media-plan.ts";
export type { PlannedLink, RecordedMedia } from "./call/media-plan.ts";
export { isKeptNow } from "./visual/recording.ts";
export { parseViewingRule, viewOfPage, type PageView } from "./visual/viewing-rules.ts";
export type { ScopeState, VisualState } from "./visual/state.ts";
export type { ConversationState } from "./conversation/state.ts";
export type { Command, ServerGiven, SystemCommand } from "./conversation/commands.ts";
export { step } from "./conversation/step.ts";
export type { StepInput } from "./conversation/step.ts";
export type { Decision } from "./decision.ts";
export { evolve } from "./conversation/evolve.ts";
export { logEvents } from "./conversation/log.ts";
export { visibleToCustomer } from "./conversation/visible.ts";
export { summarise } from "./conversation/summary.ts";
export { mayCommand, mayFollow } from "./access/table.ts";
export { isLocked, loadOf, unitsToTake } from "./capacity/load.ts";
export { chooseAssignments } from "./routing/choose.ts";
export type { Assignment, RoutableAgent, WaitingConversation } from "./routing/choose.ts";
export { builtin, localeFor, providersFor, registry } from "./provider/builtin.ts";
export type { ProviderManifest } from "./provider/builtin.ts";
export { fillTemplate, originOf, placeholders, templateProblem } from "./provider/template.ts";
export type { PlaceholderValues } from "./provider/template.ts";
export { cleanImage } from "./attachment/clean-image.ts";
export { safeFileName } from "./attachment/file-name.ts";
export { maySeeAttachment, type AttachmentState } from "./attachment/post.ts";
export { kindProblem, pixelProblem, sizeProblem, usualAttachmentRules } from "./attachment/rules.ts";
export { sniff, sniffedBytes } from "./attachment/sniff.ts";
export { acceptOf, isImageType } from "./attachment/types.ts";
export { settingProblems } from "./settings/problems.ts";
export { compileRule, maskOf } from "./masking/mask.ts";
export type { Mask } from "./masking/mask.ts";
export { maskSaid } from "./masking/said.ts";
export { planImport } from "./settings/import.ts";
export { removalProblem } from "./settings/removal.ts";
export type { UnderWay } from "./settings/removal.ts";
export { addDays, emptyDay, serviceLevel, withWait } from "./supervision/queue-day.ts";
export { agentRows, isAvailable, queueRows, standsSince, waitOf } from "./supervision/live-rows.ts";
export type { AgentRow, QueueRow } from "./supervision/live-rows.ts";
export { listConversations, usualOrder } from "./supervision/conversation-order.ts";
export type {
  ConversationColumn,
  ConversationFilter,
  ConversationOrder,
  ConversationStateFilter,
} from "./supervision/conversation-order.ts";
