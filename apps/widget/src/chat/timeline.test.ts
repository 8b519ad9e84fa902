import { createTranslate } from "@rinnalla/ui";
import type {
  Actor,
  AgentId,
  CallId,
  ConversationEvent,
  LoggedEvent,
  MessageId,
  VisitorId,
  VisualId,
} from "@rinnalla/protocol";
import { expect, test } from "vitest";
import en from "../texts/en.ts";
import { clockText, pinIn, timeline } from "./timeline.ts";

const t = createTranslate(en);
const aino: Actor = { kind: "agent", agentId: "a_aino" as AgentId, role: "agent", name: "Aino" };
const customer: Actor = { kind: "customer", visitorId: "v1" as VisitorId };
const nobodyRead = { customer: { delivered: 0, read: 0 }, agent: { delivered: 0, read: 0 } };

function log(...events: [Actor, ConversationEvent][]): LoggedEvent[] {
  return events.map(([by, event], at) => ({ seq: at + 1, at: 1000 * at, by, event }));
}
const says = (by: Actor, text: string, more: object = {}): [Actor, ConversationEvent] => [
  by,
  {
    type: "messagePosted",
    messageId: text as MessageId,
    side: by.kind === "customer" ? "customer" : "agent",
    kind: "text",
    text,
    audience: "all",
    ...more,
  },
];
const texts = (events: LoggedEvent[]): string[] => timeline(events, [], nobodyRead, t).map((item) => item.text);

test("[CHAT-02] the customer's messages show how far they came; unsent ones stand last", () => {
  const events = log(says(customer, "one"), says(customer, "two"), says(customer, "three"), says(aino, "four"));
  const marks = { ...nobodyRead, agent: { delivered: 2, read: 1 } };
  const items = timeline(events, [{ messageId: "five" as MessageId, text: "five", status: "sending" }], marks, t);
  expect(items.map((item) => (item.kind === "message" ? [item.text, item.progress] : item.text))).toEqual([
    ["one", "read"],
    ["two", "delivered"],
    ["three", "sent"],
    ["four", null],
    ["five", "sending"],
  ]);
});

test("who speaks is named once in a run", () => {
  const events = log(says(aino, "a"), says(aino, "b"), says(customer, "c"), says(aino, "d"));
  expect(timeline(events, [], nobodyRead, t).map((item) => item.kind === "message" && item.isFirst)).toEqual([
    true,
    false,
    true,
    true,
  ]);
});

test("[CALL-05] each call keeps a line with its length or reason", () => {
  const callId = "c1" as CallId;
  const started: [Actor, ConversationEvent] = [
    aino,
    { type: "callStarted", callId, mode: "video", agentId: "a_aino" as AgentId, clientId: "k" as never, ringUntil: 1 },
  ];
  const ended = (
    reason: "hungUp" | "declined" | "missed" | "network",
    lengthMs: number,
    side: "customer" | "agent" | null = null,
  ): [Actor, ConversationEvent] => [aino, { type: "callEnded", callId, reason, side, lengthMs }];
  expect(texts(log(started, ended("hungUp", 125_000))).at(-1)).toBe("Video call, 2:05");
  expect(texts(log(started, ended("hungUp", 5_000, "customer"))).at(-1)).toBe("Video call, 0:05: you ended it");
  expect(texts(log(says(aino, "hello"), started, ended("hungUp", 5_000, "agent"))).at(-1)).toBe(
    "Video call, 0:05: Aino ended it",
  );
  expect(texts(log(started, ended("declined", 0))).at(-1)).toBe("Video call: you declined");
  expect(texts(log(started, ended("missed", 0))).at(-1)).toBe("Video call: missed");
  expect(texts(log(started, ended("network", 61_000))).at(-1)).toBe("Video call, 1:01: cut by the network");
});

test("[CALL-05] [CALL-10] [CALL-12] recordings and wishes for a call keep their lines", () => {
  const recording = { callId: "c1" as CallId, recordingId: "r1" as never };
  const said = texts(
    log(
      says(aino, "hello"),
      [customer, { type: "callRequested", mode: "voice" }],
      [aino, { type: "callRequestEnded", because: "answered" }],
      [aino, { type: "recordingAsked", agentId: "a_aino" as AgentId, ...recording }],
      [customer, { type: "recordingGranted", ...recording }],
      [aino, { type: "recordingStopped", because: "agent", ...recording }],
      [customer, { type: "recordingRefused", ...recording }],
      [customer, { type: "callRequestEnded", because: "cancelled" }],
      [aino, { type: "callRequestEnded", because: "declined" }],
      [customer, { type: "callBackAsked", wantedAt: null, note: null }],
      [customer, { type: "callBackClosed", because: "cancelled" }],
      [aino, { type: "callBackClosed", because: "done" }],
    ),
  );
  expect(said.slice(1)).toEqual([
    "You asked for a call",
    "You let Aino record",
    "The recording ended",
    "You did not allow recording",
    "You took back the request for a call",
    "Aino could not call",
    "You asked to be called back",
    "The call-back was cancelled",
  ]);
});

test("[VIS-02] a message of kind pin offers its digits, another does not", () => {
  const visualId = "v" as VisualId;
  const items = timeline(log(says(aino, "123456", { kind: "pin", visualId }), says(aino, "654321")), [], nobodyRead, t);
  expect(items.map((item) => item.kind === "message" && item.pinFor)).toEqual([visualId, null]);
  expect(pinIn("PIN: 123 456")).toBe("123456");
  expect(pinIn("call 1234567")).toBeNull();
});

test.each([
  [0, "0:00"],
  [59_999, "0:59"],
  [3_600_000, "1:00:00"],
  [-5, "0:00"],
])("%i ms is %s", (ms, text) => expect(clockText(ms)).toBe(text));

test("[ROUTE-07] a colleague who joins is named, and writes under the own name", () => {
  const agentId = "a_saga" as AgentId;
  const saga: Actor = { kind: "agent", agentId, role: "agent", name: "Saga" };
  const left = (because: "left" | "ended"): [Actor, ConversationEvent] => [
    saga,
    { type: "participantLeft", agentId, name: "Saga", role: "join", because },
  ];
  const events = log(
    [aino, { type: "agentJoined", agentId: "a_aino" as AgentId, name: "Aino", role: "primary", how: "offer" }],
    says(aino, "hello"),
    [saga, { type: "participantJoined", agentId, name: "Saga", role: "join" }],
    says(saga, "me too"),
    says(aino, "thanks"),
    left("left"),
    left("ended"),
  );
  const items = timeline(events, [], nobodyRead, t);
  expect(
    items.map((item) => (item.kind === "message" ? `${item.isFirst && item.name}: ${item.text}` : item.text)),
  ).toEqual([
    "Aino joined the conversation",
    "Aino: hello",
    "Saga joined the conversation",
    "Saga: me too",
    "Aino: thanks",
    "Saga left the conversation",
  ]);
});
