/**
 * A sample of somebody else's co-browsing product, on the public contract alone (VIS-10): its own server, sign-in, PIN page and
 * picture. The picture is made up; everything around it is as a real one would do it.
 */
import { randomBytes, randomInt } from "node:crypto";
import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import type { ConversationId, VisualId } from "@rinnalla/protocol";
import { tell, type CallbackTarget } from "./callback.ts";
import { publicFile } from "./files.ts";
import { endSession, enterPin, openSession, type EndedBy, type Session } from "./sessions.ts";

export interface DemoProviderOptions {
  /** 0: any free port. */
  readonly port?: number;
  /** Where Rinnalla's console is: the only page that may frame the agent's, and the only one it speaks to. */
  readonly consoleOrigin: string;
  /** Asked for each time: the secret may be renewed. Null: its page alone tells. */
  readonly callback: () => CallbackTarget | null;
  readonly now?: () => number;
}

export interface RunningDemoProvider {
  readonly origin: string;
  readonly port: number;
  close(): Promise<void>;
}

/** Who may sign in. It is a demonstration; a real provider knows its people. */
const account = { name: "demo", password: "demo" };
const mostBodyBytes = 10_000;
const mostSessions = 1_000;

type Answer = { readonly status: number; readonly body: object };

export async function startDemoProvider(options: DemoProviderOptions): Promise<RunningDemoProvider> {
  const { consoleOrigin, callback, now = Date.now } = options;
  const signedIn = new Set<string>();
  const sessions = new Map<string, Session>();

  function keep(session: Session): Session {
    const before = sessions.get(session.id);
    sessions.set(session.id, session);
    const oldest = sessions.keys().next().value;
    if (sessions.size > mostSessions && oldest !== undefined) sessions.delete(oldest);
    const target = callback();
    if (target && before && before.phase !== session.phase)
      void tell(target, session, session.phase === "connected" ? "connected" : "ended");
    return session;
  }

  /** What the agent's page is shown. */
  const seenByAgent = ({ id, phase, triesLeft, expiresAt, endedBy }: Session) => ({
    id,
    phase,
    triesLeft,
    expiresAt,
    endedBy,
    tells: callback() !== null,
  });

  function forAgent(path: string, body: Record<string, unknown>): Answer {
    if (path === "/api/sessions") {
      const { conversationId, visualId, kind } = body;
      if (typeof conversationId !== "string" || typeof visualId !== "string") return { status: 400, body: {} };
      const origin = {
        conversationId: conversationId as ConversationId,
        visualId: visualId as VisualId,
        kind: kind === "screenShare" ? ("screenShare" as const) : ("cobrowse" as const),
      };
      const pin = String(randomInt(1_000_000)).padStart(6, "0");
      const session = keep(openSession(origin, randomBytes(9).toString("base64url"), pin, now()));
      return { status: 200, body: { ...seenByAgent(session), pin, joinPath: `/join?s=${session.id}` } };
    }
    const [, id = "", what] = /^\/api\/sessions\/([\w-]+)\/(state|end|expire)$/.exec(path) ?? [];
    const session = sessions.get(id);
    if (!session) return { status: 404, body: {} };
    const ends: Readonly<Record<string, EndedBy>> = { end: "agent", expire: "expired" };
    const endedBy = ends[what ?? ""];
    return { status: 200, body: seenByAgent(endedBy ? keep(endSession(session, endedBy)) : session) };
  }

  /** The customer's page knows the session by its link, and proves it by the PIN. */
  function forCustomer(path: string, body: Record<string, unknown>): Answer {
    const [, id = "", what] = /^\/api\/join\/([\w-]+)\/(pin|stop|state)$/.exec(path) ?? [];
    const session = sessions.get(id);
    if (!session) return { status: 404, body: { entered: "ended" } };
    if (what === "pin") {
      const tried = enterPin(session, pinIn(body), now());
      const { phase, triesLeft } = keep(tried.session);
      return { status: 200, body: { entered: tried.entered, phase, triesLeft } };
    }
    // Stopping wants the PIN as well: the link alone may have been passed on.
    const isStopped = what === "stop" && pinIn(body).replace(/\D/g, "") === session.pin;
    const { phase } = isStopped ? keep(endSession(session, "customer")) : session;
    return { status: 200, body: { phase } };
  }

  function answerTo(path: string, body: Record<string, unknown>, bearer: string): Answer {
    if (path === "/api/sign-in") {
      if (body["name"] !== account.name || body["password"] !== account.password) return { status: 401, body: {} };
      const made = randomBytes(24).toString("base64url");
      signedIn.add(made);
      return { status: 200, body: { bearer: made } };
    }
    if (path.startsWith("/api/join/")) return forCustomer(path, body);
    return signedIn.has(bearer) ? forAgent(path, body) : { status: 401, body: {} };
  }

  async function serve(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const { pathname } = new URL(request.url ?? "/", "http://provider.invalid");
    if (request.method === "POST") {
      const body = await readJson(request);
      const bearer = (request.headers.authorization ?? "").replace(/^Bearer /, "");
      const answer = body ? answerTo(pathname, body, bearer) : { status: 400, body: {} };
      response.writeHead(answer.status, { "content-type": "application/json", "cache-control": "no-store" });
      response.end(JSON.stringify(answer.body));
      return;
    }
    const file = request.method === "GET" ? publicFile(pathname) : null;
    if (!file) return void response.writeHead(404).end();
    const ancestors = pathname === "/agent" ? consoleOrigin : "'none'";
    response.writeHead(200, {
      "content-type": file.type,
      "cache-control": "no-cache",
      "x-content-type-options": "nosniff",
      "referrer-policy": "no-referrer",
      "content-security-policy": `default-src 'none'; script-src 'self'; style-src 'self'; connect-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors ${ancestors}`,
    });
    response.end(file.type.startsWith("text/html") ? file.body.replace("%CONSOLE_ORIGIN%", consoleOrigin) : file.body);
  }

  const server = createServer((request, response) => {
    serve(request, response).catch(() => response.destroy());
  });
  const port = await listen(server, options.port ?? 0);
  return {
    port,
    origin: `http://127.0.0.1:${port}`,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

const pinIn = ({ pin }: Record<string, unknown>): string => (typeof pin === "string" ? pin.slice(0, 40) : "");

/** On this port, or on another if it is taken meanwhile. */
async function listen(server: ReturnType<typeof createServer>, port: number): Promise<number> {
  const tryPort = (wanted: number): Promise<void> =>
    new Promise((resolve, reject) => {
      server.once("error", reject);
      server.listen(wanted, "127.0.0.1", () => {
        server.off("error", reject);
        resolve();
      });
    });
  await tryPort(port).catch(() => tryPort(0));
  return (server.address() as AddressInfo).port;
}

async function readJson(request: IncomingMessage): Promise<Record<string, unknown> | null> {
  let text = "";
  for await (const piece of request) {
    text += String(piece);
    if (text.length > mostBodyBytes) return null;
  }
  try {
    const value: unknown = JSON.parse(text || "{}");
    return typeof value === "object" && value !== null ? (value as Record<string, unknown>) : null;
  } catch {
    return null;
  }
}
