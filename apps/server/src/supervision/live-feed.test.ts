/** What supervisors are pushed, how often, and what agents are not. */
import type { QueueDay, ServerFrame } from "@rinnalla/protocol";
import { afterEach, beforeEach, expect, test } from "vitest";
import type { Line } from "../testing/line.ts";
import {
  acceptConversation,
  aino,
  openConversation,
  saga,
  startTestServer,
  ville,
  type TestServer,
} from "../testing/test-server.ts";

let server: TestServer;
beforeEach(async () => {
  server = await startTestServer();
});
afterEach(async () => await server.close());

type DeskFrame = Extract<ServerFrame, { t: "desk" }>;
const deskFrames = (line: Line): DeskFrame[] => line.heard.filter((frame): frame is DeskFrame => frame.t === "desk");
const lastDay = (line: Line): QueueDay | undefined =>
  deskFrames(line)
    .flatMap(({ queues }) => queues)
    .findLast(({ day }) => day)?.day;

test("[SUP-01] a burst of changes reaches a supervisor whole, in a few frames a second", async () => {
  const watcher = await server.agent(saga);
  const begunAt = Date.now();
  const ids = await Promise.all(Array.from({ length: 40 }, async () => openConversation(await server.customer())));
  const isShown = () =>
    ids.every((id) => deskFrames(watcher).some(({ conversations }) => conversations.some((one) => one.id === id)));
  await watcher.until(isShown, "all forty");
  const frames = deskFrames(watcher).filter(({ isWhole }) => !isWhole).length;
  expect(frames).toBeLessThanOrEqual(Math.ceil((Date.now() - begunAt) / 250) + 1);
});

test("[SUP-01] after a reconnect everything comes in one frame", async () => {
  const first = await server.agent(saga);
  const id = await openConversation(await server.customer());
  await first.told("desk", ({ conversations }) => conversations.some((one) => one.id === id));
  await first.cut();
  const again = await server.agent(saga);
  await again.settled();
  const [whole, ...later] = deskFrames(again);
  expect(whole).toMatchObject({ isWhole: true, conversations: [{ id, status: "open" }] });
  // That she herself is back may be told after it.
  expect(later.flatMap(({ conversations }) => conversations)).toEqual([]);
  expect(later.some(({ isWhole }) => isWhole)).toBe(false);
});

test("[SUP-01] the day's figures are pushed to supervisors, survive a restart, and are not for agents", async () => {
  const watcher = await server.agent(saga);
  const agent = await server.agent(aino);
  const customer = await server.customer();
  const id = await openConversation(customer);
  await acceptConversation(agent, aino, id);
  await watcher.until(() => lastDay(watcher)?.answered === 1, "the answer counted");
  expect(lastDay(watcher)).toMatchObject({ answeredInTime: 1, left: 0 });
  agent.say({ t: "presence", presence: "away" });
  await agent.ask(id, { type: "endConversation" });
  await agent.ask(id, { type: "closeConversation" });
  const other = await server.customer();
  const left = await openConversation(other);
  await other.ask(left, { type: "endConversation" });
  await watcher.until(() => lastDay(watcher)?.left === 1, "the leaving counted");
  expect(lastDay(watcher)).toMatchObject({ leftEarly: 1 });
  expect(lastDay(agent)).toBeUndefined();
  expect(JSON.stringify(deskFrames(watcher))).not.toContain('"waits"');

  server = await server.restart();
  const back = await server.agent(saga);
  expect(lastDay(back)).toMatchObject({ answered: 1, answeredInTime: 1, left: 1, leftEarly: 1 });
});

test("[SUP-01] an agent sees neither the conversations of others nor who waits elsewhere; since when a colleague is away, yes", async () => {
  const watcher = await server.agent(saga);
  const [one, other] = [await server.agent(aino), await server.agent(ville)];
  other.say({ t: "presence", presence: "away" });
  await watcher.told("desk", ({ agents }) => agents.some(({ id, presence }) => id === ville && presence === "away"));
  const id = await openConversation(await server.customer());
  await acceptConversation(one, aino, id);
  await watcher.told("desk", ({ conversations }) => conversations.some((row) => row.id === id && row.agentId === aino));
  await other.settled();
  const seen = deskFrames(other).flatMap(({ conversations }) => conversations);
  expect(seen.some((row) => row.id === id && row.agentId === aino)).toBe(false);
  const away = deskFrames(watcher)
    .flatMap(({ agents }) => agents)
    .findLast((view) => view.id === ville);
  expect(Math.abs(Date.now() - (away?.since ?? 0))).toBeLessThan(30_000);
});
