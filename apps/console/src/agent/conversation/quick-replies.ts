/** Quick replies while typing: what is asked for by `/`, which fit, and what the text becomes (CHAT-05). Pure. */
import type { Locale, QuickReplyConfig } from "@rinnalla/protocol";

/** What stands between `/` and the caret; null: no reply is asked for. Not in an address or a fraction: a space comes before. */
export function askedReply(text: string, caret: number): string | null {
  return /(?:^|\s)\/([^\s/]*)$/.exec(text.slice(0, caret))?.[1] ?? null;
}

/** As many as stand above the composer without scrolling. */
const most = 6;

/** Those whose word begins so, then those in whose text it stands; of each the customer's language first. */
export function fittingReplies(
  replies: readonly QuickReplyConfig[],
  asked: string,
  locale: Locale,
): readonly QuickReplyConfig[] {
  const wanted = asked.toLocaleLowerCase(locale);
  const rank = (reply: QuickReplyConfig): number | null => {
    const isInWord = reply.name.toLocaleLowerCase(locale).startsWith(wanted);
    const isInText = wanted.length > 1 && reply.text.toLocaleLowerCase(locale).includes(wanted);
    if (!isInWord && !isInText) return null;
    const language = reply.locale === locale ? 0 : reply.locale === null ? 1 : 2;
    return (isInWord ? 0 : 3) + language;
  };
  return replies
    .flatMap((reply) => {
      const its = rank(reply);
      return its === null ? [] : [{ reply, its }];
    })
    .sort((one, other) => one.its - other.its || one.reply.name.localeCompare(other.reply.name, locale))
    .slice(0, most)
    .map(({ reply }) => reply);
}

/** `/word` before the caret gives way to the reply. */
export function withReply(
  text: string,
  caret: number,
  reply: QuickReplyConfig,
  names: { readonly customer: string; readonly agent: string },
): { readonly text: string; readonly caret: number } {
  const asked = askedReply(text, caret) ?? "";
  const from = caret - asked.length - 1;
  const said = reply.text.replaceAll("{customer}", () => names.customer).replaceAll("{agent}", () => names.agent);
  return { text: text.slice(0, from) + said + text.slice(caret), caret: from + said.length };
}
