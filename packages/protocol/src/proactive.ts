/** When a visitor is invited into the chat without having asked (CHAT-07). What the rules mean is core's to say (`core/proactive`). */
import type { LocalTexts } from "./form.ts";

export interface ProactiveRule {
  /** Unlike the others of the widget. */
  readonly id: string;
  /** Of the page's address without its scheme and query: `*` stands for anything, as in `shop.example/cart*`. Absent: every page. */
  readonly page?: string;
  /** How long this page has been looked at. */
  readonly afterMs: number;
  /** How far down the page has been scrolled; absent: it does not matter. */
  readonly scrolledPercent?: number;
  /** How long until the same visitor may meet it again; 0: at the next visit. */
  readonly againAfterDays: number;
  /** Also while closed, and while no agent has room; absent: not. */
  readonly isForAbsence?: true;
  readonly texts: LocalTexts;
}
