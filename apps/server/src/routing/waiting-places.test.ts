import type { ConversationId, ConversationSummary, QueueId } from "@rinnalla/protocol";
import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import type { Committed } from "../conversations/committed.ts";
import { aino, openConversation, startTestServer } from "../testing/test-server.ts";
import type { Desk } from "./desk.ts";
import { WaitingPlaces } from "./waiting-places.ts";

describe("with thousands in the queue", () => {
  beforeEach(() => void vi.useFakeTimers());
  afterEach(() => void vi.useRealTimers());

  test("[CHAT-04] one who goes costs a bounded number of words, the foremost first, and all are right in the end", () => {
    const conversations = new Map<ConversationId, ConversationSummary>();
    const summary = (n: number): ConversationSummary => ({
      id: `c_${String(n).padStart(5, "0")}` as ConversationId,
      status: "open",
      queueId: "q" as QueueId,
      customerName: null,
      openedAt: n,
      waitingSince: n,
      agentId: null,
      agentName: null,
      offer: null,
      call: null,
      visual: null,
      units: 30,
      isCustomerHere: true,
      wrapUpUntil: null,
    });
    for (let n = 1; n <= 5_000; n += 1) conversations.set(summary(n).id, summary(n));
    const shown = new Map<ConversationId, number>();
    let sent = 0;
    const places = new WaitingPlaces({
      desk: { conversations } as unknown as Desk,
      send: (id, text) => {
        sent += 1;
        shown.set(id, (JSON.parse(text) as { place: number }).place);
      },
      now: Date.now,
    });
    const stir = (): void =>
      places.committed({ before: null, state: { waitingSince: 1 }, at: Date.now() } as unknown as Committed);
    const within = (ms: number): number => {
      const before = sent;
      vi.advanceTimersByTime(ms);
      return sent - before;
    };
    stir();
    expect(within(1_000)).toBe(500);
    expect(shown.get(summary(1).id)).toBe(1);
    within(20_000);
    expect(shown.size).toBe(5_000);
    // One goes: twenty near ones, and those at the edge of a rounded place.
    conversations.delete(summary(1).id);
    stir();
    expect(within(1_000)).toBeLessThan(150);
    expect(shown.get(summary(2).id)).toBe(1);
    // Ten a second for a minute: no second costs more than the bound.
    let most = 0;
    for (let second = 0; second < 60; second += 1) {
      for (let n = 0; n < 10; n += 1) conversations.delete(summary(2 + second * 10 + n).id);
      stir();
      most = Math.max(most, within(1_000));
    }
    expect(most).toBeLessThanOrEqual(500);
    within(20_000);
    [...conversations.keys()].forEach((id, index) => {
      const place = index + 1;
      expect(shown.get(id)).toBe(
        Math.ceil(place / (place <= 20 ? 1 : place <= 100 ? 10 : 50)) * (place <= 20 ? 1 : place <= 100 ? 10 : 50),
      );
    });
    places.stop();
  });
});

test("[CHAT-04] who waits is told the place, and again when it changes; who is served hears no more", async () => {
  const server = await startTestServer({ demo: { workstream: { distribution: "pick" } } });
  try {
    const first = await server.customer();
    const one = await openConversation(first);
    const second = await server.customer();
    const two = await openConversation(second);
    await first.told("place", (place) => place.conversationId === one && place.place === 1);
    await second.told("place", (place) => place.conversationId === two && place.place === 2);
    const agent = await server.agent(aino);
    expect(await agent.ask(one, { type: "pickConversation" })).toMatchObject({ ok: true });
    const moved = await second.told("place", (place) => place.place === 1);
    // One was taken: too few to promise anything.
    expect(moved.estimateMs).toBe(null);
    expect(second.heard.some((frame) => frame.t === "place" && frame.conversationId === one)).toBe(false);
  } finally {
    await server.close();
  }
});
