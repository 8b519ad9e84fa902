/**
 * Peer: the common open-source shape. socket.io rooms, and one INSERT in PostgreSQL for each message before it is acknowledged and
 * passed on. `DATABASE_URL` names the database. Prints its port.
 */
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import pg from "pg";
import { Server } from "socket.io";

const pool = new pg.Pool({ connectionString: process.env["DATABASE_URL"], max: 20 });
await pool.query(
  "CREATE TABLE message (id bigserial PRIMARY KEY, conversation int NOT NULL, text text NOT NULL, at timestamptz NOT NULL DEFAULT now())",
);
await pool.query("CREATE INDEX ON message (conversation, id)");

const server = createServer();
const io = new Server(server, { transports: ["websocket"], perMessageDeflate: false });
io.on("connection", (socket) => {
  const room = String(socket.handshake.query["conversation"]);
  void socket.join(room);
  socket.on("post", ({ text }: { text: string }, acknowledge: (answer: { id: string }) => void) => {
    void pool
      .query<{ id: string }>("INSERT INTO message (conversation, text) VALUES ($1, $2) RETURNING id", [
        Number(room),
        text,
      ])
      .then(({ rows }) => {
        const id = rows[0]!.id;
        socket.to(room).emit("message", { id, text });
        acknowledge({ id });
      });
  });
});
server.listen(0, "127.0.0.1", () => console.log((server.address() as AddressInfo).port));
