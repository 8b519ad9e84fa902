/**
 * What a person or the server may ask of one conversation: imperative. Who may is `core/access`.
 * Every command is carried in a `command` frame with a client-made id, and answered by one `ack`.
 */
import { Type, type Static } from "typebox";
import { Id, LocaleSchema, closed } from "./fields.ts";
import type { AgentId, CallId, ClientId, MessageId, OfferId, QueueId, VisualId } from "./ids.ts";
import { limits } from "./limits.ts";

const scope = Type.Union([Type.Literal("view"), Type.Literal("control")]);
const callId = Id<CallId>();
const visualId = Id<VisualId>();
const clientId = Id<ClientId>();
const text = Type.String({ minLength: 1, maxLength: limits.messageChars });

/** Sent by the customer's widget. */
export const CustomerCommandSchema = Type.Union([
  Type.Object(
    {
      type: Type.Literal("openConversation"),
      locale: LocaleSchema,
      customerName: Type.Union([Type.String({ minLength: 1, maxLength: limits.nameChars }), Type.Null()]),
      page: Type.Union([Type.String({ maxLength: 2000 }), Type.Null()]),
    },
    closed,
  ),
  Type.Object({ type: Type.Literal("postMessage"), messageId: Id<MessageId>(), text }, closed),
  Type.Object({ type: Type.Literal("endConversation") }, closed),
  Type.Object(
    {
      type: Type.Literal("answerSurvey"),
      score: Type.Union([Type.Literal(1), Type.Literal(2), Type.Literal(3), Type.Literal(4), Type.Literal(5)]),
      comment: Type.Union([Type.String({ maxLength: limits.commentChars }), Type.Null()]),
    },
    closed,
  ),
  Type.Object(
    {
      type: Type.Literal("answerCall"),
      callId,
      answer: Type.Union([Type.Literal("audio"), Type.Literal("video")]),
      clientId,
    },
    closed,
  ),
  Type.Object({ type: Type.Literal("declineCall"), callId }, closed),
  Type.Object({ type: Type.Literal("enterPin"), pin: Type.String({ pattern: "^[0-9]{6}$" }), clientId }, closed),
  Type.Object({ type: Type.Literal("grantScope"), visualId, scope, clientId }, closed),
  Type.Object({ type: Type.Literal("refuseScope"), visualId, scope }, closed),
  Type.Object({ type: Type.Literal("pauseVisual"), visualId }, closed),
  Type.Object({ type: Type.Literal("resumeVisual"), visualId }, closed),
  Type.Object(
    {
      type: Type.Literal("reportAction"),
      visualId,
      action: Type.Union([
        Type.Literal("click"),
        Type.Literal("type"),
        Type.Literal("select"),
        Type.Literal("scroll"),
        Type.Literal("navigate"),
        Type.Literal("submit"),
        Type.Literal("refused"),
      ]),
      label: Type.String({ maxLength: 200 }),
    },
    closed,
  ),
]);

/** Sent by an agent's or a supervisor's console. */
export const StaffCommandSchema = Type.Union([
  Type.Object({ type: Type.Literal("acceptOffer"), offerId: Id<OfferId>() }, closed),
  Type.Object({ type: Type.Literal("declineOffer"), offerId: Id<OfferId>() }, closed),
  /** Takes a waiting conversation from the queue, if there is room. */
  Type.Object({ type: Type.Literal("pickConversation") }, closed),
  /** A supervisor's own word: overrides presence and capacity (ROUTE-04). */
  Type.Object({ type: Type.Literal("assignConversation"), agentId: Id<AgentId>() }, closed),
  Type.Object({ type: Type.Literal("transferConversation"), queueId: Id<QueueId>() }, closed),
  Type.Object(
    {
      type: Type.Literal("postMessage"),
      messageId: Id<MessageId>(),
      text,
      audience: Type.Union([Type.Literal("all"), Type.Literal("staff")]),
    },
    closed,
  ),
  Type.Object({ type: Type.Literal("endConversation") }, closed),
  Type.Object({ type: Type.Literal("closeConversation") }, closed),
  Type.Object(
    {
      type: Type.Literal("startCall"),
      callId,
      mode: Type.Union([Type.Literal("voice"), Type.Literal("video")]),
      clientId,
    },
    closed,
  ),
  Type.Object(
    {
      type: Type.Literal("inviteVisual"),
      visualId,
      kind: Type.Union([Type.Literal("cobrowse"), Type.Literal("screenShare")]),
      clientId,
    },
    closed,
  ),
  /** Puts the PIN of the live invitation in the chat (VIS-02). */
  Type.Object({ type: Type.Literal("sharePin"), visualId, messageId: Id<MessageId>() }, closed),
  Type.Object({ type: Type.Literal("askScope"), visualId, scope: Type.Literal("control") }, closed),
]);

/** Sent by either side; the side is that of the sender. */
export const SharedCommandSchema = Type.Union([
  /** Hang up, cancel a ring, or leave with a reason that the browser gave. */
  Type.Object(
    {
      type: Type.Literal("endCall"),
      callId,
      reason: Type.Union([Type.Literal("hungUp"), Type.Literal("noDevice"), Type.Literal("permissionDenied")]),
    },
    closed,
  ),
  /** Media of the other side plays here. The first of these makes the call connected. */
  Type.Object({ type: Type.Literal("confirmCall"), callId, clientId }, closed),
  /** This client carries the side's leg of the call from now on (after a reload, a navigation, a lost network). */
  Type.Object({ type: Type.Literal("rejoinCall"), callId, clientId }, closed),
  Type.Object({ type: Type.Literal("rejoinVisual"), visualId, clientId }, closed),
  Type.Object({ type: Type.Literal("revokeScope"), visualId, scope }, closed),
  Type.Object({ type: Type.Literal("endVisual"), visualId }, closed),
]);

export type CustomerCommand = Static<typeof CustomerCommandSchema>;
export type StaffCommand = Static<typeof StaffCommandSchema>;
export type SharedCommand = Static<typeof SharedCommandSchema>;
export type PersonCommand = CustomerCommand | StaffCommand | SharedCommand;
export type PersonCommandType = PersonCommand["type"];
