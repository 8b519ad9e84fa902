/**
 * The conversation machine: decides, changes nothing. Calls and visual sessions are decided by their own machines,
 * to which this one hands over (CHAT, ROUTE-06). Who may ask is looked up in `access/table.ts` before anything else.
 */
import type { Actor, Refusal } from "@rinnalla/protocol";
import { mayCommand } from "../access/table.ts";
import { fireCallTimer, stepCall, type CallTurn } from "../call/step.ts";
import type { Decision } from "../decision.ts";
import type { TimerName } from "../effects.ts";
import { assertNever, refuse, type Instant } from "../kernel/result.ts";
import { fireVisualTimer, stepVisual, type VisualTurn } from "../visual/step.ts";
import type { Command, ServerGiven } from "./commands.ts";
import { closeCustomerWindow, dropCustomer, returnCustomer } from "./customer-window.ts";
import { answerSurvey, askEnd, closeConversation, endWrapUp } from "./end.ts";
import { assignConversation, loseAgent, pickConversation, transferConversation } from "./handover.ts";
import { postMessage, sharePin } from "./messages.ts";
import { acceptOffer, declineOffer, expireOffer, offerConversation, withdrawOffer } from "./offer.ts";
import { openConversation } from "./open.ts";
import type { ConversationState } from "./state.ts";
import { sideOf, type Turn } from "./turn.ts";

export interface StepInput {
  /** `null` before `openConversation`. */
  readonly state: ConversationState | null;
  readonly command: Command;
  readonly by: Actor;
  readonly now: Instant;
  readonly given: ServerGiven;
}

export function step({ state, command, by, now, given }: StepInput): Decision | Refusal {
  const isOpening = command.type === "openConversation";
  // Another visitor may not even know that there is such a conversation.
  if (state ? by.kind === "customer" && state.visitorId !== by.visitorId : !isOpening) return refuse("notFound");
  if (!mayCommand(by, command.type, state)) return refuse("notAllowed");
  if (isOpening) return state ? refuse("conversationExists") : openConversation(command, given.opening);
  return state ? decideOn({ state, by, now }, command, given) : refuse("notFound");
}

function decideOn(
  turn: Turn,
  command: Exclude<Command, { type: "openConversation" }>,
  given: ServerGiven,
): Decision | Refusal {
  switch (command.type) {
    case "offerConversation":
      return offerConversation(turn, command.offerId, command.agentId);
    case "acceptOffer":
      return acceptOffer(turn, command.offerId);
    case "declineOffer":
      return declineOffer(turn, command.offerId);
    case "withdrawOffer":
      return withdrawOffer(turn, command.offerId);
    case "pickConversation":
      return pickConversation(turn);
    case "assignConversation":
      return assignConversation(turn, command.agentId, given.assigneeName);
    case "transferConversation":
      return transferConversation(turn, command.queueId);
    case "agentLost":
      return loseAgent(turn, command.agentId);
    case "postMessage":
      return postMessage(turn, command);
    case "sharePin":
      return sharePin(turn, command.visualId, command.messageId);
    case "customerDropped":
      return dropCustomer(turn);
    case "customerReturned":
      return returnCustomer(turn);
    case "endConversation":
      return askEnd(turn);
    case "closeConversation":
      return closeConversation(turn);
    case "answerSurvey":
      return answerSurvey(turn, command);
    case "fireTimer":
      return fireTimer(turn, command.timer);
    case "startCall":
    case "answerCall":
    case "declineCall":
    case "endCall":
    case "confirmCall":
    case "rejoinCall":
    case "callLegDropped":
      return stepCall(callTurn(turn), command);
    case "inviteVisual":
    case "enterPin":
    case "askScope":
    case "grantScope":
    case "refuseScope":
    case "revokeScope":
    case "pauseVisual":
    case "resumeVisual":
    case "reportAction":
    case "endVisual":
    case "rejoinVisual":
    case "visualLegDropped":
      return stepVisual(visualTurn(turn, given), command);
    default:
      return assertNever(command);
  }
}

function fireTimer(turn: Turn, timer: TimerName): Decision | Refusal {
  switch (timer) {
    case "offer":
      return expireOffer(turn);
    case "customerWindow":
      return closeCustomerWindow(turn);
    case "wrapUp":
      return endWrapUp(turn);
    case "ring":
    case "callLegAgent":
    case "callLegCustomer":
      return fireCallTimer(turn.state.call, timer, turn.now);
    case "pin":
    case "visualLegAgent":
    case "visualLegCustomer":
      return fireVisualTimer(turn.state.visual, timer, turn.now);
    default:
      return assertNever(timer);
  }
}

function callTurn({ state, by, now }: Turn): CallTurn {
  return {
    call: state.call,
    calls: state.terms.calls,
    agentId: state.ended ? null : (state.agent?.agentId ?? null),
    isCustomerHere: state.isCustomerHere,
    side: sideOf(by),
    now,
  };
}

function visualTurn({ state, by, now }: Turn, given: ServerGiven): VisualTurn {
  return {
    visual: state.visual,
    providers: { cobrowse: state.terms.cobrowse, screenShare: state.terms.screenShare },
    agentId: state.ended ? null : (state.agent?.agentId ?? null),
    pin: given.pin,
    side: sideOf(by),
    now,
  };
}
