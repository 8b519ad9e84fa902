/**
 * What passes beside the log: at most once, never stored, lost when a socket is slow (DESIGN, "Beside the log").
 */
import { Type, type Static } from "typebox";
import { Id, closed } from "./fields.ts";
import type { CallId, VisualId } from "./ids.ts";

const sdp = Type.String({ maxLength: 30_000 });
const epoch = Type.Integer({ minimum: 0 });

/**
 * Set-up of one peer link. `linkId` is the call's or the visual session's id.
 * The agent's end always offers; the customer's end says `hello` (a new `epoch` means: a fresh connection beside the old).
 */
export const RtcSignalSchema = Type.Union([
  /** Customer's end: "I am here and want a connection"; agent's end: "I am back, say hello again" (epoch 0). */
  Type.Object({ type: Type.Literal("hello"), epoch }, closed),
  Type.Object({ type: Type.Literal("offer"), epoch, sdp }, closed),
  Type.Object({ type: Type.Literal("answer"), epoch, sdp }, closed),
  Type.Object(
    {
      type: Type.Literal("candidate"),
      epoch,
      /** `null`: no more of them. */
      candidate: Type.Union([
        Type.Object(
          {
            candidate: Type.String({ maxLength: 2000 }),
            sdpMid: Type.Union([Type.String({ maxLength: 64 }), Type.Null()]),
            sdpMLineIndex: Type.Union([Type.Integer({ minimum: 0, maximum: 64 }), Type.Null()]),
            usernameFragment: Type.Optional(Type.Union([Type.String({ maxLength: 256 }), Type.Null()])),
          },
          closed,
        ),
        Type.Null(),
      ]),
    },
    closed,
  ),
]);

const candidate = Type.Union([
  Type.Object(
    {
      candidate: Type.String({ maxLength: 2000 }),
      sdpMid: Type.Union([Type.String({ maxLength: 64 }), Type.Null()]),
      sdpMLineIndex: Type.Union([Type.Integer({ minimum: 0, maximum: 64 }), Type.Null()]),
    },
    closed,
  ),
  Type.Null(),
]);

/**
 * Between a page and the server about media that goes through the server (CALL-11). A page's legs: `out:` what it publishes to those
 * who take part, `out:<client>` what it passes on to that one alone, `in:<client>` what it is given of that one.
 */
const EngineSaySchema = Type.Union([
  /** Page, of a leg in: wants it, or wants it afresh. Server: lay it afresh. */
  Type.Object({ type: Type.Literal("ask") }, closed),
  Type.Object({ type: Type.Literal("offer"), sdp }, closed),
  Type.Object({ type: Type.Literal("answer"), sdp }, closed),
  Type.Object({ type: Type.Literal("candidate"), candidate }, closed),
  /** Of a leg out by its page; the server tells it to those who are given it. */
  Type.Object({ type: Type.Literal("tracks"), hasAudio: Type.Boolean(), hasVideo: Type.Boolean() }, closed),
  Type.Object({ type: Type.Literal("end") }, closed),
  /** Server, of no leg: there is no media server any more; the pages join themselves. */
  Type.Object({ type: Type.Literal("down") }, closed),
]);

const fraction = Type.Number({ minimum: 0, maximum: 1 });

export const SignalSchema = Type.Union([
  /** `consult`: for the primary agent and the colleagues beside, and never for the customer (ROUTE-07). */
  Type.Object(
    {
      kind: Type.Literal("typing"),
      isTyping: Type.Boolean(),
      audience: Type.Optional(Type.Literal("consult")),
    },
    closed,
  ),
  Type.Object(
    { kind: Type.Literal("rtc"), linkId: Type.Union([Id<CallId>(), Id<VisualId>()]), rtc: RtcSignalSchema },
    closed,
  ),
  Type.Object(
    {
      kind: Type.Literal("engine"),
      callId: Id<CallId>(),
      leg: Type.String({ pattern: "^((out|in):[A-Za-z0-9_-]{0,64})?$" }),
      epoch,
      say: EngineSaySchema,
    },
    closed,
  ),
  /** What the sender's tracks do now; drives the other side's "camera off" and "muted" marks. */
  Type.Object(
    { kind: Type.Literal("media"), callId: Id<CallId>(), hasAudio: Type.Boolean(), hasVideo: Type.Boolean() },
    closed,
  ),
  /** The agent's pointer over a shared screen, in fractions of the picture; `null`: put away. */
  Type.Object(
    {
      kind: Type.Literal("pointer"),
      visualId: Id<VisualId>(),
      at: Type.Union([Type.Object({ x: fraction, y: fraction }, closed), Type.Null()]),
    },
    closed,
  ),
  /**
   * A line of the agent's pen over a shared screen, whole each time it grows: points in 1/10,000 of the picture, `x,y x,y …`. A number that
   * is known already is drawn anew.
   */
  Type.Object(
    {
      kind: Type.Literal("stroke"),
      visualId: Id<VisualId>(),
      stroke: Type.Integer({ minimum: 1, maximum: 1_000_000 }),
      points: Type.String({ maxLength: 3_600, pattern: "^\\d{1,5},\\d{1,5}( \\d{1,5},\\d{1,5}){0,299}$" }),
    },
    closed,
  ),
  /** Takes it away; 0: all of them. */
  Type.Object(
    {
      kind: Type.Literal("erase"),
      visualId: Id<VisualId>(),
      stroke: Type.Integer({ minimum: 0, maximum: 1_000_000 }),
    },
    closed,
  ),
  /** To the customer's pages, from a console that has come to the conversation: say `abilities` again. */
  Type.Object({ kind: Type.Literal("askAbilities") }, closed),
  /** What this customer can do, without any prompt (CALL-06, pre-flight). */
  Type.Object(
    {
      kind: Type.Literal("abilities"),
      hasMicrophone: Type.Boolean(),
      hasCamera: Type.Boolean(),
      canCall: Type.Boolean(),
      canShareScreen: Type.Boolean(),
      isVisible: Type.Boolean(),
    },
    closed,
  ),
]);

export type RtcSignal = Static<typeof RtcSignalSchema>;
export type Signal = Static<typeof SignalSchema>;
export type EngineSignal = Extract<Signal, { kind: "engine" }>;
