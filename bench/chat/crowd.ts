/** Many open widgets in one process: signed in over the real doors, each from an address of its own as far as loopback has them. */
import { newId, protocolVersion, type ClientFrame, type ClientId, type ConversationId } from "@rinnalla/protocol";
import WebSocket from "ws";
import { loopbackAddress, visitorToken } from "../../e2e/harness/doors.ts";
import type { Rinnalla } from "../../e2e/harness/rinnalla.ts";
import { frameOf } from "./targets/frame-of.ts";
import { nextFrame } from "./targets/open-socket.ts";

export interface Widget {
  readonly token: string;
  readonly clientId: ClientId;
  readonly from: string;
  /** What it has seen of its conversation; null: it has none. */
  cursor: { readonly conversationId: ConversationId; readonly after: number } | null;
  socket: WebSocket | null;
}

/** Under way at once: more would only wait in the server's listen queue. */
const atOnce = 100;

export async function inTurn<Item>(
  items: readonly Item[],
  work: (item: Item) => Promise<void>,
  most = atOnce,
): Promise<void> {
  let next = 0;
  const worker = async () => {
    while (next < items.length) await work(items[next++]!);
  };
  await Promise.all(Array.from({ length: most }, worker));
}

export async function newWidgets(rinnalla: Rinnalla, count: number): Promise<Widget[]> {
  const shopOrigin = new URL(rinnalla.links.shop).origin;
  const widgets: Widget[] = [];
  await inTurn(
    Array.from({ length: count }, (_, at) => loopbackAddress(at)),
    async (from) => {
      const token = await visitorToken(rinnalla.url, shopOrigin, from);
      widgets.push({ token, clientId: newId<ClientId>(), from, cursor: null, socket: null });
    },
  );
  return widgets;
}

/** Resolves when the server has welcomed it, and, if it has a conversation, when it is live there. Rejects when it could not come in. */
export async function comeIn(rinnalla: Rinnalla, widget: Widget): Promise<void> {
  const origin = new URL(rinnalla.links.shop).origin;
  const url = `${rinnalla.url.replace(/^http/, "ws").replace("localhost", "127.0.0.1")}/ws`;
  const socket = new WebSocket(url, { origin, localAddress: widget.from, perMessageDeflate: false });
  await new Promise<void>((resolve, reject) => {
    socket.once("open", resolve);
    socket.once("error", reject);
  });
  socket.on("error", () => {});
  const { token, clientId, cursor } = widget;
  const welcomed = nextFrame(socket, frameOf("welcome"));
  const live = cursor ? nextFrame(socket, frameOf("live")) : null;
  live?.catch(() => {});
  say(socket, {
    t: "hello",
    version: protocolVersion,
    realm: "visitor",
    token,
    clientId,
    locale: "en",
    cursors: cursor ? [cursor] : [],
  });
  await welcomed;
  await live;
  widget.socket = socket;
}

export function say(socket: WebSocket, frame: ClientFrame): void {
  socket.send(JSON.stringify(frame));
}
