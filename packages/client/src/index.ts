export { Connection } from "./connection.ts";
export type { ConnectionOptions, Notice, Relays } from "./connection.ts";
export { Channel } from "./channel.ts";
export type { ChannelHandlers } from "./channel.ts";
export type { OutboxEntry, OutboxKeeper } from "./outbox.ts";
export type { SocketStatus } from "./socket.ts";
export { PieceJoiner, cutPayload } from "./pieces.ts";
