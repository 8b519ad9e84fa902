/** What is fetched only when a conversation first needs it: the call's part and the visual sessions' part. */
import type { ServerFrame } from "@rinnalla/protocol";
import type { ComponentChildren } from "preact";
import type { TakenUp } from "../loader/take-up.ts";
import type { Chat } from "./chat.ts";
import type { Message } from "./timeline.ts";

export type SignalNotice = Extract<ServerFrame, { t: "signal" }>;

export interface Part {
  /** The folded state changed. */
  update(): void;
  takeSignal(notice: SignalNotice): void;
  /** A card of the dock, above the panel. */
  card(): ComponentChildren;
  /** Of the panel: instead of the start screen, above the composer, or after the end (CHAT-04). */
  around?(): ComponentChildren;
  /** A button in the panel's header. */
  tool?(): ComponentChildren;
  /** At the edge of the page, outside the dock. */
  bar?(): ComponentChildren;
}

/** What one part adds inside the conversation. */
export interface Extras {
  /** Beside the field where a message is written. */
  composer(): ComponentChildren;
  /** There are files that go with the next message. */
  hasFiles(): boolean;
  send(): void;
  /** Instead of the text of a message; null: the text. */
  bubble(message: Message): ComponentChildren;
}

export interface PartHost {
  readonly chat: Chat;
  readonly host: HTMLElement;
  /** Its address, with a slash at the end. */
  readonly server: string;
  /** Adds a sheet to the widget's shadow root. */
  addStyle(css: string): void;
  /** Draws anew. */
  redraw(): void;
  readonly takenUp: TakenUp | null;
}

export type PartModule = { readonly create: (host: PartHost) => Part };
