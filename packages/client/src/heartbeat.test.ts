import type { ClientId } from "@rinnalla/protocol";
import { limits } from "@rinnalla/protocol";
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { Connection } from "./connection.ts";

/** A socket that greets, and then answers or swallows everything without ever closing. */
class WireSocket {
  static opened: WireSocket[] = [];
  static isSwallowing = false;
  readyState = 1;
  bufferedAmount = 0;
  binaryType = "";
  onopen: (() => void) | null = null;
  onmessage: ((message: { data: string }) => void) | null = null;
  onclose: (() => void) | null = null;
  onerror: (() => void) | null = null;
  isSwallowing = false;

  constructor() {
    WireSocket.opened.push(this);
    queueMicrotask(() => this.onopen?.());
  }

  send(text: string): void {
    if (this.isSwallowing) return;
    const frame = JSON.parse(text) as { t: string; n: number };
    const agent = { id: "a", name: "A", email: "a@b.c", role: "agent", limit: 1 };
    const answer =
      frame.t === "hello" ? { t: "welcome", now: 1, me: { realm: "staff", agent } } : { t: "pong", n: frame.n, now: 1 };
    queueMicrotask(() => this.onmessage?.({ data: JSON.stringify(answer) }));
  }

  close(): void {
    this.readyState = 3;
  }
}

let connection: Connection;
beforeEach(async () => {
  vi.useFakeTimers();
  WireSocket.opened = [];
  connection = new Connection({
    url: "ws://wire",
    realm: "staff",
    token: async () => "ticket",
    clientId: "k1" as ClientId,
    locale: "en",
    WebSocket: WireSocket as unknown as typeof WebSocket,
  });
  await vi.waitUntil(() => connection.status === "online");
});
afterEach(() => {
  connection.close();
  vi.useRealTimers();
});

test("[ROUTE-05] [CHAT-03] a socket that swallows everything and never closes is replaced within two heartbeats", async () => {
  // At the worst moment: just after an answer came.
  await vi.advanceTimersByTimeAsync(limits.heartbeatMs + 1);
  const [dead] = WireSocket.opened;
  dead!.isSwallowing = true;
  await vi.advanceTimersByTimeAsync(2 * limits.heartbeatMs);
  expect(dead?.readyState).toBe(3);
  await vi.advanceTimersByTimeAsync(1_000);
  expect(WireSocket.opened).toHaveLength(2);
  expect(connection.status).toBe("online");
});

test("[CHAT-03] one that answers is kept, however long nothing else is said", async () => {
  await vi.advanceTimersByTimeAsync(60 * limits.heartbeatMs);
  expect(WireSocket.opened).toHaveLength(1);
});

test("[CHAT-03] after a sleep, and in a tab whose timers come once a minute, a socket that stands is kept; a dead one is not", async () => {
  for (let minute = 0; minute < 5; minute++) {
    // Time goes on, and one timer of many comes.
    vi.setSystemTime(Date.now() + 60_000);
    await vi.advanceTimersToNextTimerAsync();
  }
  expect(WireSocket.opened).toHaveLength(1);
  WireSocket.opened[0]!.isSwallowing = true;
  vi.setSystemTime(Date.now() + 3_600_000);
  await vi.advanceTimersByTimeAsync(2 * limits.heartbeatMs + 1_000);
  expect(WireSocket.opened).toHaveLength(2);
  expect(connection.status).toBe("online");
});
