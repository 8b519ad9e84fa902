/** Sends a packet every 10 ms to an echo at that address and prints when each came back (ms since 1970); without an address, the echo. */
import { createSocket } from "node:dgram";

const port = 9;
const [address] = process.argv.slice(2);
const socket = createSocket("udp4");
socket.on("error", () => {});

if (address === undefined) {
  socket.on("message", (packet, from) => socket.send(packet, from.port, from.address));
  socket.bind(port);
} else {
  socket.on("message", () => console.log(Date.now()));
  setInterval(() => socket.send("?", port, address, () => {}), 10);
}
