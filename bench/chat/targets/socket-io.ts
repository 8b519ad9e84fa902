/**
 * Conversations in the socket.io peer, spoken over plain `ws` in engine.io 4's framing (`0` open, `2`/`3` ping and pong, `40` connect,
 * `42N[…]` event with acknowledgement, `43N[…]` its answer), so that the load costs no more than for the others.
 */
import type WebSocket from "ws";
import type { End, Pair } from "../pair.ts";
import { nextFrame, openSocket } from "./open-socket.ts";

export async function openSocketIoPairs(url: string, count: number): Promise<Pair[]> {
  const pairs: Pair[] = [];
  for (let index = 0; index < count; index++) pairs.push([await openEnd(url, index), await openEnd(url, index)]);
  return pairs;
}

async function openEnd(url: string, conversation: number): Promise<End> {
  const socket: WebSocket = await openSocket(
    `${url.replace(/^http/, "ws")}/socket.io/?EIO=4&transport=websocket&conversation=${conversation}`,
  );
  const connected = nextFrame(socket, (text) => (text.startsWith("40") ? true : undefined));
  socket.send("40");
  await connected;
  const waiting = new Map<string, () => void>();
  let lastId = 0;
  const end: End = {
    onMessage: () => {},
    post(text, onAcked) {
      const id = String(++lastId);
      waiting.set(id, onAcked);
      socket.send(`42${id}${JSON.stringify(["post", { text }])}`);
    },
  };
  socket.on("message", (data: Buffer) => {
    const text = data.toString();
    if (text === "2") socket.send("3");
    else if (text.startsWith("43")) {
      const id = text.slice(2, text.indexOf("["));
      waiting.get(id)?.();
      waiting.delete(id);
    } else if (text.startsWith("42")) {
      const [, message] = JSON.parse(text.slice(2)) as [string, { text: string }];
      end.onMessage(message.text);
    }
  });
  return end;
}
