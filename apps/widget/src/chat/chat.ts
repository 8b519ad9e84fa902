/**
 * The customer's end of a conversation: the visitor's session, the line, what is kept over page loads, and what the views may do.
 * It draws nothing. Spec: CHAT-02, CHAT-03.
 */
import { Connection, type Channel, type ChannelHandlers, type Notice, type Relays } from "@rinnalla/client";
import {
  newId,
  type CallId,
  type ClientId,
  type ConversationId,
  type Locale,
  type MessageId,
  type PersonCommand,
  type PublicWidget,
  type Signal,
  type VisualId,
} from "@rinnalla/protocol";
import { announce, type ChatControls, type FormStart } from "../api/api.ts";
import type { IdentityProvider, ProactiveOptions } from "../api/rinnalla.d.ts";
import type { Site } from "../api/site.ts";
import type { T } from "../texts/load.ts";
import { announceEvents } from "./announce-events.ts";
import {
  countUnread,
  hasAround,
  initialState,
  screenOf,
  takeNotice,
  withConversation,
  withOwn,
  type ChatState,
} from "./chat-state.ts";
import type { Keep } from "./keep.ts";
import type { Extras, SignalNotice } from "./part.ts";
import { openSession } from "./session.ts";

export interface ChatOptions {
  readonly widgetId: string;
  /** With a slash at the end. */
  readonly server: string;
  readonly keep: Keep;
  /** `null`: not a page of the site; its visitor is whom the page that opened it left. */
  readonly site: Site | null;
  readonly locale: Locale;
  readonly t: T;
  readonly widget: PublicWidget | null;
  /** To the server's `ws`, with nothing said on it. */
  readonly opened?: WebSocket | undefined;
}

export interface SiteInvite {
  readonly options: ProactiveOptions;
  /** True: it is shown. */
  readonly settle: (isShown: boolean) => void;
}

const typingSaidEveryMs = 3_000;
const typingForgottenMs = 6_000;

export class Chat implements ChatControls {
  readonly clientId = newId<ClientId>();
  readonly t: T;
  readonly keep: Keep;
  /** Opened by the customer on this page: a panel that was open before the page came takes no focus from it. */
  isAttended = false;
  /** By the site's own rule, for the part that shows them (CHAT-07). */
  readonly invites: SiteInvite[] = [];
  /** Once that part is here. */
  extras: Extras | null = null;
  readonly #options: ChatOptions;
  readonly #listeners = new Set<() => void>();
  readonly #signalListeners = new Set<(notice: SignalNotice) => void>();
  #state: ChatState;
  #connection: Connection | null = null;
  #isTokenSpent: boolean;
  /** The log up to now has been read; what comes is news. */
  #isNews = false;
  #said = { delivered: 0, read: 0 };
  #typingSaidAt = 0;
  #typingTimer: ReturnType<typeof setTimeout> | undefined;

