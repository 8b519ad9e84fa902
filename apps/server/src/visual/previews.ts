/**
 * The administrator's preview (VIS-05): joins a page of the site, opened by the administrator a moment ago, with that administrator's console,
 * and with nobody else. A page is let in by a token that works once, within a minute, from the origin it was made for; the console by a
 * ticket of the same administrator. Nothing is kept; what passes is not looked into. One ends with the other.
 */
import { randomBytes } from "node:crypto";
import type { IncomingMessage } from "node:http";
import type { Duplex } from "node:stream";
import {
  binaryFlags,
  limits,
  newId,
  previewMark,
  readBinaryHeader,
  type AgentId,
  type ErrorCode,
  type PreviewId,
  type PreviewNotice,
  type PreviewOpening,
  type PreviewRequest,
} from "@rinnalla/protocol";
import { decodePreviewFrame } from "@rinnalla/protocol/schemas";
import type { Logger } from "pino";
import { WebSocketServer, type WebSocket } from "ws";
import type { Tickets } from "../auth/tickets.ts";
import type { Settings } from "../settings/settings.ts";
import { TokenBucket } from "../socket/token-bucket.ts";

export const previewPath = "/ws/preview";

const tokenMs = 60_000;
/** Of one administrator; the oldest gives way. */
const mostOpen = 3;
const helloMs = 10_000;
const beatMs = 20_000;
const mostWaitingBytes = 8 * 1024 * 1024;

interface Preview {
  readonly id: PreviewId;
  readonly administrator: AgentId;
  readonly organisation: string;
  readonly origin: string;
  /** Null: spent. */
  token: string | null;
  readonly until: number;
  rules: string[];
  page: WebSocket | null;
  viewer: WebSocket | null;
  isOver: boolean;
}

export interface PreviewsParts {
  readonly settings: Settings;
  readonly tickets: Tickets;
  readonly consoleOrigins: readonly string[];
  readonly now: () => number;
  readonly log: Logger;
}

