/**
 * A socket that comes back: hello, welcome, heartbeats, reconnecting with spread delays.
 * Knows nothing of conversations; what passes is `connection.ts`'s matter.
 */
import { limits, type ErrorCode, type ServerFrame } from "@rinnalla/protocol";
import { reconnectDelayMs } from "./backoff.ts";

/** `refused`: the server said why and trying again is pointless until `retry()`. */
export type SocketStatus = "connecting" | "online" | "offline" | "refused" | "closed";

export interface SocketOptions {
  /** `ws:` or `wss:`. */
  readonly url: string;
  /** The hello frame as text, made anew for each try (tokens and cursors change). May reject: counts as a failed try. */
  readonly hello: () => Promise<string>;
  /** What is said right behind it. */
  readonly behindHello?: () => readonly string[];
  readonly onFrame: (frame: ServerFrame) => void;
  readonly onBinary: (frame: Uint8Array) => void;
  readonly onStatus: (status: SocketStatus, code: ErrorCode | null) => void;
  readonly WebSocket?: typeof WebSocket;
  /** One that was opened beforehand, for the first try; nothing was said on it. */
  readonly opened?: WebSocket | undefined;
}

/**
 * A ping that was not answered by then was said into a dead socket, or through a network too slow to mind another hello: twice what the
 * welcome took, within these.
 */
const answerMs = { least: 80, most: 200 };

const final: ReadonlySet<ErrorCode> = new Set(["versionTooOld", "originRefused", "notAllowed", "notFound"]);

