/**
 * The door for sockets: `/ws`, and `/ws/preview` for an administrator's preview; bounded frames, no per-message deflate (streams are packed at their source). Who does not
 * say a valid hello within ten seconds is shown out; who goes silent is cut off.
 */
import type { IncomingMessage, Server } from "node:http";
import type { Socket } from "node:net";
import type { Duplex } from "node:stream";
import { limits } from "@rinnalla/protocol";
import type { Logger } from "pino";
import { WebSocketServer, type WebSocket } from "ws";
import { Connection } from "./connection.ts";
import { previewPath, type Previews } from "../visual/previews.ts";
import type { Session } from "./session.ts";

export interface GateOptions {
  readonly session: Session;
  readonly previews: Previews;
  readonly now: () => number;
  readonly log: Logger;
  readonly framesPerSecond: number;
  readonly heartbeatMs: number;
  readonly helloMs: number;
}

/** Heartbeats are spread over this many slices of their period, so that thousands do not come in one turn. */
const slices = 20;
/** How late a heartbeat may be, in slices: after more than that this process slept, and answers may lie unread. */
const mostLate = 5;
const closePatienceMs = 1_000;

export class Gate {
  readonly #options: GateOptions;
  readonly #sockets: WebSocketServer;
  readonly #connections: readonly Set<Connection>[] = Array.from({ length: slices }, () => new Set<Connection>());
  readonly #beat: NodeJS.Timeout;
  #opened = 0;
  #beats = 0;
  #beatAt: number;
  #isClosing = false;

  constructor(options: GateOptions) {
    this.#options = options;
    this.#sockets = new WebSocketServer({
      noServer: true,
      clientTracking: false,
      perMessageDeflate: false,
      maxPayload: Math.max(limits.textFrameBytes, limits.binaryFrameBytes),
    });
    this.#beatAt = options.now();
    this.#beat = setInterval(() => this.#heartbeat(), options.heartbeatMs / slices);
  }

  attach(server: Server): void {
    server.on("upgrade", (request: IncomingMessage, stream: Duplex, head: Buffer) => {
      const path = request.url?.split("?", 1)[0];
      if (path === previewPath && !this.#isClosing) return this.#options.previews.upgrade(request, stream, head);
      if (path !== "/ws" || this.#isClosing) {
        stream.end(
          `HTTP/1.1 ${path === "/ws" ? "503 Service Unavailable" : "404 Not Found"}\r\nConnection: close\r\n\r\n`,
        );
        return;
      }
      this.#sockets.handleUpgrade(request, stream, head, (socket) => this.#open(socket, stream as Socket, request));
    });
  }

  /** Tells all to come back to another server, or later. */
  async close(): Promise<void> {
    this.#isClosing = true;
    this.#options.previews.close();
    clearInterval(this.#beat);
    const open = this.#connections.flatMap((slice) => [...slice]);
    const gone = Promise.all(open.map((connection) => new Promise<void>((resolve) => connection.onClosed(resolve))));
    for (const connection of open) connection.bye("unavailable");
    const patience = setTimeout(() => {
      for (const connection of open) connection.cutOff();
    }, closePatienceMs);
    await gone;
    clearTimeout(patience);
  }

  #open(socket: WebSocket, stream: Socket, request: IncomingMessage): void {
    const { session, now, log, framesPerSecond, helloMs } = this.#options;
    const connection = new Connection(socket, stream, request.headers.origin ?? "", now(), framesPerSecond);
    const slice = this.#connections[(this.#opened += 1) % slices];
    slice?.add(connection);
    stream.setNoDelay(true);
    const hello = setTimeout(() => {
      if (!connection.person) connection.bye("notSignedIn");
    }, helloMs);
    connection.onClosed(() => {
      clearTimeout(hello);
      slice?.delete(connection);
    });
    socket.on("message", (data: Buffer, isBinary: boolean) => {
      connection.heardAt = now();
      try {
        if (isBinary) session.takeBinary(connection, data);
        else session.takeText(connection, data.toString());
      } catch (failure) {
        // A bug ends that one socket, not the others'.
        log.error({ err: failure }, "frame failed");
        connection.bye("internal");
      }
    });
    socket.on("pong", () => (connection.heardAt = now()));
    // Without a listener a bad frame would end the process; the socket closes itself.
    socket.on("error", (failure) => log.debug({ err: failure }, "socket failed"));
    socket.on("close", (code) => session.closed(connection, code));
  }

  #heartbeat(): void {
    const slice = this.#connections[(this.#beats += 1) % slices];
    const { now, heartbeatMs } = this.#options;
    const at = now();
    const isLate = at - this.#beatAt > (heartbeatMs / slices) * mostLate;
    this.#beatAt = at;
    for (const connection of slice ?? []) {
      // Asked a heartbeat ago and silent since: dead within two.
      if (!isLate && connection.askedAt > connection.heardAt) connection.cutOff();
      else connection.ping(at);
    }
  }
}
