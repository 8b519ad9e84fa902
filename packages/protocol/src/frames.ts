/**
 * Frames on the socket. Text frames are JSON of these; binary frames carry a mirrored page (`binary.ts`).
 * The first frame of a client is `hello`; the server answers `welcome`, then replays every conversation named in
 * `cursors` (and a visitor's ongoing one) in order, then sends `live` for each.
 */
import { Type, type Static } from "typebox";
import { CustomerCommandSchema, SharedCommandSchema, StaffCommandSchema } from "./commands.ts";
import type { AgentConfig, MediaChoice, PresenceConfig, SkillConfig, WidgetConfig } from "./config.ts";
import type { ErrorCode } from "./errors.ts";
import type { LoggedEvent } from "./events.ts";
import type { KnownCustomer } from "./form.ts";
import type { Availability } from "./hours.ts";
import { Id, LocaleSchema, closed } from "./fields.ts";
import type { AgentId, CallId, ClientId, CommandId, ConversationId, PresenceId, VisitorId, VisualId } from "./ids.ts";
import type { Presence, Side } from "./people.ts";
import { SignalSchema, type Signal } from "./signals.ts";
import type { AgentView, CallBackView, ConversationSummary, Marks, QueueView } from "./views.ts";

const seq = Type.Integer({ minimum: 0 });
const conversationId = Id<ConversationId>();

export const HelloSchema = Type.Object(
  {
    t: Type.Literal("hello"),
    version: Type.Integer(),
    realm: Type.Union([Type.Literal("visitor"), Type.Literal("staff")]),
    /** Visitor token (POST /api/widget/:id/session) or staff ticket (POST /api/staff/ticket). */
    token: Type.String({ minLength: 1, maxLength: 4000 }),
    clientId: Id<ClientId>(),
    locale: LocaleSchema,
    /** Events after `after` are wanted. */
    cursors: Type.Array(Type.Object({ conversationId, after: seq }, closed), { maxItems: 200 }),
  },
  closed,
);

export const ClientFrameSchema = Type.Union([
  HelloSchema,
  Type.Object(
    {
      t: Type.Literal("command"),
      id: Id<CommandId>(),
      conversationId,
      command: Type.Union([CustomerCommandSchema, StaffCommandSchema, SharedCommandSchema]),
    },
    closed,
  ),
  Type.Object({ t: Type.Literal("follow"), conversationId, after: seq }, closed),
  Type.Object({ t: Type.Literal("unfollow"), conversationId }, closed),
  /** Monotone; the server keeps the greatest. */
  Type.Object({ t: Type.Literal("mark"), conversationId, delivered: seq, read: seq }, closed),
  Type.Object(
    { t: Type.Literal("signal"), conversationId, to: Type.Optional(Id<ClientId>()), signal: SignalSchema },
    closed,
  ),
  /** Asks for relays and their short-lived credentials for a link; answered by `relays`. */
  Type.Object(
    { t: Type.Literal("relays"), conversationId, linkId: Type.Union([Id<CallId>(), Id<VisualId>()]) },
    closed,
  ),
  /** Opens the binary channel of a live co-browse; answered by `channel` or `refused`. */
  Type.Object({ t: Type.Literal("joinChannel"), conversationId, visualId: Id<VisualId>() }, closed),
  Type.Object({ t: Type.Literal("leaveChannel"), channel: Type.Integer({ minimum: 1 }) }, closed),
  /** Staff only. */
  Type.Object(
    {
      t: Type.Literal("presence"),
      presence: Type.Union([
        Type.Literal("available"),
        Type.Literal("busy"),
        Type.Literal("doNotDisturb"),
        Type.Literal("away"),
        Type.Literal("offline"),
        Type.Object({ custom: Id<PresenceId>() }, closed),
      ]),
    },
    closed,
  ),
  Type.Object({ t: Type.Literal("ping"), n: Type.Integer() }, closed),
]);

export type Hello = Static<typeof HelloSchema>;
export type ClientFrame = Static<typeof ClientFrameSchema>;
export type CommandFrame = Extract<ClientFrame, { t: "command" }>;

/** Who sent a signal. */
export interface SignalSource {
  readonly side: Side;
  readonly clientId: ClientId;
  /** A guest in the call, not the primary agent (CALL-11). */
  readonly guest?: AgentId;
  /** To colleagues alone: who of them it is (ROUTE-07). */
  readonly colleague?: AgentId;
}

