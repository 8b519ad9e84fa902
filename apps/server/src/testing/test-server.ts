/** A whole server for a test: real sockets, real SQLite in a folder of its own, quick times; and its people. */
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { newId, type AgentId, type ConversationId, type MessageId, type OfferId } from "@rinnalla/protocol";
import { startServer, type RunningServer, type ServerOptions } from "../start-server.ts";
import { Line } from "./line.ts";

export const aino = "a_aino" as AgentId;
export const ville = "a_ville" as AgentId;
export const saga = "a_saga" as AgentId;

export interface TestServer {
  readonly running: RunningServer;
  readonly port: number;
  readonly dataFolder: string;
  readonly consoleOrigin: string;
  readonly shopOrigin: string;
  readonly socketUrl: string;
  fetch(path: string, init?: RequestInit): Promise<Response>;
  /** A visitor's token, as the widget gets it. */
  visitorToken(known?: string): Promise<string>;
  /** Cookie of a signed-in console. */
  cookie(agentId: AgentId): Promise<string>;
  line(origin: string | null): Promise<Line>;
  /** A greeted page of the shop. */
  customer(token?: string, line?: Line): Promise<Line>;
  /** A greeted console. */
  agent(agentId: AgentId): Promise<Line>;
  restart(): Promise<TestServer>;
  close(): Promise<void>;
}

export async function startTestServer(options: Partial<ServerOptions> = {}, folder?: string): Promise<TestServer> {
  const dataFolder = folder ?? mkdtempSync(join(tmpdir(), "rinnalla-server-"));
  const running = await startServer({
    dataFolder,
    port: 0,
    logLevel: "silent",
    ...options,
    times: { dropMs: 100, startGraceMs: 200, ...options.times },
  });
  const { port } = running;
  const base = `http://127.0.0.1:${port}`;
  const consoleOrigin = `http://localhost:${port}`;
  const socketUrl = `ws://127.0.0.1:${port}/ws`;
  const server: TestServer = {
    running,
    port,
    dataFolder,
    consoleOrigin,
    shopOrigin: base,
    socketUrl,
    fetch: (path, init) => fetch(`${base}${path}`, { redirect: "manual", ...init }),
    async visitorToken(known) {
      const answer = await server.fetch("/api/widget/w_demo/session", {
        method: "POST",
        headers: { origin: base, "content-type": "application/json" },
        body: JSON.stringify(known ? { token: known } : {}),
      });
      return ((await answer.json()) as { token: string }).token;
    },
    async cookie(agentId) {
      const link = new URL(await running.signInLink(agentId));
      const answer = await server.fetch(`${link.pathname}${link.search}`);
      return answer.headers
        .getSetCookie()
        .map((each) => each.split(";")[0])
        .join("; ");
    },
    async line(origin) {
      const line = new Line(socketUrl, origin);
      await line.opened();
      return line;
    },
    async customer(token, line) {
      const socket = line ?? new Line(socketUrl, base);
      await socket.opened();
      socket.hello("visitor", token ?? (await server.visitorToken()));
      await socket.told("welcome");
      return socket;
    },
    async agent(agentId) {
      const cookie = await server.cookie(agentId);
      const answer = await server.fetch("/api/staff/ticket", {
        method: "POST",
        headers: { cookie, origin: consoleOrigin },
      });
      const { ticket } = (await answer.json()) as { ticket: string };
      const line = await server.line(consoleOrigin);
      line.hello("staff", ticket);
      await line.told("desk", (desk) => desk.isWhole);
      return line;
    },
    async restart() {
      await running.close();
      return await startTestServer(options, dataFolder);
    },
    async close() {
      await running.close();
      rmSync(dataFolder, { recursive: true, force: true });
    },
  };
  return server;
}

/** The customer opens a conversation. */
export async function openConversation(customer: Line): Promise<ConversationId> {
  const id = newId<ConversationId>();
  const result = await customer.ask(id, { type: "openConversation", locale: "en", customerName: "Kaisa", page: null });
  if (!result.ok) throw new Error(`not opened: ${result.code}`);
  return id;
}

/** The offer of this conversation, as this console's list shows it. */
export async function offerOf(agent: Line, agentId: AgentId, id: ConversationId): Promise<OfferId> {
  const frame = await agent.told("desk", (desk) =>
    desk.conversations.some((summary) => summary.id === id && summary.offer?.agentId === agentId),
  );
  const offerId = frame.conversations.find((summary) => summary.id === id)?.offer?.offerId;
  if (!offerId) throw new Error("no offer");
  return offerId;
}

/** Offered to, accepted by and followed by this agent. */
export async function acceptConversation(agent: Line, agentId: AgentId, id: ConversationId): Promise<void> {
  const result = await agent.ask(id, { type: "acceptOffer", offerId: await offerOf(agent, agentId, id) });
  if (!result.ok) throw new Error(`not accepted: ${result.code}`);
  agent.say({ t: "follow", conversationId: id, after: 0 });
  await agent.told("live", (live) => live.conversationId === id);
}

export function text(words: string): { type: "postMessage"; messageId: MessageId; text: string } {
  return { type: "postMessage", messageId: newId<MessageId>(), text: words };
}

export function agentText(words: string): { type: "postMessage"; messageId: MessageId; text: string; audience: "all" } {
  return { ...text(words), audience: "all" };
}
