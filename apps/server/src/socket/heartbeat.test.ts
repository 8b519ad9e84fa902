import { WebSocket } from "ws";
import { afterEach, beforeEach, expect, test } from "vitest";
import { aino, openConversation, startTestServer, type TestServer } from "../testing/test-server.ts";

const heartbeatMs = 400;
let server: TestServer;
beforeEach(async () => {
  server = await startTestServer({ times: { heartbeatMs } });
});
afterEach(() => server.close());

/** How long a socket lasts that answers no ping; it takes all that is sent and never closes by itself. */
async function lastsMs(): Promise<number> {
  const since = performance.now();
  const socket = new WebSocket(server.socketUrl, { origin: server.shopOrigin, autoPong: false });
  await new Promise((resolve) => socket.once("close", resolve));
  return performance.now() - since;
}

test("[ROUTE-05] [CHAT-03] a socket that swallows everything is cut off within two heartbeats; one that answers is kept in silence", async () => {
  const agent = await server.agent(aino);
  const customer = await server.customer();
  const id = await openConversation(customer);
  // Each longer than a heartbeat, so that together they are several.
  for (let round = 0; round < 4; round++) {
    const lasted = await lastsMs();
    expect(lasted).toBeGreaterThan(heartbeatMs / 2);
    // The slice of the next beat, and what a busy machine adds.
    expect(lasted).toBeLessThan(2 * heartbeatMs + 400);
  }
  expect([agent.isOpen, customer.isOpen]).toEqual([true, true]);
  await agent.told("desk", (desk) => desk.conversations.some((one) => one.id === id));
});
