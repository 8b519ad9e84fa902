/** What is wrong with the views of one conversation, given what was acknowledged (CHAT-02). */
import type { LoggedEvent, MessageId } from "@rinnalla/protocol";

export interface View {
  readonly name: string;
  readonly events: readonly LoggedEvent[];
}

/** One line for each lost, doubled or displaced message, and for views that differ. */
export function judge(views: readonly View[], acknowledged: ReadonlyMap<MessageId, number>): string[] {
  const problems: string[] = [];
  for (const { name, events } of views) {
    const places = new Map<MessageId, number>();
    const lastOfSender = new Map<string, number>();
    let before = 0;
    for (const { seq, event } of events) {
      if (seq <= before) problems.push(`${name}: seq ${seq} after ${before}`);
      before = seq;
      if (event.type !== "messagePosted") continue;
      if (places.has(event.messageId))
        problems.push(`${name}: "${event.text}" twice (${places.get(event.messageId)} and ${seq})`);
      places.set(event.messageId, seq);
      const [sender, number] = splitText(event.text);
      if (number <= (lastOfSender.get(sender) ?? 0)) problems.push(`${name}: "${event.text}" out of order`);
      lastOfSender.set(sender, number);
    }
    for (const [messageId, seq] of acknowledged) {
      if (!places.has(messageId)) problems.push(`${name}: an acknowledged message (${seq}) is lost`);
      else if (places.get(messageId) !== seq)
        problems.push(`${name}: acknowledged as ${seq}, shown as ${places.get(messageId)}`);
    }
  }
  const messagesOf = ({ events }: View) =>
    events
      .filter(({ event }) => event.type === "messagePosted")
      .map(({ seq, event }) => `${seq} ${JSON.stringify(event)}`);
  const [first, ...others] = views;
  if (first) {
    const expected = messagesOf(first).join("\n");
    for (const other of others)
      if (messagesOf(other).join("\n") !== expected) problems.push(`${other.name} and ${first.name} differ`);
  }
  return problems;
}

function splitText(text: string): [sender: string, number: number] {
  const at = text.lastIndexOf(" ");
  return [text.slice(0, at), Number(text.slice(at + 1))];
}