export class Previews {
  readonly #parts: PreviewsParts;
  readonly #open = new Map<PreviewId, Preview>();
  readonly #sockets = new WebSocketServer({
    noServer: true,
    perMessageDeflate: false,
    maxPayload: Math.max(limits.textFrameBytes, limits.binaryFrameBytes),
  });
  readonly #beat: NodeJS.Timeout;

  constructor(parts: PreviewsParts) {
    this.#parts = parts;
    this.#beat = setInterval(() => this.#sweep(), beatMs);
    this.#beat.unref();
  }

  create(administrator: AgentId, { widgetId, address, rules }: PreviewRequest): PreviewOpening | ErrorCode {
    const { settings, now, log } = this.#parts;
    const widget = settings.widgets.get(widgetId);
    const url = URL.parse(address);
    if (!widget) return "notFound";
    if (!url || !widget.allowedOrigins.includes(url.origin) || url.username || url.password) return "originRefused";
    const own = [...this.#open.values()].filter((each) => each.administrator === administrator);
    for (const old of own.slice(0, Math.max(0, own.length - mostOpen + 1))) this.#end(old);
    const preview: Preview = {
      id: newId<PreviewId>(),
      administrator,
      organisation: widget.organisation,
      origin: url.origin,
      token: randomBytes(24).toString("base64url"),
      until: now() + tokenMs,
      rules: [...rules],
      page: null,
      viewer: null,
      isOver: false,
    };
    this.#open.set(preview.id, preview);
    log.info({ previewId: preview.id, widgetId, by: administrator }, "preview opened");
    url.hash = "";
    return { previewId: preview.id, address: `${url.href}${previewMark}${preview.token}` };
  }

  upgrade(request: IncomingMessage, stream: Duplex, head: Buffer): void {
    this.#sockets.handleUpgrade(request, stream, head, (socket) => this.#take(socket, request.headers.origin ?? ""));
  }

  close(): void {
    clearInterval(this.#beat);
    for (const preview of this.#open.values()) this.#end(preview);
    for (const socket of this.#sockets.clients) socket.terminate();
  }

  #take(socket: WebSocket, origin: string): void {
    let preview: Preview | null = null;
    const bytes = new TokenBucket(4 * 1024 * 1024, 32 * 1024 * 1024, this.#parts.now());
    const impatience = setTimeout(() => preview || socket.close(1008), helloMs);
    socket.on("error", () => undefined);
    socket.on("close", () => {
      clearTimeout(impatience);
      if (preview && (preview.page === socket || preview.viewer === socket)) this.#end(preview);
    });
    socket.on("message", (data: Buffer, isBinary: boolean) => {
      if (!bytes.take(data.byteLength, this.#parts.now())) return socket.close(1008);
      if (isBinary) {
        if (preview) pass(preview, socket, data);
        return undefined;
      }
      const frame = decodePreviewFrame(data.toString());
      if (!frame) return socket.close(1008);
      if (frame.t === "rules") {
        if (preview?.viewer !== socket) return socket.close(1008);
        preview.rules = frame.rules;
        return tell(preview.page, { t: "rules", rules: frame.rules });
      }
      if (preview) return socket.close(1008);
      preview = frame.t === "page" ? this.#letPageIn(frame.token, origin) : this.#letViewerIn(frame, origin);
      if (!preview) return socket.close(1008);
      if (frame.t === "page") preview.page = socket;
      else preview.viewer = socket;
      this.#joined(preview);
      return undefined;
    });
  }

  #letPageIn(token: string, origin: string): Preview | null {
    for (const preview of this.#open.values()) {
      if (preview.token !== token) continue;
      // Spent whoever says it: what went astray opens nothing any more.
      preview.token = null;
      return preview.origin === origin && this.#parts.now() < preview.until && preview.viewer ? preview : null;
    }
    return null;
  }

  #letViewerIn(frame: { readonly previewId: PreviewId; readonly ticket: string }, origin: string): Preview | null {
    const agentId = this.#parts.consoleOrigins.includes(origin) ? this.#parts.tickets.spend(frame.ticket) : null;
    const preview = this.#open.get(frame.previewId);
    const isTheirs = agentId !== null && preview?.administrator === agentId && preview.viewer === null;
    return isTheirs && this.#parts.settings.agents.get(agentId)?.role === "administrator" ? preview : null;
  }

  #joined(preview: Preview): void {
    const { administrator, organisation, rules } = preview;
    tell(preview.viewer, { t: "state", page: preview.page ? "here" : "awaited" });
    const name = this.#parts.settings.agents.get(administrator)?.name ?? "";
    if (preview.page) tell(preview.page, { t: "begin", administrator: name, organisation, rules });
  }

  #end(preview: Preview): void {
    if (preview.isOver) return;
    preview.isOver = true;
    this.#open.delete(preview.id);
    tell(preview.viewer, { t: "state", page: "gone" });
    preview.page?.close(1000);
    preview.viewer?.close(1000);
  }

  #sweep(): void {
    const now = this.#parts.now();
    for (const preview of this.#open.values()) if (!preview.page && now >= preview.until) this.#end(preview);
    for (const socket of this.#sockets.clients) socket.ping();
  }
}

/** From the page to its viewer; the other way only what asks for a picture: nobody acts on a page in a preview. */
function pass({ page, viewer }: Preview, from: WebSocket, frame: Buffer): void {
  const to = from === page ? viewer : page;
  const header = readBinaryHeader(frame);
  if (!header || !to || (from === viewer && (header.flags & binaryFlags.control) !== 0)) return;
  // A viewer that hangs is no reason to hold the page's pictures in memory.
  if (to.bufferedAmount > mostWaitingBytes) return to.terminate();
  to.send(frame, { binary: true });
}

function tell(socket: WebSocket | null, notice: PreviewNotice): void {
  if (socket?.readyState === socket?.OPEN) socket?.send(JSON.stringify(notice));
}
