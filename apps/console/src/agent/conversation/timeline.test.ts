import type { CallId, ClientId, ConversationEvent, MessageId, VisualId } from "@rinnalla/protocol";
import { describe, expect, test } from "vitest";
import { emptyLog, foldEvents, foldMarks, type Log } from "../../store/log.ts";
import {
  aino,
  byAino,
  byCustomer,
  bySystem,
  conversation,
  joined,
  logged,
  offered,
  opened,
  queued,
  start,
} from "../../testing/samples.ts";
import { timelineOf } from "./timeline.ts";

type By = typeof byAino;
const context = { me: aino, queueName: () => "Service", agentName: () => "Aino" };
const logOf = (...more: readonly (readonly [By, ConversationEvent])[]): Log =>
  foldEvents(emptyLog(conversation), logged([opened(), queued, offered, joined(), ...more]));
const message = (id: string, by: By, audience: "all" | "staff" = "all"): readonly [By, ConversationEvent] => [
  by,
  {
    type: "messagePosted",
    messageId: id as MessageId,
    side: by.kind === "customer" ? "customer" : "agent",
    kind: "text",
    text: id,
    audience,
  },
];
const callId = "call" as CallId;
const visualId = "visual" as VisualId;
const clientId = "client" as ClientId;

describe("timeline", () => {
  test("[CHAT-02] own messages go from sent to delivered to read; the customer's and notes carry no mark", () => {
    const log = logOf(
      message("a", byAino),
      message("b", byAino),
      message("c", byAino),
      message("d", byCustomer),
      message("e", byAino, "staff"),
    );
    const marked = foldMarks(log, { customer: { delivered: 6, read: 5 }, agent: { delivered: 0, read: 0 } });
    const marks = timelineOf(marked, context).flatMap((item) =>
      item.kind === "message" ? [[item.text, item.delivery]] : [],
    );
    expect(marks).toEqual([
      ["a", "read"],
      ["b", "delivered"],
      ["c", "sent"],
      ["d", null],
      ["e", null],
    ]);
  });

  test("messages of one sender in a row say the name once; a note is never taken for a message", () => {
    const log = logOf(
      message("a", byAino),
      message("b", byAino),
      message("c", byAino, "staff"),
      message("d", byCustomer),
    );
    expect(timelineOf(log, context).flatMap((item) => (item.kind === "message" ? [item.isContinued] : []))).toEqual([
      false,
      true,
      false,
      false,
    ]);
  });

  test("[CHAT-02] what is on its way and what was refused stands at the end", () => {
    const log = logOf(message("a", byCustomer));
    const pending = { text: "x", audience: "all", at: start } as const;
    const items = timelineOf(
      {
        ...log,
        pending: [
          { ...pending, messageId: "p" as MessageId, refusal: null },
          { ...pending, messageId: "q" as MessageId, refusal: "conversationEnded" },
        ],
      },
      context,
    );
    expect(items.slice(-2).map((item) => item.kind === "message" && item.delivery)).toEqual(["sending", "refused"]);
  });

  test("[CALL-05] every call is kept with its length and reason", () => {
    const log = logOf(
      [byAino, { type: "callStarted", callId, mode: "video", agentId: aino, clientId, ringUntil: start + 30_000 }],
      [byCustomer, { type: "callAnswered", callId, answer: "audio", clientId }],
      [bySystem, { type: "callConnected", callId }],
      [byCustomer, { type: "callEnded", callId, reason: "hungUp", side: "customer", lengthMs: 61_000 }],
    );
    const items = timelineOf(log, context);
    expect(items.at(-1)).toMatchObject({
      kind: "call",
      mode: "video",
      text: "call.end.hungUp.customer",
      lengthMs: 61_000,
    });
    expect(items.map((item) => (item.kind === "line" ? item.text : item.kind)).slice(-3)).toEqual([
      "call.started",
      "call.answered.audio",
      "call",
    ]);
  });

  test("[VIS-06] the agent's actions in the page are gathered, with scopes told between them", () => {
    const act = (label: string): readonly [By, ConversationEvent] => [
      byAino,
      { type: "visualActed", visualId, action: "click", label },
    ];
    const log = logOf(
      [
        byAino,
        {
          type: "visualInvited",
          visualId,
          kind: "cobrowse",
          agentId: aino,
          pin: "123456",
          expiresAt: start + 600_000,
          clientId,
        },
      ],
      [byCustomer, { type: "visualPinAccepted", visualId, clientId }],
      [bySystem, { type: "visualScopeAsked", visualId, scope: "view" }],
      [byCustomer, { type: "visualScopeGranted", visualId, scope: "view", clientId }],
      [byAino, { type: "visualScopeAsked", visualId, scope: "control" }],
      [byCustomer, { type: "visualScopeGranted", visualId, scope: "control", clientId }],
      act("Add to cart"),
      act("Go to checkout"),
      [byCustomer, { type: "visualScopeRevoked", visualId, scope: "control", side: "customer" }],
    );
    const items = timelineOf(log, context).slice(4);
    expect(items.map((item) => (item.kind === "line" ? item.text : item.kind))).toEqual([
      "visual.line.invited",
      "visual.line.pinAccepted",
      "visual.line.granted.view",
      "visual.line.asked.control",
      "visual.line.granted.control",
      "actions",
      "visual.line.revoked.control",
    ]);
    expect(items.find((item) => item.kind === "actions")?.actions.map((one) => one.label)).toEqual([
      "Add to cart",
      "Go to checkout",
    ]);
  });
});
