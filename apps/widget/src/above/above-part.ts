/** The widget above the page's own dialogs: fetched when a conversation goes on. It draws nothing. */
import type { Part, PartHost } from "../chat/part.ts";
import { keepAbove } from "./above-page.ts";

export function create({ host }: PartHost): Part {
  keepAbove(host);
  return { update: () => undefined, takeSignal: () => undefined, card: () => null };
}
