/** All that can be asked of a conversation: what people send, with what the server adds, and what the server itself says. */
import type {
  AgentId,
  Attachment,
  AttachmentId,
  CallId,
  ClientId,
  ConversationId,
  ConversationTerms,
  FormField,
  MailId,
  OfflineMessageConfig,
  OfferId,
  PersonCommand,
  ProviderConfig,
  RecordingId,
  Side,
  SkillId,
  SkillRule,
  VerifiedCustomer,
  VisitorId,
  VisualId,
} from "@rinnalla/protocol";
import type { TimerName } from "../effects.ts";

/** Values that must not come from a client, or from inside a pure step. */
export interface ServerGiven {
  readonly conversationId: ConversationId;
  /** For `openConversation`. */
  readonly opening: {
    readonly visitorId: VisitorId;
    readonly terms: ConversationTerms;
    /** Whom the site's token named (CHAT-08). */
    readonly customer?: VerifiedCustomer;
    /** What the widget's form asks (CHAT-04). */
    readonly form?: readonly FormField[];
    /** Outside the operating hours. */
    readonly isClosed?: boolean;
    /** Absent: no message can be left. */
    readonly offlineMessage?: OfflineMessageConfig;
    /** By which it asks for more skills than the terms say (ROUTE-01). */
    readonly skillRules?: readonly SkillRule[];
  } | null;
  /** For `pickConversation`: what the agent can. */
  readonly pickerSkills?: readonly SkillId[];
  /** For `inviteVisual`: six random digits. */
  readonly pin: string | null;
  /** Of the agent whom the command picks (`pickedBy`); `null` if there is none of that id. */
  readonly assigneeName: string | null;
  /** For sessions with somebody else's provider: the manifests as they are now, by id. */
  readonly providers?: ReadonlyMap<string, ProviderConfig>;
  /** For `transferCallToQueue`: what the customer reads. */
  readonly queueName?: string | null;
  /** For `postAttachment`: what this person uploaded here under that id. */
  readonly uploaded?: Attachment | null;
  /** This server sends e-mail. */
  readonly hasMail?: boolean;
}

export type SystemCommand =
  /** The router found an agent. */
  | { readonly type: "offerConversation"; readonly offerId: OfferId; readonly agentId: AgentId }
  | { readonly type: "withdrawOffer"; readonly offerId: OfferId }
  /** Whoever is asked to consult is not there to see it. */
  | { readonly type: "withdrawConsult"; readonly agentId: AgentId }
  | { readonly type: "fireTimer"; readonly timer: TimerName }
  /** No socket of the customer is left, or one came back. */
  | { readonly type: "customerDropped" }
  | { readonly type: "customerReturned" }
  /** The primary agent did not come back within the agent's grace: the conversation waits again, its place kept. */
  | { readonly type: "agentLost"; readonly agentId: AgentId }
  /** The same of a colleague beside the primary agent, or of one who is asked to consult. */
  | { readonly type: "participantLost"; readonly agentId: AgentId }
  /** The socket that carried this side is gone. With `clientId`, nothing happens if another client carries the side by now. */
  | { readonly type: "callLegDropped"; readonly callId: CallId; readonly side: Side; readonly clientId?: ClientId }
  /** The same of a guest in the call. */
  | {
      readonly type: "callGuestDropped";
      readonly callId: CallId;
      readonly agentId: AgentId;
      readonly clientId: ClientId;
    }
  /** One try to send a transcript is over for good. */
  | { readonly type: "mailSettled"; readonly mailId: MailId; readonly isSent: boolean }
  /** Before the first byte of it is given to somebody of the staff. */
  | {
      readonly type: "notePlayback";
      readonly recordingId: RecordingId;
      readonly agentId: AgentId;
      readonly name: string;
    }
  /** What was recorded is older than it may be. */
  | { readonly type: "expireRecording"; readonly recordingId: RecordingId }
  /** The file is older than it may be. */
  | { readonly type: "expireAttachment"; readonly attachmentId: AttachmentId }
  /** Nothing more can be kept of a visual session. */
  | {
      readonly type: "visualRecordingBroken";
      readonly visualId: VisualId;
      readonly recordingId: RecordingId;
      readonly because: "full" | "failed";
    }
  | {
      readonly type: "visualLegDropped";
      readonly visualId: VisualId;
      readonly side: Side;
      readonly clientId?: ClientId;
    };

export type Command = PersonCommand | SystemCommand;

/** The agent whose name the server has to find for this command. */
export function pickedBy(command: Command): AgentId | null {
  switch (command.type) {
    case "assignConversation":
    case "inviteToCall":
    case "askConsult":
    case "transferToAgent":
      return command.agentId;
    default:
      return null;
  }
}
