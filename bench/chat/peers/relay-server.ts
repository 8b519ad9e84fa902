/** Peer: a plain `ws` server that passes each message to the conversation's other end and stores nothing. Prints its port. */
import type { AddressInfo } from "node:net";
import { WebSocketServer, type WebSocket } from "ws";

const rooms = new Map<string, WebSocket[]>();
const server = new WebSocketServer({ host: "127.0.0.1", port: 0, perMessageDeflate: false }, () => {
  console.log((server.address() as AddressInfo).port);
});

server.on("connection", (socket, { url }) => {
  const room = rooms.get(url!) ?? [];
  rooms.set(url!, [...room, socket]);
  socket.on("message", (data: Buffer) => {
    const { n, text } = JSON.parse(data.toString()) as { n: number; text: string };
    for (const other of rooms.get(url!)!) if (other !== socket) other.send(JSON.stringify({ text }));
    socket.send(JSON.stringify({ ack: n }));
  });
});