export interface RelayServer {
  readonly urls: readonly string[];
  readonly username: string;
  readonly credential: string;
}

/** The public part of a widget's settings. */
export type PublicWidget = Omit<
  WidgetConfig,
  "allowedOrigins" | "workstreamId" | "skillIds" | "skillRules" | keyof MediaChoice
>;

export type ServerFrame =
  | {
      readonly t: "welcome";
      readonly now: number;
      readonly me:
        | {
            readonly realm: "visitor";
            readonly visitorId: VisitorId;
            readonly widget: PublicWidget;
            readonly conversationId: ConversationId | null;
            /** Absent: always open (CHAT-04). */
            readonly availability?: Availability;
            /** Of a signed-in customer. */
            readonly known?: KnownCustomer;
            /** The transcript can be sent by e-mail. */
            readonly hasMail?: true;
          }
        | { readonly realm: "staff"; readonly agent: AgentConfig; readonly hasMail?: true };
    }
  | { readonly t: "ack"; readonly id: CommandId; readonly result: CommandResult }
  /** In order, without a doubled `seq`; a customer's view has gaps where an event is for staff alone. */
  | { readonly t: "events"; readonly conversationId: ConversationId; readonly events: readonly LoggedEvent[] }
  /** All that the log held when the follow began has been sent. */
  | { readonly t: "live"; readonly conversationId: ConversationId; readonly seq: number; readonly marks: Marks }
  /** To a visitor: the widget has opened or closed, or its hours are others now. */
  | { readonly t: "availability"; readonly availability: Availability }
  /** To a customer who waits: how many are before and with this one, as shown, and how long it may take; `null`: not known. */
  | {
      readonly t: "place";
      readonly conversationId: ConversationId;
      readonly place: number;
      readonly estimateMs: number | null;
    }
  | { readonly t: "marks"; readonly conversationId: ConversationId; readonly marks: Marks }
  | {
      readonly t: "signal";
      readonly conversationId: ConversationId;
      readonly from: SignalSource;
      readonly signal: Signal;
    }
  | {
      readonly t: "relays";
      readonly linkId: CallId | VisualId;
      readonly servers: readonly RelayServer[];
      readonly isRelayOnly: boolean;
      /** Until the customer accepts, the link is relayed and shows nobody's address; afterwards it may be direct. */
      readonly isRelayOnlyUntilAccept: boolean;
      readonly region: string;
      /** What joins a call of more than two; absent: the browsers. */
      readonly engine?: "server";
      /** It records as well (CALL-12); absent: the agent's browser does. */
      readonly recorder?: "server";
    }
  | { readonly t: "channel"; readonly visualId: VisualId; readonly channel: number; readonly as: "sharer" | "viewer" }
  /** To the sharer: somebody looks on from now (or fell behind) and needs a whole snapshot; `viewers` 0: send nothing. */
  | { readonly t: "channelWants"; readonly channel: number; readonly viewers: number; readonly wantsSnapshot: boolean }
  | { readonly t: "channelClosed"; readonly channel: number }
  /** Staff: the desk whole (first, and after a reconnect), then what changed. `gone`: no longer this person's to see. */
  | {
      readonly t: "desk";
      readonly isWhole: boolean;
      readonly conversations: readonly ConversationSummary[];
      readonly gone: readonly ConversationId[];
      readonly agents: readonly AgentView[];
      readonly queues: readonly QueueView[];
      /** Open ones, also of closed conversations (CALL-10); with `isWhole` all of them. */
      readonly callBacks?: readonly CallBackView[];
      readonly callBacksGone?: readonly ConversationId[];
      /** With `isWhole`; absent: none. */
      readonly skills?: readonly SkillConfig[];
      readonly presences?: readonly PresenceConfig[];
    }
  | {
      readonly t: "presence";
      readonly agentId: AgentId;
      readonly presence: Presence;
      /** As in `AgentView`. */
      readonly customPresence?: PresenceId;
      readonly isBusyByLoad?: true;
    }
  /** A frame that was not a command was refused. */
  | {
      readonly t: "refused";
      readonly code: ErrorCode;
      readonly about: ClientFrame["t"];
      readonly conversationId?: ConversationId;
    }
  | { readonly t: "pong"; readonly n: number; readonly now: number }
  /** The last word before the server closes the socket. */
  | { readonly t: "bye"; readonly code: ErrorCode };

export type CommandResult =
  | { readonly ok: true; readonly seq: number }
  | { readonly ok: false; readonly code: ErrorCode };
