/** What a desktop notification says: the kind of thing alone, or with the name and the words, where the agent has permitted that (CHAT-10). */
import type { Notice } from "@rinnalla/core";
import type { Words } from "../texts/words.ts";
import type { NoticeWords } from "./notify-room.ts";

const mostChars = 120;

export function noticeWords(
  { kind, customerName, text }: Pick<Notice, "kind" | "customerName" | "text">,
  t: Words["t"],
  showsNames: boolean,
): NoticeWords {
  const what = t(`notify.${kind}`);
  if (!showsNames) return { title: what, body: "" };
  const body = text === undefined ? "" : text === "" ? t("notify.file") : shortened(text);
  return { title: t("notify.named", { what, name: customerName ?? t("list.visitor") }), body };
}

function shortened(text: string): string {
  const plain = text.replace(/\s+/g, " ").trim();
  return plain.length > mostChars ? `${plain.slice(0, mostChars - 1)}…` : plain;
}
