/** The sample provider as a process of its own: `node apps/demo-provider/src/main.ts`, with the settings that its guide names. */
import { startDemoProvider } from "./server.ts";

const { PORT, CONSOLE_ORIGIN, CALLBACK_URL, CALLBACK_SECRET } = process.env;
const callback = CALLBACK_URL && CALLBACK_SECRET ? { url: CALLBACK_URL, secret: CALLBACK_SECRET } : null;
const provider = await startDemoProvider({
  port: Number(PORT ?? 8090),
  consoleOrigin: CONSOLE_ORIGIN ?? "http://localhost:8080",
  callback: () => callback,
});
console.log(`The sample provider's agent page: ${provider.origin}/agent`);
process.once("SIGTERM", () => void provider.close().then(() => process.exit(0)));
process.once("SIGINT", () => void provider.close().then(() => process.exit(0)));
