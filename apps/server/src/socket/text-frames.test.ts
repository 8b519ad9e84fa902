import { once } from "node:events";
import { createServer, type Server } from "node:http";
import type { AddressInfo, Socket } from "node:net";
import { afterEach, expect, test } from "vitest";
import { WebSocket, WebSocketServer } from "ws";
import { packTexts } from "./text-frames.ts";

let server: Server;
afterEach(() => server.close());

test("[CHAT-02] texts packed into one write are the messages that they were, of every length and script", async () => {
  const texts = [
    "",
    "a",
    "x".repeat(125),
    "x".repeat(126),
    "ä€😀".repeat(50),
    "y".repeat(65_535),
    "z".repeat(65_536),
    "end",
  ];
  const sockets = new WebSocketServer({ noServer: true, perMessageDeflate: false });
  server = createServer();
  server.on("upgrade", (request, stream: Socket, head) => {
    sockets.handleUpgrade(request, stream, head, (socket) => {
      stream.write(packTexts(texts.map((text, index) => (index % 2 === 0 ? text : Buffer.from(text)))));
      socket.close();
    });
  });
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  const client = new WebSocket(`ws://127.0.0.1:${(server.address() as AddressInfo).port}`);
  const heard: string[] = [];
  client.on("message", (data: Buffer, isBinary: boolean) => heard.push(isBinary ? "binary" : data.toString()));
  const [code] = (await once(client, "close")) as [number];
  expect(heard).toEqual(texts);
  expect(code).toBe(1005);
});