  constructor(options: ChatOptions) {
    this.#options = options;
    this.t = options.t;
    this.keep = options.keep;
    // Who is signed in may be another than on the page before, or nobody (CHAT-08).
    this.#isTokenSpent = options.site !== null && (options.site.hasIdentity || options.keep.get("isSignedIn") === true);
    this.#state = {
      ...initialState,
      widget: options.widget,
      isOpen: options.keep.get("isOpen") ?? (options.keep.ongoing !== null && options.keep.get("wasOpen") === true),
    };
    options.keep.onOngoing((conversationId) => {
      if (!conversationId || this.#state.conversationId === conversationId) return;
      this.connect();
      this.#adopt(conversationId);
    });
    document.addEventListener("visibilitychange", () => this.#mark());
    if (this.#state.isOpen || options.keep.ongoing || (options.keep.get("outbox")?.length ?? 0) > 0) this.connect();
  }

  get widgetId(): string {
    return this.#options.widgetId;
  }

  get state(): ChatState {
    return this.#state;
  }

  /** Called after every change of `state`. */
  subscribe(listener: () => void): void {
    this.#listeners.add(listener);
  }

  onSignal(listener: (notice: SignalNotice) => void): void {
    this.#signalListeners.add(listener);
  }

  /** The line; opened when there is something to say or to hear. */
  connect(): Connection {
    if (this.#connection) return this.#connection;
    const { server, keep, locale, opened } = this.#options;
    this.#connection = new Connection({
      opened,
      url: new URL("ws", server).href.replace(/^http/, "ws"),
      realm: "visitor",
      token: async () => (this.#isTokenSpent ? null : keep.token) ?? (await this.openSession()),
      clientId: this.clientId,
      locale,
      outbox: {
        load: () => keep.get("outbox") ?? [],
        save: (entries) => keep.set("outbox", entries.length > 0 ? entries : null),
      },
    });
    this.#connection.subscribe((notice) => this.#take(notice));
    this.#set({ line: "connecting" });
    // Asked for with the first frame already.
    this.#adopt(keep.ongoing);
    for (const { conversationId, command } of this.#connection.pending) {
      if (command.type === "openConversation") this.#state = withConversation(this.#state, conversationId);
      if (command.type === "postMessage") this.#state = withOwn(this.#state, command.messageId, command.text);
    }
    return this.#connection;
  }

  /** Makes or renews the visitor. */
  async openSession(): Promise<string> {
    const { server, widgetId, site } = this.#options;
    const session = await openSession(server, widgetId, this.keep, site);
    this.#isTokenSpent = false;
    this.#set({ widget: session.widget });
    return session.token;
  }

  #take(notice: Notice): void {
    const before = this.#state;
    this.#state = takeNotice(before, notice, Date.now());
    switch (notice.t) {
      case "status":
        if (notice.code === "notSignedIn") this.#isTokenSpent = true;
        if (notice.status === "refused") announce("error", { code: notice.code ?? "unavailable" });
        break;
      case "welcome":
        if (notice.me.realm !== "visitor") break;
        this.keep.set("look", notice.me.widget);
        this.#adopt(notice.me.conversationId ?? this.keep.ongoing);
        break;
      case "events":
        if (this.#isNews && notice.conversationId === before.conversationId) announceEvents(notice.events, this.#state);
        break;
      case "live":
        this.#said = { delivered: 0, read: 0 };
        if (!this.#isNews && !before.isOpen && screenOf(this.#state) === "ended") this.startNew();
        this.#isNews = true;
        break;
      case "signal":
        if (notice.signal.kind === "typing") this.#forgetTypingLater();
        else for (const listener of this.#signalListeners) listener(notice);
        break;
      case "settled":
        if (notice.entry.command.type === "openConversation") {
          if (notice.result.ok) this.#adopt(notice.entry.conversationId, true);
          else this.#openingRefused();
        }
        break;
      case "refused":
        // The visitor is a new one, or the conversation was erased: it is not theirs any more.
        if (notice.about === "follow" && notice.conversationId === before.conversationId) this.startNew();
        break;
      default:
        break;
    }
    this.#mark();
    this.#changed();
  }

  /** `isNew`: opened by this page just now, so that all its events are news. */
  #adopt(conversationId: ConversationId | null, isNew = false): void {
    const pendingOpening = this.#connection?.pending.some((entry) => entry.command.type === "openConversation");
    if (!conversationId || (pendingOpening && !isNew)) return;
    const old = this.#state.conversationId;
    if (old && old !== conversationId) this.#connection?.unfollow(old);
    this.#state = withConversation(this.#state, conversationId);
    this.#isNews ||= isNew;
    if (this.keep.ongoing !== conversationId) this.keep.ongoing = conversationId;
    this.#connection?.follow(conversationId);
    this.#changed();
  }

  #openingRefused(): void {
    const { refusal } = this.#state;
    const other = this.keep.ongoing;
    if (refusal === "conversationExists" && other) this.#adopt(other, true);
    else {
      // What was written is not lost with it.
      this.keep.set("draft", this.#state.own.map(({ text }) => text).join("\n"));
      this.#state = { ...withConversation(this.#state, null), refusal };
    }
    announce("error", { code: refusal ?? "unavailable" });
  }

  // What the views and the API do.

  open(): void {
    this.connect();
    this.isAttended = true;
    this.#setOpen(true);
    this.#mark();
  }

  #setOpen(isOpen: boolean): void {
    this.keep.set("isOpen", isOpen);
    this.keep.set("wasOpen", isOpen);
    this.#set({ isOpen });
  }

  minimise(): void {
    if (!this.#state.isOpen) return;
    this.#setOpen(false);
    announce("minimise", {});
  }

  start({ name, message, answers }: FormStart = {}): void {
    const connection = this.connect();
    if (screenOf(this.#state) === "ended") this.startNew();
    if (!this.#state.conversationId) {
      if (!answers && hasAround(this.#state)) {
        if (message) this.keep.set("draft", message);
        return this.open();
      }
      const conversationId = newId<ConversationId>();
      this.#state = withConversation(this.#state, conversationId);
      const customerName = name?.trim() || null;
      void connection.command(conversationId, {
        type: "openConversation",
        ...this.opening(),
        customerName,
        ...(answers && { answers: [...answers] }),
      });
    }
    if (message?.trim()) this.say(message);
    this.open();
  }

  /** What a conversation begins with, whoever begins it. */
  opening() {
    const { locale, site } = this.#options;
    const page = `${location.origin}${location.pathname}`.slice(0, 2000);
    return { locale, page, ...(site && { context: site.context() }) };
  }

  /** With an id: one that was refused is tried again. */
  say(text: string, messageId = newId<MessageId>()): void {
    const { conversationId } = this.#state;
    if (!conversationId || text.trim() === "") return;
    this.#state = withOwn(this.#state, messageId, text.trim());
    this.setTyping(false);
    void this.command({ type: "postMessage", messageId, text: text.trim() });
    this.#changed();
  }

  /** Asks the server, about the current conversation; `false`: refused. */
  async command(command: PersonCommand): Promise<boolean> {
    const { conversationId } = this.#state;
    if (!conversationId) return false;
    return (await this.connect().command(conversationId, command)).ok;
  }

  /** `to`: one party of a call, by its page. */
  signal(signal: Signal, to?: ClientId): void {
    const { conversationId } = this.#state;
    if (conversationId) this.connect().signal(conversationId, signal, to);
  }

  /** Relays for one link; waits for the line. */
  relays(linkId: CallId | VisualId): Promise<Relays> {
    const { conversationId } = this.#state;
    if (!conversationId) return Promise.reject(new Error("no conversation"));
    return this.connect().relays(conversationId, linkId);
  }

  /** Something else says that the network is in trouble. */
  doubt(): void {
    this.connect().doubt();
  }

  /** `null` without a conversation. */
  joinChannel(visualId: VisualId, handlers: ChannelHandlers): Channel | null {
    const { conversationId } = this.#state;
    return conversationId && this.connect().joinChannel(conversationId, visualId, handlers);
  }

  setTyping(isTyping: boolean): void {
    const now = Date.now();
    if (isTyping ? now - this.#typingSaidAt < typingSaidEveryMs : this.#typingSaidAt === 0) return;
    this.#typingSaidAt = isTyping ? now : 0;
    this.signal({ kind: "typing", isTyping });
  }

  close(): void {
    if (screenOf(this.#state) === "conversation") void this.command({ type: "endConversation" });
    this.minimise();
  }

  /** Puts an ended conversation away. */
  startNew(): void {
    const { conversationId } = this.#state;
    if (conversationId) this.#connection?.unfollow(conversationId);
    this.keep.ongoing = null;
    this.#said = { delivered: 0, read: 0 };
    this.#state = withConversation(this.#state, null);
    this.#changed();
  }

  proactive(options: ProactiveOptions): Promise<boolean> {
    return new Promise((settle) => {
      this.invites.push({ options, settle });
      this.#changed();
    });
  }

  identify(provider: IdentityProvider | null): void {
    this.#options.site?.identify(provider);
    this.#isTokenSpent = true;
    // What was begun as another stays that one's: never merged.
    const wasOn = this.#connection !== null;
    this.startNew();
    this.keep.set("outbox", null);
    this.#connection?.close();
    this.#connection = null;
    if (wasOn) this.connect();
  }

  retry(): void {
    this.connect().retry();
  }

  /** The page that tries devices and relays from here. The visitor's token is in its fragment, which no request carries. */
  selfTestUrl(): string {
    const url = new URL("self-test/", this.#options.server);
    const { conversationId } = this.#state;
    url.searchParams.set("lang", this.#options.locale);
    if (conversationId) url.searchParams.set("conversation", conversationId);
    url.hash = this.keep.token ?? "";
    return url.href;
  }

  /** The transcript as a file's content; `null` if the server would not. */
  async transcript(): Promise<Blob | null> {
    const { conversationId } = this.#state;
    if (!conversationId) return null;
    const url = new URL(`api/conversations/${conversationId}/transcript?format=txt`, this.#options.server);
    try {
      const answer = await fetch(url, { headers: { authorization: `Bearer ${this.keep.token}` } });
      return answer.ok ? await answer.blob() : null;
    } catch {
      return null;
    }
  }

  get unread(): number {
    return countUnread(this.#state);
  }

  #mark(): void {
    const { conversation, conversationId, isOpen, line } = this.#state;
    if (!conversation || !conversationId || line !== "online") return;
    const delivered = conversation.version;
    const read = isOpen && document.visibilityState === "visible" ? delivered : this.#said.read;
    if (delivered === this.#said.delivered && read === this.#said.read) return;
    this.#said = { delivered, read };
    this.#connection?.mark(conversationId, delivered, read);
    // Shown at once; the server's word confirms it for the other tabs.
    const { marks } = this.#state;
    this.#set({ marks: { ...marks, customer: { delivered, read: Math.max(read, marks.customer.read) } } });
  }

  #forgetTypingLater(): void {
    clearTimeout(this.#typingTimer);
    this.#typingTimer = setTimeout(() => this.#set({ isAgentTyping: false }), typingForgottenMs);
  }

  #set(change: Partial<ChatState>): void {
    this.#state = { ...this.#state, ...change };
    this.#changed();
  }

  #changed(): void {
    for (const listener of this.#listeners) listener();
  }
}
