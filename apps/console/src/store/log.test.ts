import type { MessageId } from "@rinnalla/protocol";
import { describe, expect, test } from "vitest";
import { byAino, byCustomer, conversation, joined, logged, offered, opened, queued } from "../testing/samples.ts";
import { emptyLog, foldEvents, foldMarks, lastSeq, unreadCount } from "./log.ts";

const says = (id: string, by = byCustomer) =>
  [
    by,
    {
      type: "messagePosted",
      messageId: id as MessageId,
      side: by === byCustomer ? "customer" : "agent",
      kind: "text",
      text: id,
      audience: "all",
    },
  ] as const;

describe("log", () => {
  test("[CHAT-02] a replayed event is shown once, and the machine's state is folded with it", () => {
    const events = logged([opened(), queued, offered, joined(), says("m1")]);
    const once = foldEvents(emptyLog(conversation), events);
    const twice = foldEvents(once, events);
    expect(twice).toBe(once);
    expect(lastSeq(once)).toBe(5);
    expect(once.state?.agent?.name).toBe("Aino");
    expect(once.state?.status).toBe("active");
  });

  test("[CHAT-02] a pending message gives way to the one in the log", () => {
    const before = foldEvents(emptyLog(conversation), logged([opened(), queued, offered, joined()]));
    const pending = { messageId: "mine" as MessageId, text: "hi", audience: "all", at: 0, refusal: null } as const;
    const after = foldEvents({ ...before, pending: [pending] }, logged([says("mine", byAino)], 5));
    expect(after.pending).toEqual([]);
  });

  test("[CHAT-10] unread are the customer's messages beyond what this side has read", () => {
    const log = foldEvents(
      emptyLog(conversation),
      logged([opened(), queued, offered, joined(), says("a"), says("b", byAino), says("c")]),
    );
    expect(unreadCount(log)).toBe(2);
    const read = foldMarks(log, { customer: { delivered: 0, read: 0 }, agent: { delivered: 5, read: 5 } });
    expect(unreadCount(read)).toBe(1);
    const late = foldMarks(read, { customer: { delivered: 0, read: 0 }, agent: { delivered: 1, read: 1 } });
    expect(late.marks.agent.read).toBe(5);
  });

  test("[CHAT-02] the customer's message ends their typing", () => {
    const log = foldEvents(emptyLog(conversation), logged([opened(), queued]));
    expect(foldEvents({ ...log, typingAt: 7 }, logged([says("x")], 3)).typingAt).toBe(0);
  });
});
