/** What any page may know before a conversation, over real HTTP and sockets (CHAT-09). */
import { afterEach, expect, test } from "vitest";
import {
  acceptConversation,
  aino,
  openConversation,
  startTestServer,
  type TestServer,
} from "../testing/test-server.ts";

let server: TestServer | null = null;
afterEach(async () => {
  await server?.close();
  server = null;
});

const ask = (from: TestServer, origin = from.shopOrigin): Promise<Response> =>
  from.fetch("/api/widget/w_demo/availability", { method: "POST", headers: { origin } });

test("[CHAT-09] nobody, somebody free, everybody busy; and how many wait", async () => {
  server = await startTestServer({ demo: { workstream: { units: 100 } } });
  const now = server;
  const read = async (): Promise<unknown> => (await ask(now)).json();
  expect(await read()).toEqual({ isOpen: true, changesAt: null, staffing: "none", waiting: 0, estimateMs: null });
  const agent = await server.agent(aino);
  agent.say({ t: "presence", presence: "available" });
  // It is looked at afresh every two seconds.
  await expect.poll(read, { timeout: 10_000 }).toMatchObject({ staffing: "free", waiting: 0, estimateMs: 0 });
  const id = await openConversation(await server.customer());
  await acceptConversation(agent, aino, id);
  await openConversation(await server.customer());
  await expect.poll(read, { timeout: 10_000 }).toMatchObject({ staffing: "busy", waiting: 1, estimateMs: null });
});

test("[CHAT-09] asked by a page that may not, or about a widget that is not there, it says nothing", async () => {
  server = await startTestServer();
  const foreign = await ask(server, "https://elsewhere.example");
  expect([foreign.status, await foreign.json()]).toEqual([403, { code: "originRefused" }]);
  expect(foreign.headers.get("access-control-allow-origin")).toBeNull();
  const none = await server.fetch("/api/widget/w_none/availability", {
    method: "POST",
    headers: { origin: server.shopOrigin },
  });
  expect(none.status).toBe(404);
});

test("[CHAT-09] one address that asks all the time is held back", async () => {
  server = await startTestServer();
  const now = server;
  let refused: Response | undefined;
  for (let asked = 0; asked < 12 && !refused; asked++) {
    const answers = await Promise.all(Array.from({ length: 60 }, () => ask(now)));
    refused = answers.find(({ status }) => status === 429);
  }
  expect(await refused?.json()).toEqual({ code: "tooMany" });
});
