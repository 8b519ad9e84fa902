/**
 * The visual session's machine, co-browse and screen share alike: decides, changes nothing (VIS-02, VIS-04, VIS-06, VIS-07).
 * Consent is only ever given by the customer, scope by scope; in doubt (two tabs, a late word) the narrower side wins.
 */
import { limits } from "@rinnalla/protocol";
import type {
  AgentId,
  ProviderChoice,
  ProviderConfig,
  Refusal,
  Side,
  VisualEvent,
  VisualKind,
} from "@rinnalla/protocol";
import type { Command } from "../conversation/commands.ts";
import { decide, nothing, type Decision } from "../decision.ts";
import type { TimerName } from "../effects.ts";
import { assertNever, refuse, type Instant } from "../kernel/result.ts";
import { endBy, endVisual } from "./end.ts";
import { acceptPin, expirePin } from "./pin.ts";
import { inviteWithProvider, stepProvider } from "./provider.ts";
import { isRecordingCommand, stepVisualRecording, type VisualRecordingCommandType } from "./recording.ts";
import { askControl, grantScope, refuseScope, revokeScope } from "./scope.ts";
import type { VisualState } from "./state.ts";

export type VisualCommandType =
  | "inviteVisual"
  | "prepareVisual"
  | "connectVisual"
  | "enterPin"
  | "askScope"
  | "grantScope"
  | "refuseScope"
  | "revokeScope"
  | "pauseVisual"
  | "resumeVisual"
  | "reportAction"
  | "endVisual"
  | "rejoinVisual"
  | "visualLegDropped"
  | VisualRecordingCommandType;
export type VisualCommand = Extract<Command, { type: VisualCommandType }>;
export type VisualTimer = Extract<TimerName, "pin" | "visualLegAgent" | "visualLegCustomer">;

export interface VisualTurn {
  /** The conversation's latest session, live or ended. */
  readonly visual: VisualState | null;
  readonly providers: { readonly [Kind in VisualKind]: ProviderChoice };
  /** Of somebody else's providers, by id, as the administrator has them now. */
  readonly manifests: ReadonlyMap<string, ProviderConfig>;
  /** The widget's administrator allows recordings. */
  readonly mayRecord: boolean;
  /** The primary agent of an ongoing conversation. */
  readonly agentId: AgentId | null;
  readonly pin: string | null;
  /** Of the one who asks. */
  readonly side: Side;
  readonly isByProvider: boolean;
  readonly now: Instant;
}

const legTimer = { agent: "visualLegAgent", customer: "visualLegCustomer" } as const;

export function stepVisual(turn: VisualTurn, command: VisualCommand): Decision | Refusal {
  const { visual, side, now } = turn;
  if (command.type === "inviteVisual") return invite(turn, command);
  if (command.type === "enterPin")
    return visual?.provider && visual.phase !== "ended" ? refuse("wrongState") : acceptPin(visual, command, now);
  if (!visual || visual.id !== command.visualId) return isTold(command) ? nothing : refuse("visualGone");
  if (visual.phase === "ended") return isStopping(command) || isTold(command) ? nothing : refuse("visualGone");
  const decided = stepProvider(turn, visual, command);
  if (decided) return decided;
  if (isRecordingCommand(command)) return stepVisualRecording(turn, visual, command);
  switch (command.type) {
    case "askScope":
      return askControl(visual);
    case "grantScope":
      return grantScope(visual, command.scope, command.clientId);
    case "refuseScope":
      return refuseScope(visual, command.scope);
    case "revokeScope":
      return revokeScope(visual, command.scope, side);
    case "pauseVisual":
      if (visual.phase === "paused") return nothing;
      return visual.phase === "live" ? decide([{ type: "visualPaused", visualId: visual.id }]) : refuse("wrongState");
    case "resumeVisual":
      if (visual.phase === "live") return nothing;
      return visual.phase === "paused"
        ? decide([{ type: "visualResumed", visualId: visual.id }])
        : refuse("wrongState");
    case "reportAction":
      return report(visual, command);
    case "endVisual":
      return turn.isByProvider ? endVisual(visual, "providerEnded", null) : endBy(visual, side);
    case "rejoinVisual":
      return rejoin(visual, side, command);
    case "visualLegDropped":
      return drop(visual, command, now);
    case "prepareVisual":
    case "connectVisual":
      return refuse("wrongState");
    default:
      return assertNever(command);
  }
}

