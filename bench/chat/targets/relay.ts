/** Conversations in the bare relay: `{ n, text }` up, `{ ack }` back, the same text to the other end. */
import type { End, Pair } from "../pair.ts";
import { openSocket } from "./open-socket.ts";

export async function openRelayPairs(url: string, count: number): Promise<Pair[]> {
  const pairs: Pair[] = [];
  for (let index = 0; index < count; index++) pairs.push([await openEnd(url, index), await openEnd(url, index)]);
  return pairs;
}

async function openEnd(url: string, conversation: number): Promise<End> {
  const socket = await openSocket(`${url.replace(/^http/, "ws")}/${conversation}`);
  const waiting = new Map<number, () => void>();
  let last = 0;
  const end: End = {
    onMessage: () => {},
    post(text, onAcked) {
      const n = ++last;
      waiting.set(n, onAcked);
      socket.send(JSON.stringify({ n, text }));
    },
  };
  socket.on("message", (data: Buffer) => {
    const frame = JSON.parse(data.toString()) as { ack: number } | { text: string };
    if ("ack" in frame) {
      waiting.get(frame.ack)?.();
      waiting.delete(frame.ack);
    } else end.onMessage(frame.text);
  });
  return end;
}
