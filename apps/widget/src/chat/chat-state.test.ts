import type {
  AgentId,
  ClientId,
  CommandId,
  ConversationId,
  LoggedEvent,
  MessageId,
  PublicWidget,
} from "@rinnalla/protocol";
import { expect, test } from "vitest";
import {
  countUnread,
  initialState,
  screenOf,
  takeNotice,
  withConversation,
  withOwn,
  type ChatState,
} from "./chat-state.ts";

const conversationId = "c1" as ConversationId;
const messageId = "m1" as MessageId;
const opened: LoggedEvent = {
  seq: 1,
  at: 1,
  by: { kind: "customer", visitorId: "v1" as never },
  event: {
    type: "conversationOpened",
    visitorId: "v1" as never,
    customerName: null,
    locale: "en",
    page: null,
    terms: { queueId: "q" } as never,
  },
};
const posted = (seq: number, id: string, side: "customer" | "agent"): LoggedEvent => ({
  seq,
  at: seq,
  by:
    side === "agent"
      ? { kind: "agent", agentId: "a" as AgentId, role: "agent", name: "Aino" }
      : { kind: "customer", visitorId: "v1" as never },
  event: { type: "messagePosted", messageId: id as MessageId, side, kind: "text", text: id, audience: "all" },
});
const begun = (): ChatState =>
  takeNotice(withConversation(initialState, conversationId), { t: "events", conversationId, events: [opened] }, 0);
const typing = {
  t: "signal",
  conversationId,
  from: { side: "agent", clientId: "k" as ClientId },
  signal: { kind: "typing", isTyping: true },
} as const;

test("[CHAT-02] an own message stays on screen from the key press to its place in the log, once", () => {
  let state = withOwn(begun(), messageId, "hei");
  expect(state.own.map((message) => message.status)).toEqual(["sending"]);
  state = takeNotice(
    state,
    {
      t: "settled",
      entry: { id: "x" as CommandId, conversationId, command: { type: "postMessage", messageId, text: "hei" } },
      result: { ok: true, seq: 2 },
    },
    0,
  );
  expect(state.own).toHaveLength(1);
  state = takeNotice(state, { t: "events", conversationId, events: [posted(2, messageId, "customer")] }, 0);
  expect(state.own).toEqual([]);
});

test("a refused message is kept and marked, so that it can be sent again", () => {
  const state = takeNotice(
    withOwn(begun(), messageId, "hei"),
    {
      t: "settled",
      entry: { id: "x" as CommandId, conversationId, command: { type: "postMessage", messageId, text: "hei" } },
      result: { ok: false, code: "tooLarge" },
    },
    0,
  );
  expect(state.own).toEqual([{ messageId, text: "hei", status: "failed" }]);
});

test("typing ends with the message, and with the line", () => {
  const state = takeNotice(begun(), typing, 0);
  expect(state.isAgentTyping).toBe(true);
  expect(takeNotice(state, { t: "events", conversationId, events: [posted(2, "a", "agent")] }, 0).isAgentTyping).toBe(
    false,
  );
  expect(takeNotice(state, { t: "status", status: "offline", code: null }, 0).isAgentTyping).toBe(false);
});

test("[CHAT-10] unread are the agent's messages that no tab of the customer has read", () => {
  const state = takeNotice(
    begun(),
    {
      t: "events",
      conversationId,
      events: [posted(2, "a", "agent"), posted(3, "b", "customer"), posted(4, "c", "agent")],
    },
    0,
  );
  expect(countUnread(state)).toBe(2);
  const marks = { customer: { delivered: 4, read: 2 }, agent: { delivered: 0, read: 0 } };
  expect(countUnread(takeNotice(state, { t: "marks", conversationId, marks }, 0))).toBe(1);
});

test("what is about another conversation is not heard", () => {
  const state = begun();
  expect(
    takeNotice(state, { t: "events", conversationId: "c2" as ConversationId, events: [posted(2, "a", "agent")] }, 0),
  ).toBe(state);
});

test("screens: start, conversation, ended; and the server's clock", () => {
  expect(screenOf(initialState)).toBe("start");
  expect(screenOf(begun())).toBe("conversation");
  const ended: LoggedEvent = {
    seq: 2,
    at: 2,
    by: { kind: "system" },
    event: { type: "conversationEnded", because: "agentEnded", wrapUpUntil: 9 },
  };
  expect(screenOf(takeNotice(begun(), { t: "events", conversationId, events: [ended] }, 0))).toBe("ended");
  const welcome = {
    t: "welcome",
    now: 5000,
    me: { realm: "visitor", visitorId: "v1" as never, widget: {} as PublicWidget, conversationId: null },
  } as const;
  expect(takeNotice(initialState, welcome, 2000).clockAheadMs).toBe(3000);
});
