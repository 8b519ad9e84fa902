import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import {
  acceptConversation,
  agentText,
  aino,
  openConversation,
  startTestServer,
  text,
  type TestServer,
} from "../testing/test-server.ts";

const card = "5500 0000 0000 0004";

let server: TestServer;
beforeAll(async () => {
  server = await startTestServer();
});
afterAll(() => server.close());

test("[CHAT-06] a card number is masked before anything is stored or shown, whoever writes it", async () => {
  const agent = await server.agent(aino);
  const customer = await server.customer();
  const id = await openConversation(customer);
  await acceptConversation(agent, aino, id);
  const first = text(`Korttini on ${card}.`);
  expect(await customer.ask(id, first)).toMatchObject({ ok: true });
  const seen = await agent.happened(id, "messagePosted", ({ event }) => event.messageId === first.messageId);
  expect(seen.event.text).toBe("Korttini on **** **** **** ****.");
  const second = agentText(`Siis ${card.replaceAll(" ", "")}?`);
  await agent.ask(id, second);
  const echoed = await customer.happened(id, "messagePosted", ({ event }) => event.messageId === second.messageId);
  expect(echoed.event.text).toBe("Siis ****************?");
  await customer.ask(id, { type: "askCallBack", at: null, note: `Maksoin kortilla ${card}` });
  await agent.happened(id, "callBackAsked", ({ event }) => event.note === "Maksoin kortilla **** **** **** ****");

  const files = readdirSync(server.dataFolder, { recursive: true, withFileTypes: true }).filter((one) => one.isFile());
  expect(files.length).toBeGreaterThan(1);
  for (const file of files) {
    const content = readFileSync(join(file.parentPath, file.name), "latin1");
    expect(content.includes(card) || content.includes(card.replaceAll(" ", ""))).toBe(false);
  }
});
