/** For what runs the server's rooms without the server: only what went wrong is said, to the console. */
import { pino, type Logger } from "pino";

export function errorLog(): Logger {
  return pino({ level: "error" }, pino.destination({ dest: 2, sync: true }));
}
