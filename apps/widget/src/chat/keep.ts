/**
 * What the widget remembers in the customer's browser. All tabs: the visitor's token, the ongoing conversation, the widget's look.
 * This tab alone (it survives reload and navigation): panel, draft, unsent messages, what this tab carries of a call or a session.
 * A browser that refuses storage only forgets; nothing breaks.
 */
import type { KeptStandby } from "@rinnalla/calls";
import type { OutboxEntry } from "@rinnalla/client";
import type { CallId, ConversationId, PublicWidget, VisualId } from "@rinnalla/protocol";
import { ongoingKey } from "../loader/ongoing.ts";

/** A call that this tab carries, with the devices as they were. */
export interface KeptCall {
  readonly callId: CallId;
  readonly hasAudio: boolean;
  readonly hasVideo: boolean;
  readonly isMuted: boolean;
  /** The microphone was really open. */
  readonly isOpen?: boolean;
}

/** The agent's end waits for this tab's next page. Good for minutes, and for this call alone. */
export interface KeptWay {
  readonly callId: CallId;
  readonly until: number;
  readonly standby: KeptStandby;
}

interface KeptByKey {
  /** Local. */
  look: PublicWidget;
  /** The visitor is one whom the site named: not to be taken for whoever comes next (CHAT-08). */
  isSignedIn: true;
  /** The panel as any tab had it last; what a new tab begins with. */
  wasOpen: boolean;
  /** No sound of new messages, in any tab (CHAT-10). */
  isQuiet: true;
  /** Of this tab. */
  isOpen: boolean;
  draft: string;
  /** Of the pre-chat form, but no consent. */
  form: Readonly<Record<string, string>>;
  outbox: readonly OutboxEntry[];
  call: KeptCall;
  standby: KeptWay;
  visual: VisualId;
  /** The co-browse that shows this tab's pages; goes with `visual`. */
  seen: VisualId;
}

export interface Keep {
  token: string | null;
  ongoing: ConversationId | null;
  get<Key extends keyof KeptByKey>(key: Key): KeptByKey[Key] | null;
  set<Key extends keyof KeptByKey>(key: Key, value: KeptByKey[Key] | null): void;
  /** Another tab began or left a conversation. */
  onOngoing(listener: (conversationId: ConversationId | null) => void): void;
}

export function createKeep(widgetId: string): Keep {
  const tokenKey = `rinnalla.visitor.${widgetId}`;
  const ongoing = ongoingKey(widgetId);
  const storeOf = (key: keyof KeptByKey): "local" | "session" =>
    key === "look" || key === "wasOpen" || key === "isSignedIn" || key === "isQuiet" ? "local" : "session";
  const nameOf = (key: keyof KeptByKey): string => `rinnalla.${key}.${widgetId}`;
  return {
    get token() {
      return read("local", tokenKey);
    },
    set token(token) {
      write("local", tokenKey, token);
    },
    get ongoing() {
      return read("local", ongoing) as ConversationId | null;
    },
    set ongoing(conversationId) {
      write("local", ongoing, conversationId);
    },
    get(key) {
      const text = read(storeOf(key), nameOf(key));
      try {
        return text === null ? null : JSON.parse(text);
      } catch {
        return null;
      }
    },
    set(key, value) {
      write(storeOf(key), nameOf(key), value === null ? null : JSON.stringify(value));
    },
    onOngoing(listener) {
      addEventListener("storage", (event) => {
        if (event.key === ongoing) listener(event.newValue as ConversationId | null);
      });
    },
  };
}

function read(where: "local" | "session", key: string): string | null {
  try {
    return (where === "local" ? localStorage : sessionStorage).getItem(key);
  } catch {
    return null;
  }
}

function write(where: "local" | "session", key: string, value: string | null): void {
  try {
    const storage = where === "local" ? localStorage : sessionStorage;
    if (value === null) storage.removeItem(key);
    else storage.setItem(key, value);
  } catch {
    // Full, or refused by the browser's settings.
  }
}
