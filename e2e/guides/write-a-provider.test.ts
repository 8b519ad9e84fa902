/** Each example of docs/guides/write-a-provider.md is run as it stands there, against a real server and the console's own door. */
import { execFile } from "node:child_process";
import { readFileSync } from "node:fs";
import { promisify } from "node:util";
import { runInNewContext } from "node:vm";
import { connectProvider } from "../../apps/console/src/agent/visual/provider/provider-link.ts";
import type { Line } from "../../apps/server/src/testing/line.ts";
import {
  acceptConversation,
  aino,
  openConversation,
  startTestServer,
  type TestServer,
} from "../../apps/server/src/testing/test-server.ts";
import {
  newId,
  type AgentId,
  type ConversationId,
  type MessageToProvider,
  type ProviderConfig,
  type ProviderPage,
  type ProviderTrial,
  type VisualId,
} from "../../packages/protocol/src/index.ts";
import { afterAll, beforeAll, expect, test } from "vitest";

const guide = readFileSync(new URL("../../docs/guides/write-a-provider.md", import.meta.url), "utf8");
const example = (name: string): string => {
  const found = new RegExp(`\\n\`\`\`\\w+ ${name}\\n([^]*?)\\n\`\`\`\\n`).exec(guide)?.[1];
  if (found === undefined) throw new Error(`the guide has no example "${name}"`);
  return found;
};
const run = promisify(execFile);
const otso = "a_otso" as AgentId;
const manifest = JSON.parse(example("manifest")) as ProviderConfig;

let server: TestServer;
let agent: Line;
let conversationId: ConversationId;
let visualId: VisualId;
let environment: Record<string, string>;
let cookies: { readonly aino: string; readonly otso: string };

beforeAll(async () => {
  server = await startTestServer();
  cookies = { aino: await server.cookie(aino), otso: await server.cookie(otso) };
  await ask("PUT", `/api/admin/configuration/provider/${manifest.id}`, { value: manifest, before: null });
  const { widget } = (await ask("GET", "/api/admin/configuration")) as { widget: readonly { id: string }[] };
  const value = { ...widget[0], cobrowse: manifest.id };
  await ask("PUT", `/api/admin/configuration/widget/${widget[0]?.id}`, { value, before: widget[0] });
  agent = await server.agent(aino);
  conversationId = await openConversation(await server.customer());
  await acceptConversation(agent, aino, conversationId);
  visualId = newId<VisualId>();
  await agent.ask(conversationId, { type: "inviteVisual", visualId, kind: "cobrowse", clientId: agent.clientId });
  const { secret } = (await ask("POST", `/api/admin/providers/${manifest.id}/secret`, {})) as { secret: string };
  environment = {
    PATH: process.env["PATH"] ?? "",
    CALLBACK_URL: `http://127.0.0.1:${server.port}/api/provider-callbacks/${manifest.id}`,
    CALLBACK_SECRET: secret,
    CONVERSATION_ID: conversationId,
    VISUAL_ID: visualId,
  };
});
afterAll(() => server.close());

async function ask(method: string, path: string, body?: unknown, cookie = cookies.otso): Promise<unknown> {
  const answer = await server.fetch(path, {
    method,
    headers: { cookie, origin: server.consoleOrigin, "content-type": "application/json" },
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  });
  if (!answer.ok) throw new Error(`${method} ${path}: ${answer.status} ${await answer.text()}`);
  return await answer.json();
}

/** Two windows that post to each other as browsers do: asynchronously, with origin and source. */
function frameAndConsole(script: string) {
  const host = new EventTarget();
  const heard: MessageToProvider[] = [];
  const origins = { page: "https://agent.example.com", console: "https://chat.example" };
  let onMessage: (event: object) => void = () => {};
  const frame = {
    postMessage(data: MessageToProvider, to: string): void {
      heard.push(data);
      if (to === origins.page) setImmediate(() => onMessage({ data, origin: origins.console, source: parent }));
    },
  };
  const parent = {
    postMessage(data: unknown, to: string): void {
      const event = Object.assign(new Event("message"), { data, origin: origins.page, source: frame });
      if (to === origins.console) setImmediate(() => host.dispatchEvent(event));
    },
  };
  const globals = {
    parent,
    crypto,
    console: { warn: (...words: unknown[]) => expect(words).toEqual([]) },
    addEventListener: (_type: string, listener: typeof onMessage) => void (onMessage = listener),
  };
  const page = (): ProviderPage => opened as ProviderPage;
  let opened: unknown = null;
  connectProvider({
    origin: origins.page,
    host,
    frame: () => frame as unknown as MessageEventSource,
    async session() {
      opened = await ask("POST", `/api/conversations/${conversationId}/visual/${visualId}/page`, {}, cookies.aino);
      return page().session;
    },
    async report(token, event) {
      await ask("POST", "/api/provider-reports", { token, event }, cookies.aino);
      return { ok: true };
    },
  });
  runInNewContext(script, globals);
  return { heard, globals, page };
}

test("[VIS-10] the guide's manifest is one", async () => {
  const { provider } = (await ask("GET", "/api/admin/configuration")) as { provider: readonly ProviderConfig[] };
  expect(provider.find(({ id }) => id === manifest.id)).toEqual(manifest);
});

test("[VIS-10] the guide's page is handed its session, and what it tells arrives", async () => {
  const { heard, globals, page } = frameAndConsole(example("page"));
  await expect.poll(() => heard.map(({ type }) => type)).toEqual(["session"]);
  expect(page().url).toBe(
    `https://agent.example.com/start?conversation=${conversationId}&kind=cobrowse&lang=en&for=Kaisa`,
  );
  await new Promise((resolve) => setImmediate(resolve));
  (globals as unknown as { created(pin: string, link: string): void }).created(
    "123456",
    "https://join.example.com/123456",
  );
  const shared = await agent.happened(conversationId, "messagePosted");
  expect(shared.event).toMatchObject({ kind: "pin", text: "123456\nhttps://join.example.com/123456" });
  await expect.poll(() => heard.filter(({ type }) => type === "answer").length).toBe(2);
});

test("[VIS-10] the guide's server is believed, and its test callback is what the check waits for", async () => {
  const args = ["--input-type=module", "--eval", example("callback")];
  expect((await run(process.execPath, args, { env: environment })).stdout).toBe("200 {}\n");
  await agent.happened(conversationId, "visualConnected");
  expect((await run("bash", ["-c", example("test")], { env: environment })).stdout).toBe("{}");
  const trial = (await ask("POST", "/api/admin/provider-trial", {
    ...manifest,
    urlTemplate: `http://127.0.0.1:${server.port}/console/`,
  })) as ProviderTrial;
  expect(trial.callback?.last?.outcome).toBe("right");
});
