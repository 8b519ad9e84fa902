import { expect, test } from "vitest";
import { aino, offerOf, openConversation, saga, startTestServer } from "../testing/test-server.ts";

const slow = { demo: { workstream: { offerMs: 700 } }, times: { dropMs: 10_000 } };

test("[ROUTE-01] a timer that was set before a restart fires after it, once", async () => {
  let server = await startTestServer(slow);
  const agent = await server.agent(aino);
  const customer = await server.customer();
  const id = await openConversation(customer);
  await offerOf(agent, aino, id);
  server = await server.restart();
  const supervisor = await server.agent(saga);
  supervisor.say({ t: "follow", conversationId: id, after: 0 });
  await supervisor.happened(id, "offerExpired");
  await supervisor.told("desk", (desk) => desk.agents.some((view) => view.id === aino && view.load === 0));
  await supervisor.settled();
  expect(supervisor.events(id).filter(({ event }) => event.type === "offerExpired")).toHaveLength(1);
  await server.close();
});

test("[ROUTE-06] wrap-up holds the capacity for its time and then closes by itself", async () => {
  const server = await startTestServer({ demo: { workstream: { wrapUpMs: 300 } } });
  const agent = await server.agent(aino);
  const customer = await server.customer();
  const id = await openConversation(customer);
  expect(await agent.ask(id, { type: "acceptOffer", offerId: await offerOf(agent, aino, id) })).toMatchObject({
    ok: true,
  });
  await customer.ask(id, { type: "endConversation" });
  const ended = await customer.happened(id, "conversationEnded");
  const closed = await customer.happened(id, "conversationClosed");
  expect(closed.at).toBeGreaterThanOrEqual(ended.event.wrapUpUntil ?? Infinity);
  expect(closed.at - ended.at).toBeLessThan(2_000);
  await agent.told("desk", (desk) => desk.gone.includes(id));
  await server.close();
});
