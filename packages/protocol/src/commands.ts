/**
 * What a person or the server may ask of one conversation: imperative. Who may is `core/access`.
 * Every command is carried in a `command` frame with a client-made id, and answered by one `ack`.
 */
import { Type, type Static } from "typebox";
import { Id, LocaleSchema, closed } from "./fields.ts";
import type {
  AgentId,
  AttachmentId,
  CallId,
  ClientId,
  MailId,
  MessageId,
  OfferId,
  QueueId,
  RecordingId,
  VisualId,
} from "./ids.ts";
import { AnswersSchema, EmailSchema } from "./form-schemas.ts";
import { limits } from "./limits.ts";

const scope = Type.Union([Type.Literal("view"), Type.Literal("control")]);
const callId = Id<CallId>();
const visualId = Id<VisualId>();
const clientId = Id<ClientId>();
const recordingId = Id<RecordingId>();
const agentId = Id<AgentId>();
const mode = Type.Union([Type.Literal("voice"), Type.Literal("video")]);
/** A recording of a call. */
const ofRecording = { callId, recordingId };
/** A recording of a visual session. */
const ofVisualRecording = { visualId, recordingId };
const figure = (maximum: number) => Type.Number({ minimum: 0, maximum });
const text = Type.String({ minLength: 1, maxLength: limits.messageChars });
/** What was uploaded under this id becomes a message, once (CHAT-05). */
const ofAttachment = {
  attachmentId: Id<AttachmentId>(),
  /** As the sender's computer has it; core's `safeFileName` makes it fit to be shown and saved. */
  name: Type.String({ maxLength: limits.saidFileNameChars }),
};

/** What brings the customer to a provider: a PIN or password that cannot pass for a link, an address, or both. */
export const invitation = {
  pin: Type.Optional(
    Type.String({
      maxLength: limits.providerPinChars,
      pattern: "^[A-Za-z0-9!#$%&*+=?@_.-]+( [A-Za-z0-9!#$%&*+=?@_.-]+)*$",
    }),
  ),
  joinLink: Type.Optional(Type.String({ minLength: 1, maxLength: limits.urlChars })),
};

/** Variables of the page (CHAT-08). */
const Context = Type.Record(
  Type.String({ pattern: `^[A-Za-z][A-Za-z0-9_.-]{0,${limits.contextNameChars - 1}}$` }),
  Type.String({ maxLength: limits.contextValueChars }),
  { maxProperties: limits.contextEntries, additionalProperties: false },
);

