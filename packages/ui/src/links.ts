/** Cuts a message into plain text and safe links (CHAT-05). Only http(s) ever becomes a link; nothing becomes HTML. */
export type TextPart =
  | { readonly kind: "text"; readonly text: string }
  | { readonly kind: "link"; readonly text: string; readonly href: string };

const candidate = /\bhttps?:\/\/[^\s<>"']+/gi;
const trailing = /[.,;:!?)\]}]+$/;

export function splitLinks(message: string): TextPart[] {
  const parts: TextPart[] = [];
  let from = 0;
  for (const match of message.matchAll(candidate)) {
    const text = match[0].replace(trailing, "");
    if (!URL.canParse(text)) continue;
    if (match.index > from) parts.push({ kind: "text", text: message.slice(from, match.index) });
    parts.push({ kind: "link", text, href: new URL(text).href });
    from = match.index + text.length;
  }
  if (from < message.length) parts.push({ kind: "text", text: message.slice(from) });
  return parts;
}