/** Asks for what the end has brought about. */
function isStopping({ type }: VisualCommand): boolean {
  return type === "endVisual" || type === "stopVisualRecording" || type === "revokeVisualRecording";
}

/** Not asked for, but told by the server: it may come late. */
function isTold({ type }: VisualCommand): boolean {
  return type === "visualLegDropped" || type === "visualRecordingBroken";
}

/** A timer that is no longer what the state waits for came too late: nothing. */
export function fireVisualTimer(visual: VisualState | null, timer: VisualTimer, now: Instant): Decision {
  if (!visual || visual.phase === "ended") return nothing;
  if (timer === "pin") return expirePin(visual, now);
  const until = timer === "visualLegAgent" ? visual.lostUntil.agent : visual.lostUntil.customer;
  return until !== null && now >= until ? endVisual(visual, "network", null) : nothing;
}

function invite(turn: VisualTurn, command: Extract<VisualCommand, { type: "inviteVisual" }>): Decision | Refusal {
  const { visual, agentId, pin, now } = turn;
  if (visual?.id === command.visualId) return visual.phase === "ended" ? refuse("visualGone") : nothing;
  if (visual && visual.phase !== "ended") return refuse("visualExists");
  if (agentId === null) return refuse("wrongState");
  const provider = turn.providers[command.kind];
  if (provider === null) return refuse("visualOff");
  if (provider !== "builtin") return inviteWithProvider(turn, command);
  if (pin === null) throw new Error("inviteVisual needs a PIN from the server");
  const expiresAt = now + limits.pinMs;
  const { visualId, kind, clientId } = command;
  return decide(
    [{ type: "visualInvited", visualId, kind, agentId, clientId, pin, expiresAt }],
    [{ type: "setTimer", timer: "pin", dueAt: expiresAt }],
  );
}

/** The customer's page tells what it let the agent do, and what it did not (VIS-06). */
function report(visual: VisualState, command: Extract<VisualCommand, { type: "reportAction" }>): Decision | Refusal {
  if (visual.phase !== "live" && visual.phase !== "paused") return refuse("wrongState");
  if (visual.scopes.control !== "granted" && command.action !== "refused") return refuse("noConsent");
  const acted: VisualEvent = { type: "visualActed", visualId: visual.id, action: command.action, label: command.label };
  return decide([acted]);
}

function rejoin(
  visual: VisualState,
  side: Side,
  command: Extract<VisualCommand, { type: "rejoinVisual" }>,
): Decision | Refusal {
  // Before the PIN no page of the customer carries the session.
  if (visual.phase === "invited" && side === "customer") return refuse("wrongState");
  if (!visual.lost[side] && visual.clients[side] === command.clientId) return nothing;
  return decide(
    [{ type: "visualLegRejoined", visualId: visual.id, side, clientId: command.clientId }],
    visual.lost[side] ? [{ type: "clearTimer", timer: legTimer[side] }] : [],
  );
}

function drop(
  visual: VisualState,
  command: Extract<VisualCommand, { type: "visualLegDropped" }>,
  now: Instant,
): Decision {
  const { side } = command;
  // While invited, the PIN's own time is what is waited for.
  if (visual.phase === "invited" || visual.lost[side]) return nothing;
  if (command.clientId !== undefined && command.clientId !== visual.clients[side]) return nothing;
  const until = now + limits.visualGraceMs;
  return decide(
    [{ type: "visualLegLost", visualId: visual.id, side, until }],
    [{ type: "setTimer", timer: legTimer[side], dueAt: until }],
  );
}
