/** Has a server that was started with `--inspect` collect its garbage, so that what it holds can be told from what it has not thrown away yet. */
import WebSocket from "ws";
import { once } from "node:events";

export const inspected = { NODE_OPTIONS: "--inspect=127.0.0.1:0" };

/** `output`: of the server, which says there where it is to be inspected. */
export async function collectGarbage(output: string): Promise<void> {
  const url = /ws:\/\/127\.0\.0\.1:\d+\/[\w-]+/.exec(output)?.[0];
  if (!url) throw new Error("the server does not say where it is to be inspected");
  const inspector = new WebSocket(url);
  await once(inspector, "open");
  for (const [index, method] of [
    "HeapProfiler.enable",
    ...Array<string>(4).fill("HeapProfiler.collectGarbage"),
  ].entries()) {
    const answered = once(inspector, "message");
    inspector.send(JSON.stringify({ id: index + 1, method }));
    await answered;
  }
  inspector.close();
  await once(inspector, "close");
}
