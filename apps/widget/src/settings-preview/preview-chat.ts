/** A chat that speaks to nobody: the state that the views draw, from sample events folded as real ones are, and changed by what is pressed. */
import { evolve, type ConversationState } from "@rinnalla/core";
import type {
  AgentId,
  ConversationEvent,
  ConversationId,
  Locale,
  LoggedEvent,
  MessageId,
  PublicWidget,
  QueueId,
  VisitorId,
  WorkstreamId,
} from "@rinnalla/protocol";
import { initialState, screenOf, type ChatState } from "../chat/chat-state.ts";
import type { Chat } from "../chat/chat.ts";
import type { T } from "../texts/load.ts";

export type PreviewScreen = "launcher" | "invitation" | "start" | "conversation" | "ended";

export interface PreviewChat {
  readonly chat: Chat;
  dress(widget: PublicWidget, t: T): void;
}

const id = "preview" as ConversationId;
const visitorId = "preview" as VisitorId;
const agentId = "preview" as AgentId;
const by = {
  customer: { kind: "customer", visitorId },
  agent: { kind: "agent", agentId, role: "agent", name: "Aino" },
} as const;

const words: Readonly<Record<Locale, { readonly customer: string; readonly agent: string }>> = {
  en: { customer: "Hello! When will my order arrive?", agent: "Hello! Let me look. It is on its way to you." },
  fi: { customer: "Hei! Milloin tilaukseni saapuu?", agent: "Hei! Katsotaan. Se on jo matkalla." },
  sv: { customer: "Hej! När kommer min beställning?", agent: "Hej! Jag tittar. Den är redan på väg." },
};

/** `changed`: draw anew. */
export function createPreviewChat(screen: PreviewScreen, locale: Locale, changed: () => void): PreviewChat {
  let state: ChatState = { ...initialState, line: "online", isOpen: screen !== "launcher" && screen !== "invitation" };
  let kept: string | null = null;
  let t: T;
  let said = 0;

  const set = (change: Partial<ChatState>): void => {
    state = { ...state, ...change };
    changed();
  };
  const happen = (side: "customer" | "agent", event: ConversationEvent): void => {
    const logged: LoggedEvent = { seq: state.events.length + 1, at: Date.now(), by: by[side], event };
    const conversation: ConversationState = evolve(id, state.conversation, logged);
    const { events } = state;
    const marks = { customer: seen(logged.seq), agent: seen(logged.seq) };
    state = { ...state, conversationId: id, conversation, events: [...events, logged], marks };
  };
  const post = (side: "customer" | "agent", text: string): void =>
    happen(side, {
      type: "messagePosted",
      messageId: `preview-${(said += 1)}` as MessageId,
      side,
      text,
      audience: "all",
      kind: "text",
    });
  const begin = (): void => {
    const terms = {
      widgetId: "preview" as PublicWidget["id"],
      workstreamId: "preview" as WorkstreamId,
      queueId: "preview" as QueueId,
      units: 0,
      offerMs: 0,
      wrapUpMs: 0,
      reconnectWindowMs: 0,
      calls: "none",
      cobrowse: null,
      screenShare: null,
    } as const;
    happen("customer", { type: "conversationOpened", visitorId, customerName: null, locale, page: null, terms });
    happen("agent", { type: "agentJoined", agentId, name: "Aino", role: "primary", how: "offer" });
  };
  const end = (): void => happen("agent", { type: "conversationEnded", because: "agentEnded", wrapUpUntil: null });

  if (screen === "conversation" || screen === "ended") {
    begin();
    post("customer", words[locale].customer);
    post("agent", words[locale].agent);
    if (screen === "ended") end();
  }

  // What the views ask of a chat, and no more. `Chat` is a class with a line of its own, which must not be here.
  const chat = {
    get state() {
      return state;
    },
    get t() {
      return t;
    },
    clientId: "preview",
    widgetId: "preview",
    isAttended: false,
    unread: 0,
    keep: {
      token: null,
      ongoing: null,
      get: (key: string) => (key === "draft" ? kept : null),
      set: (key: string, value: string | null) => {
        if (key === "draft") kept = value;
      },
      onOngoing: () => {},
    },
    open: () => set({ isOpen: true }),
    minimise: () => set({ isOpen: false }),
    close: () => set({ isOpen: false }),
    start({ message }: { readonly message?: string } = {}) {
      begin();
      if (message?.trim()) post("customer", message.trim());
      set({ isOpen: true });
    },
    say(text: string) {
      if (text.trim() !== "") post("customer", text.trim());
      changed();
    },
    async command({ type }: { readonly type: string }) {
      if (type === "endConversation" && screenOf(state) === "conversation") end();
      if (type === "answerSurvey") happen("customer", { type: "surveyAnswered", score: 5, comment: null });
      changed();
      return true;
    },
    setTyping: () => {},
    signal: () => {},
    subscribe: () => {},
    onSignal: () => {},
    retry: () => {},
    async transcript() {
      return new Blob([]);
    },
    selfTestUrl: () => "about:blank",
    startNew: () => set({ ...initialState, line: "online", isOpen: true, widget: state.widget }),
  };
  return {
    chat: chat as unknown as Chat,
    dress(widget, texts) {
      t = texts;
      state = { ...state, widget };
    },
  };
}

function seen(seq: number): { readonly delivered: number; readonly read: number } {
  return { delivered: seq, read: seq };
}
