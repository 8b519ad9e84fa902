/**
 * Conversations in the real server over its real protocol: a visitor's and a staff socket each, signed in, authorised and routed
 * like anybody's. A supervisor assigns them all to herself, since two hundred at once are over any agent's capacity (ROUTE-04).
 */
import {
  newId,
  protocolVersion,
  type AgentId,
  type ClientFrame,
  type ClientId,
  type CommandId,
  type ConversationId,
  type MessageId,
  type PersonCommand,
  type ServerFrame,
  type Side,
} from "@rinnalla/protocol";
import type WebSocket from "ws";
import { loopbackAddress, signIn, staffTicket, visitorToken } from "../../../e2e/harness/doors.ts";
import type { End, Pair, Target } from "../pair.ts";
import { nextFrame, openSocket } from "./open-socket.ts";
import { frameOf } from "./frame-of.ts";

type RinnallaTarget = Extract<Target, { kind: "rinnalla" }>;

export async function openRinnallaPairs(target: RinnallaTarget, count: number): Promise<Pair[]> {
  const cookie = await signIn(target.supervisorLink);
  const staffSocket = async (from?: string): Promise<WebSocket> =>
    greet(
      await openSocket(socketUrl(target), { origin: target.url }),
      "staff",
      await staffTicket(target.url, cookie, from),
    );
  const supervisor = await staffSocket();
  say(supervisor, { t: "presence", presence: "doNotDisturb" });
  const pairs: Pair[] = [];
  for (let index = 0; index < count; index++) {
    const from = loopbackAddress(index);
    const conversationId = newId<ConversationId>();
    const token = await visitorToken(target.url, target.shopOrigin, from);
    const customer = await greet(await openSocket(socketUrl(target), { origin: target.shopOrigin }), "visitor", token);
    await command(customer, conversationId, { type: "openConversation", locale: "en", customerName: null, page: null });
    await command(supervisor, conversationId, { type: "assignConversation", agentId: "a_saga" as AgentId });
    const agent = await staffSocket(from);
    await follow(agent, conversationId);
    pairs.push([endOf(customer, conversationId, "customer"), endOf(agent, conversationId, "agent")]);
  }
  supervisor.close();
  return pairs;
}

function endOf(socket: WebSocket, conversationId: ConversationId, side: Side): End {
  const waiting = new Map<string, () => void>();
  const end: End = {
    onMessage: () => {},
    post(text, onAcked) {
      const id = newId<CommandId>();
      waiting.set(id, onAcked);
      const message = { type: "postMessage", messageId: newId<MessageId>(), text } as const;
      say(socket, {
        t: "command",
        id,
        conversationId,
        command: side === "agent" ? { ...message, audience: "all" } : message,
      });
    },
  };
  socket.on("message", (data: Buffer) => {
    const frame = JSON.parse(data.toString()) as ServerFrame;
    if (frame.t === "ack") {
      if (!frame.result.ok) throw new Error(`refused: ${frame.result.code}`);
      waiting.get(frame.id)?.();
      waiting.delete(frame.id);
    } else if (frame.t === "events") {
      for (const { event } of frame.events)
        if (event.type === "messagePosted" && event.side !== side) end.onMessage(event.text);
    } else if (frame.t === "bye") throw new Error(`bye: ${frame.code}`);
  });
  return end;
}

const socketUrl = ({ url }: RinnallaTarget) => `${url.replace(/^http/, "ws")}/ws`;

function say(socket: WebSocket, frame: ClientFrame): void {
  socket.send(JSON.stringify(frame));
}

async function greet(socket: WebSocket, realm: "visitor" | "staff", token: string): Promise<WebSocket> {
  const welcomed = nextFrame(socket, frameOf("welcome"));
  say(socket, {
    t: "hello",
    version: protocolVersion,
    realm,
    token,
    clientId: newId<ClientId>(),
    locale: "en",
    cursors: [],
  });
  await welcomed;
  return socket;
}

async function command(socket: WebSocket, conversationId: ConversationId, asked: PersonCommand): Promise<void> {
  const id = newId<CommandId>();
  const answered = nextFrame(socket, (text) => {
    const frame = JSON.parse(text) as ServerFrame;
    return frame.t === "ack" && frame.id === id ? frame.result : undefined;
  });
  say(socket, { t: "command", id, conversationId, command: asked });
  const result = await answered;
  if (!result.ok) throw new Error(`${asked.type}: ${result.code}`);
}

async function follow(socket: WebSocket, conversationId: ConversationId): Promise<void> {
  const live = nextFrame(socket, frameOf("live"));
  say(socket, { t: "follow", conversationId, after: 0 });
  await live;
}