/** Sent by the customer's widget. */
export const CustomerCommandSchema = Type.Union([
  Type.Object(
    {
      type: Type.Literal("openConversation"),
      locale: LocaleSchema,
      customerName: Type.Union([Type.String({ minLength: 1, maxLength: limits.nameChars }), Type.Null()]),
      page: Type.Union([Type.String({ maxLength: 2000 }), Type.Null()]),
      context: Type.Optional(Context),
      /** To the widget's form (CHAT-04). */
      answers: Type.Optional(AnswersSchema),
    },
    closed,
  ),
  /** While closed: a conversation that nobody is in, for the agents' list. */
  Type.Object(
    {
      type: Type.Literal("leaveMessage"),
      locale: LocaleSchema,
      customerName: Type.Union([Type.String({ minLength: 1, maxLength: limits.nameChars }), Type.Null()]),
      email: Type.Union([EmailSchema, Type.Null()]),
      text,
      page: Type.Union([Type.String({ maxLength: 2000 }), Type.Null()]),
      context: Type.Optional(Context),
    },
    closed,
  ),
  Type.Object({ type: Type.Literal("postMessage"), messageId: Id<MessageId>(), text }, closed),
  Type.Object({ type: Type.Literal("postAttachment"), ...ofAttachment }, closed),
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
  /** Answered by the agent's `startCall` (CALL-10). */
  Type.Object({ type: Type.Literal("askCall"), mode }, closed),
  Type.Object({ type: Type.Literal("cancelCallRequest") }, closed),
  /** Also when leaving, and after the end. Asked again, it replaces what was asked. */
  Type.Object(
    {
      type: Type.Literal("askCallBack"),
      at: Type.Union([Type.Integer({ minimum: 0 }), Type.Null()]),
      note: Type.Optional(Type.String({ minLength: 1, maxLength: limits.commentChars })),
    },
    closed,
  ),
  Type.Object({ type: Type.Literal("cancelCallBack") }, closed),
  Type.Object({ type: Type.Literal("grantRecording"), ...ofRecording }, closed),
  Type.Object({ type: Type.Literal("refuseRecording"), ...ofRecording }, closed),
  /** Takes the consent back: the recording stops. */
  Type.Object({ type: Type.Literal("revokeRecording"), ...ofRecording }, closed),
  Type.Object({ type: Type.Literal("enterPin"), pin: Type.String({ pattern: "^[0-9]{6}$" }), clientId }, closed),
  Type.Object({ type: Type.Literal("grantScope"), visualId, scope, clientId }, closed),
  Type.Object({ type: Type.Literal("refuseScope"), visualId, scope }, closed),
  Type.Object({ type: Type.Literal("grantVisualRecording"), ...ofVisualRecording }, closed),
  Type.Object({ type: Type.Literal("refuseVisualRecording"), ...ofVisualRecording }, closed),
  /** Takes the consent back: the recording stops. */
  Type.Object({ type: Type.Literal("revokeVisualRecording"), ...ofVisualRecording }, closed),
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
  /** `clientId`: the page that comes into the call, if the conversation is offered with one (CALL-11). */
  Type.Object({ type: Type.Literal("acceptOffer"), offerId: Id<OfferId>(), clientId: Type.Optional(clientId) }, closed),
  Type.Object({ type: Type.Literal("declineOffer"), offerId: Id<OfferId>() }, closed),
  /** Takes a waiting conversation from the queue, if there is room. */
  Type.Object({ type: Type.Literal("pickConversation"), clientId: Type.Optional(clientId) }, closed),
  /** A supervisor's own word: overrides presence and capacity (ROUTE-04). */
  Type.Object({ type: Type.Literal("assignConversation"), agentId: Id<AgentId>() }, closed),
  Type.Object({ type: Type.Literal("transferConversation"), queueId: Id<QueueId>() }, closed),
  /** Offered to that agent; to a colleague who is consulted or has joined, at once. A live call has its own ways (CALL-11). */
  Type.Object(
    {
      type: Type.Literal("transferToAgent"),
      agentId,
      offerId: Id<OfferId>(),
      note: Type.Optional(Type.String({ minLength: 1, maxLength: limits.commentChars })),
    },
    closed,
  ),
  Type.Object({ type: Type.Literal("cancelTransfer") }, closed),
  /** The primary agent asks a colleague aside (ROUTE-07). */
  Type.Object({ type: Type.Literal("askConsult"), agentId }, closed),
  Type.Object({ type: Type.Literal("cancelConsult"), agentId }, closed),
  Type.Object({ type: Type.Literal("acceptConsult") }, closed),
  Type.Object({ type: Type.Literal("declineConsult") }, closed),
  /** The primary agent ends a consultation. */
  Type.Object({ type: Type.Literal("dismissParticipant"), agentId }, closed),
  /** A supervisor comes into the conversation. */
  Type.Object(
    { type: Type.Literal("joinConversation"), role: Type.Union([Type.Literal("monitor"), Type.Literal("join")]) },
    closed,
  ),
  Type.Object(
    {
      type: Type.Literal("changeParticipantRole"),
      role: Type.Union([Type.Literal("monitor"), Type.Literal("join"), Type.Literal("consult")]),
    },
    closed,
  ),
  Type.Object({ type: Type.Literal("leaveConversation") }, closed),
  Type.Object(
    {
      type: Type.Literal("postMessage"),
      messageId: Id<MessageId>(),
      text,
      audience: Type.Union([Type.Literal("all"), Type.Literal("staff"), Type.Literal("consult")]),
    },
    closed,
  ),
  Type.Object(
    {
      type: Type.Literal("postAttachment"),
      ...ofAttachment,
      audience: Type.Union([Type.Literal("all"), Type.Literal("staff"), Type.Literal("consult")]),
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
  Type.Object({ type: Type.Literal("declineCallRequest") }, closed),
  Type.Object({ type: Type.Literal("takeCallBack") }, closed),
  Type.Object(
    {
      type: Type.Literal("closeCallBack"),
      outcome: Type.Union([Type.Literal("done"), Type.Literal("notReached")]),
    },
    closed,
  ),
  /** A supervisor comes into the call (CALL-11). */
  Type.Object(
    {
      type: Type.Literal("joinCall"),
      callId,
      clientId,
      role: Type.Union([Type.Literal("listen"), Type.Literal("whisper"), Type.Literal("join")]),
    },
    closed,
  ),
  Type.Object(
    {
      type: Type.Literal("changeCallRole"),
      callId,
      role: Type.Union([
        Type.Literal("listen"),
        Type.Literal("whisper"),
        Type.Literal("join"),
        Type.Literal("consult"),
      ]),
    },
    closed,
  ),
  Type.Object({ type: Type.Literal("leaveCall"), callId }, closed),
  /** The primary agent asks a colleague into the call, to consult. */
  Type.Object({ type: Type.Literal("inviteToCall"), callId, agentId }, closed),
  Type.Object({ type: Type.Literal("cancelCallInvite"), callId, agentId }, closed),
  Type.Object({ type: Type.Literal("acceptCallInvite"), callId, clientId }, closed),
  Type.Object({ type: Type.Literal("declineCallInvite"), callId }, closed),
  /** The primary agent ends a consultation. */
  Type.Object({ type: Type.Literal("dismissGuest"), callId, agentId }, closed),
  Type.Object({ type: Type.Literal("holdCall"), callId }, closed),
  Type.Object({ type: Type.Literal("resumeCall"), callId }, closed),
  /** To a guest who consults or has joined; the call goes on. */
  Type.Object({ type: Type.Literal("transferCall"), callId, agentId }, closed),
  /** The conversation is offered to the queue's agents while the call goes on with the customer on hold. */
  Type.Object({ type: Type.Literal("transferCallToQueue"), callId, queueId: Id<QueueId>() }, closed),
  Type.Object({ type: Type.Literal("cancelCallTransfer"), callId }, closed),
  Type.Object({ type: Type.Literal("askRecording"), ...ofRecording }, closed),
  Type.Object({ type: Type.Literal("pauseRecording"), ...ofRecording }, closed),
  Type.Object({ type: Type.Literal("resumeRecording"), ...ofRecording }, closed),
  /** `reason`: it cannot be carried on, by no wish of anybody's. */
  Type.Object(
    { type: Type.Literal("stopRecording"), ...ofRecording, reason: Type.Optional(Type.Literal("failed")) },
    closed,
  ),
  /** This page of the agent's records from now on: another did before, or the media server (CALL-12). */
  Type.Object({ type: Type.Literal("continueRecording"), ...ofRecording, clientId }, closed),
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
  /** The provider's session exists. Said by the provider, or by the agent for one that says nothing (VIS-10). */
  Type.Object({ type: Type.Literal("prepareVisual"), visualId, ...invitation }, closed),
  /** The customer is seen. */
  Type.Object({ type: Type.Literal("connectVisual"), visualId }, closed),
  Type.Object({ type: Type.Literal("askScope"), visualId, scope: Type.Literal("control") }, closed),
  Type.Object({ type: Type.Literal("askVisualRecording"), ...ofVisualRecording }, closed),
  Type.Object({ type: Type.Literal("pauseVisualRecording"), ...ofVisualRecording }, closed),
  Type.Object({ type: Type.Literal("resumeVisualRecording"), ...ofVisualRecording }, closed),
  Type.Object({ type: Type.Literal("continueVisualRecording"), ...ofVisualRecording, clientId }, closed),
  Type.Object({ type: Type.Literal("stopVisualRecording"), ...ofVisualRecording }, closed),
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
  /** What the call was like, as measured here. Once for each side, at the end. */
  Type.Object(
    {
      type: Type.Literal("reportCallQuality"),
      callId,
      lossPercent: figure(100),
      jitterMs: figure(60_000),
      roundTripMs: figure(60_000),
      mos: Type.Number({ minimum: 1, maximum: 5 }),
      freezeMs: Type.Optional(figure(86_400_000)),
      usedRelay: Type.Boolean(),
    },
    closed,
  ),
  /** The conversation so far, to an address (CHAT-04). */
  Type.Object({ type: Type.Literal("mailTranscript"), mailId: Id<MailId>(), address: EmailSchema }, closed),
  Type.Object({ type: Type.Literal("rejoinVisual"), visualId, clientId }, closed),
  Type.Object({ type: Type.Literal("revokeScope"), visualId, scope }, closed),
  Type.Object({ type: Type.Literal("endVisual"), visualId }, closed),
]);

export type CustomerCommand = Static<typeof CustomerCommandSchema>;
export type StaffCommand = Static<typeof StaffCommandSchema>;
export type SharedCommand = Static<typeof SharedCommandSchema>;
export type PersonCommand = CustomerCommand | StaffCommand | SharedCommand;
export type PersonCommandType = PersonCommand["type"];
