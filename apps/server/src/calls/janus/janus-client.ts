/**
 * One session with Janus over its WebSocket API: requests and their answers, events of handles, and the end of it all. The protocol
 * is that of janus.conf.meetecho.com/docs/rest.html; what is asked of the video room is `media-server.ts`.
 */
import { randomUUID } from "node:crypto";
import { WebSocket } from "ws";

/** Why Janus did not do what it was asked. `code`: its own number, if it answered at all. */
export class JanusError extends Error {
  readonly code: number | null;

  constructor(reason: string, code: number | null = null) {
    super(reason);
    this.name = "JanusError";
    this.code = code;
  }
}

export interface Jsep {
  readonly type: "offer" | "answer";
  readonly sdp: string;
}

/** What a handle is told without having asked. */
export interface HandleEvent {
  readonly janus: "event" | "trickle" | "webrtcup" | "hangup" | "detached" | "media" | "slowlink";
  readonly data?: Readonly<Record<string, unknown>>;
  readonly candidate?: {
    readonly candidate?: string;
    readonly sdpMid?: string;
    readonly sdpMLineIndex?: number;
    readonly completed?: boolean;
  };
}

export interface JanusSession {
  /** How often it has answered that it is still there. */
  readonly keptAlive: number;
  attach(onEvent: (event: HandleEvent) => void): Promise<JanusHandle>;
  close(): void;
}

export interface JanusHandle {
  /** The plugin's answer to a message, asynchronous ones included. */
  ask(
    body: object,
    jsep?: Jsep,
  ): Promise<{ readonly data: Readonly<Record<string, unknown>>; readonly jsep: Jsep | null }>;
  trickle(candidate: object): void;
  detach(): void;
}

interface Message {
  readonly janus: string;
  readonly transaction?: string;
  readonly sender?: number;
  readonly data?: { readonly id?: number };
  readonly plugindata?: { readonly data?: Readonly<Record<string, unknown>> };
  readonly jsep?: Jsep;
  readonly error?: { readonly code: number; readonly reason: string };
  readonly candidate?: HandleEvent["candidate"];
}

const patienceMs = 5_000;
/** Janus forgets a session that says nothing for `session_timeout`. */
const aliveMs = 10_000;

/** `onLost` is called once, when an open session is no more. */
export async function openJanus(url: string, secret: string, onLost: () => void): Promise<JanusSession> {
  const socket = new WebSocket(url, "janus-protocol", { handshakeTimeout: patienceMs });
  const asked = new Map<
    string,
    { isDoneByAck: boolean; settle: (message: Message) => void; fail: (error: Error) => void }
  >();
  const handles = new Map<number, (event: HandleEvent) => void>();
  let sessionId: number | null = null;
  let alive: NodeJS.Timeout | null = null;
  let isOver = false;
  let keptAlive = 0;

  const end = (): void => {
    if (isOver) return;
    isOver = true;
    if (alive) clearInterval(alive);
    for (const { fail } of asked.values()) fail(new JanusError("the connection to Janus is gone"));
    asked.clear();
    socket.terminate();
    if (sessionId !== null) onLost();
  };

  function send(message: object): string {
    const transaction = randomUUID();
    const session = sessionId === null ? {} : { session_id: sessionId };
    socket.send(JSON.stringify({ ...message, ...session, transaction, apisecret: secret }));
    return transaction;
  }

  /** Resolves with the answer; unless `isDoneByAck`, one that is more than "received". */
  function request(message: object, isDoneByAck = false): Promise<Message> {
    return new Promise((resolve, reject) => {
      if (isOver) return reject(new JanusError("the connection to Janus is gone"));
      const transaction = send(message);
      const timer = setTimeout(() => {
        asked.delete(transaction);
        reject(new JanusError("Janus does not answer"));
      }, patienceMs);
      const done = (): void => {
        clearTimeout(timer);
        asked.delete(transaction);
      };
      asked.set(transaction, {
        isDoneByAck,
        settle(answer) {
          done();
          if (answer.error) reject(new JanusError(answer.error.reason, answer.error.code));
          else resolve(answer);
        },
        fail(error) {
          done();
          reject(error);
        },
      });
    });
  }

  socket.on("message", (raw: Buffer) => {
    const message = JSON.parse(raw.toString("utf8")) as Message;
    const question = message.transaction === undefined ? undefined : asked.get(message.transaction);
    // "Received"; of a message to the plugin, the answer is still to come.
    if (message.janus === "ack") return question?.isDoneByAck ? question.settle(message) : undefined;
    if (question) return question.settle(message);
    if (message.janus === "timeout") return end();
    const onEvent = message.sender === undefined ? undefined : handles.get(message.sender);
    if (!onEvent) return;
    const { data } = message.plugindata ?? {};
    onEvent({
      janus: message.janus as HandleEvent["janus"],
      ...(data && { data }),
      ...(message.candidate && { candidate: message.candidate }),
    });
  });
  socket.on("close", end);
  // `close` follows.
  socket.on("error", () => undefined);
  await new Promise<void>((resolve, reject) => {
    socket.once("open", resolve);
    socket.once("error", reject);
  });
  const created = await request({ janus: "create" }).catch((failure: unknown) => {
    end();
    throw failure;
  });
  sessionId = created.data?.id ?? null;
  // Said so often also in order to see that nobody is there any more.
  alive = setInterval(() => {
    request({ janus: "keepalive" }, true).then(() => void (keptAlive += 1), end);
  }, aliveMs);

  return {
    get keptAlive() {
      return keptAlive;
    },
    async attach(onEvent) {
      const { data } = await request({ janus: "attach", plugin: "janus.plugin.videoroom" });
      const handleId = data?.id;
      if (handleId === undefined) throw new JanusError("a handle without an id");
      handles.set(handleId, onEvent);
      return {
        async ask(body, jsep) {
          const answer = await request({ janus: "message", handle_id: handleId, body, ...(jsep && { jsep }) });
          const said = answer.plugindata?.data ?? {};
          if (typeof said["error_code"] === "number") throw new JanusError(String(said["error"]), said["error_code"]);
          return { data: said, jsep: answer.jsep ?? null };
        },
        trickle(candidate) {
          if (!isOver) send({ janus: "trickle", handle_id: handleId, candidate });
        },
        detach() {
          handles.delete(handleId);
          if (!isOver) void request({ janus: "detach", handle_id: handleId }).catch(() => undefined);
        },
      };
    },
    close() {
      sessionId = null;
      end();
    },
  };
}