export class ReconnectingSocket {
  readonly #options: SocketOptions;
  #socket: WebSocket | null = null;
  #status: SocketStatus = "connecting";
  #attempt = 0;
  #heardAt = 0;
  /** When the ping was said that has no answer yet; `null`: nothing is waited for. */
  #askedAt: number | null = null;
  #helloAt = 0;
  #answerMs = answerMs.most;
  #bye: ErrorCode | null = null;
  #retry: ReturnType<typeof setTimeout> | undefined;
  #doubting: ReturnType<typeof setTimeout> | undefined;
  #pulse: ReturnType<typeof setInterval> | undefined;
  readonly #wake = (): void => {
    // A page that was asleep, or a network that came back: do not sit out the delay.
    if (this.#status === "offline") this.retry();
    else if (this.#status === "online" && Date.now() - this.#heardAt > limits.heartbeatMs) this.doubt();
  };
  /** The address may be another now, which kills every socket without a word. */
  readonly #networkIsBack = (): void => (this.#status === "online" ? this.doubt() : this.retry());

  constructor(options: SocketOptions) {
    this.#options = options;
    if (typeof addEventListener === "function") addEventListener("online", this.#networkIsBack);
    if (typeof document !== "undefined") document.addEventListener("visibilitychange", this.#wake);
    this.#open();
  }

  get status(): SocketStatus {
    return this.#status;
  }

  get bufferedBytes(): number {
    return this.#socket?.bufferedAmount ?? 0;
  }

  /** Between the hello and the welcome: held by the server until it has judged the hello. */
  sayBehindHello(data: string): void {
    if (this.#helloAt > 0) this.#socket?.send(data);
  }

  /** False if there is no open socket; the frame is not kept. */
  send(data: string | Uint8Array<ArrayBuffer>): boolean {
    if (this.#status !== "online" || this.#socket?.readyState !== 1) return false;
    this.#socket.send(data);
    return true;
  }

  /** Something else says that the network is in trouble: one that does not answer soon is replaced, instead of after two heartbeats. */
  doubt(): void {
    if (this.#status !== "online" || this.#doubting !== undefined) return;
    const askedAt = Date.now();
    this.#ping();
    this.#doubting = setTimeout(() => {
      this.#doubting = undefined;
      if (this.#heardAt < askedAt) this.replace();
    }, this.#answerMs);
  }

  /** Another socket instead of this one, whatever still waits in it. */
  replace(): void {
    if (this.#status !== "online") return;
    this.#drop();
    this.#setStatus("offline", null);
    this.retry();
  }

  retry(): void {
    if (this.#status === "closed" || this.#status === "online") return;
    clearTimeout(this.#retry);
    this.#attempt = 0;
    this.#drop();
    this.#open();
  }

  close(): void {
    if (this.#status === "closed") return;
    this.#setStatus("closed", null);
    clearTimeout(this.#retry);
    this.#drop();
    if (typeof removeEventListener === "function") removeEventListener("online", this.#networkIsBack);
    if (typeof document !== "undefined") document.removeEventListener("visibilitychange", this.#wake);
  }

  #open(): void {
    this.#bye = null;
    if (this.#status !== "offline") this.#setStatus("connecting", null);
    const Socket = this.#options.WebSocket ?? WebSocket;
    let socket: WebSocket;
    try {
      const { opened, url } = this.#options;
      // One that was dropped is closing at least.
      socket = opened && opened.readyState < 2 ? opened : new Socket(url);
    } catch {
      this.#later(null);
      return;
    }
    this.#socket = socket;
    socket.binaryType = "arraybuffer";
    const greet = (): void => {
      this.#options.hello().then(
        (hello) => {
          if (socket !== this.#socket || socket.readyState !== 1) return;
          this.#helloAt = Date.now();
          for (const frame of [hello, ...(this.#options.behindHello?.() ?? [])]) socket.send(frame);
        },
        () => socket.close(),
      );
    };
    socket.onopen = greet;
    socket.onmessage = (message) => {
      if (socket !== this.#socket) return;
      this.#heardAt = Date.now();
      this.#askedAt = null;
      if (typeof message.data === "string") this.#take(JSON.parse(message.data) as ServerFrame);
      else this.#options.onBinary(new Uint8Array(message.data as ArrayBuffer));
    };
    socket.onclose = () => {
      if (socket !== this.#socket) return;
      this.#drop();
      this.#later(this.#bye);
    };
    socket.onerror = () => socket.close();
    // A connection attempt that hangs, or a welcome that never comes, is a failed try.
    this.#heardAt = Date.now();
    this.#askedAt = null;
    this.#pulse = setInterval(() => this.#beat(), limits.heartbeatMs / 2);
    if (socket.readyState === 1) greet();
  }

  #take(frame: ServerFrame): void {
    if (frame.t === "pong") return;
    if (frame.t === "bye") {
      this.#bye = frame.code;
      return;
    }
    if (frame.t === "welcome") {
      this.#attempt = 0;
      this.#answerMs = Math.min(Math.max(2 * (Date.now() - this.#helloAt), answerMs.least), answerMs.most);
      this.#setStatus("online", null);
    }
    this.#options.onFrame(frame);
  }

  /**
   * A dead socket is noticed within two heartbeats: one of silence, one without an answer. Silence alone says nothing: after a sleep, or in a
   * tab whose timers come once a minute, nobody had asked.
   */
  #beat(): void {
    const now = Date.now();
    const isDead =
      this.#status === "online"
        ? this.#askedAt !== null && now - this.#askedAt >= limits.heartbeatMs
        : now - this.#heardAt >= 2 * limits.heartbeatMs;
    if (isDead) {
      this.#drop();
      this.#later(null);
    } else if (this.#askedAt === null && now - this.#heardAt >= limits.heartbeatMs / 2) this.#ping();
  }

  #ping(): void {
    if (this.#status === "online") this.#askedAt ??= Date.now();
    this.send(JSON.stringify({ t: "ping", n: 0 }));
  }

  #later(code: ErrorCode | null): void {
    if (this.#status === "closed") return;
    if (code && final.has(code)) {
      this.#setStatus("refused", code);
      return;
    }
    this.#setStatus("offline", code);
    clearTimeout(this.#retry);
    this.#retry = setTimeout(() => this.#open(), reconnectDelayMs(this.#attempt, Math.random()));
    this.#attempt += 1;
  }

  #drop(): void {
    clearInterval(this.#pulse);
    clearTimeout(this.#doubting);
    this.#doubting = undefined;
    this.#helloAt = 0;
    const socket = this.#socket;
    this.#socket = null;
    if (!socket) return;
    socket.onopen = socket.onmessage = socket.onclose = null;
    socket.onerror = () => undefined;
    socket.close();
  }

  #setStatus(status: SocketStatus, code: ErrorCode | null): void {
    if (status === this.#status && !code) return;
    this.#status = status;
    this.#options.onStatus(status, code);
  }
}
