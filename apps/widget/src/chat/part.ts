/** What is fetched only when a conversation first needs it: the call's part and the visual sessions' part. */
import type { ServerFrame } from "@rinnalla/protocol";
import type { ComponentChildren } from "preact";
import type { TakenUp } from "../loader/take-up.ts";
import type { Chat } from "./chat.ts";

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

export interface PartHost {
  readonly chat: Chat;
  readonly host: HTMLElement;
  /** Adds a sheet to the widget's shadow root. */
  addStyle(css: string): void;
  /** Draws anew. */
  redraw(): void;
  readonly takenUp: TakenUp | null;
}

export type PartModule = { readonly create: (host: PartHost) => Part };
