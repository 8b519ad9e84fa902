/**
 * The least server that `ReconnectingSocket` is content with: welcomes, answers pings, carries signals to the other side. Started
 * as a process of its own, so that it can be killed. With a delay it also lays a UDP relay between the browsers, by naming its own
 * ports in the candidates, so that media is as late as the signals.
 * `signalling.ts HOST PORT ONE_WAY_MS`
 */
import { createSocket, type Socket } from "node:dgram";
import { WebSocketServer, type WebSocket } from "ws";

const [host = "127.0.0.1", port = "0", oneWay = "0"] = process.argv.slice(2);
const oneWayMs = Number(oneWay);
const sides = new Map<string, WebSocket>();

/** Of each address behind the relay: the socket that stands for it. */
const standIns = new Map<string, Promise<Socket>>();

function standInFor(address: string, at: number): Promise<Socket> {
  const key = `${address}:${at}`;
  let standIn = standIns.get(key);
  if (standIn === undefined) {
    standIn = new Promise((resolve) => {
      const socket = createSocket("udp4");
      socket.on("message", (packet, from) => {
        setTimeout(
          () => void standInFor(from.address, from.port).then((sender) => sender.send(packet, at, address)),
          oneWayMs,
        );
      });
      socket.on("error", () => {});
      socket.bind(0, host, () => resolve(socket));
    });
    standIns.set(key, standIn);
  }
  return standIn;
}

/** `candidate:1 1 udp 2122260223 10.77.0.1 40000 typ host …` with the stand-in's address; null if it has none (TCP). */
async function relayed(candidate: string): Promise<string | null> {
  const words = candidate.split(" ");
  if (words[2]?.toLowerCase() !== "udp" || words[4]?.includes(":")) return null;
  const socket = await standInFor(words[4]!, Number(words[5]));
  return words.with(4, host).with(5, String(socket.address().port)).join(" ");
}

interface SignalFrame {
  readonly rtc?: { candidate?: { candidate: string } | null };
}

async function carry(frame: SignalFrame & object): Promise<object | null> {
  const candidate = frame.rtc?.candidate;
  if (oneWayMs === 0 || !candidate?.candidate) return frame;
  const named = await relayed(candidate.candidate);
  return named === null ? null : { ...frame, rtc: { ...frame.rtc, candidate: { ...candidate, candidate: named } } };
}

const server = new WebSocketServer({ host, port: Number(port) }, () => console.log("ready"));
server.on("connection", (socket, request) => {
  const side = request.url === "/agent" ? "agent" : "customer";
  const other = side === "agent" ? "customer" : "agent";
  /** In the order in which they came, however long each takes. */
  let queue: Promise<unknown> = Promise.resolve();
  socket.on("error", () => {});
  socket.on("message", (data) => {
    const frame = JSON.parse((data as Buffer).toString()) as { t: string } & SignalFrame;
    if (frame.t === "hello") {
      sides.set(side, socket);
      socket.send(JSON.stringify({ t: "welcome" }));
    } else if (frame.t === "ping") socket.send(JSON.stringify({ t: "pong", n: 0 }));
    else {
      const late = new Promise((resolve) => setTimeout(resolve, oneWayMs));
      queue = queue.then(async () => {
        const carried = await carry(frame);
        await late;
        if (carried !== null) sides.get(other)?.send(JSON.stringify(carried));
      });
    }
  });
});
