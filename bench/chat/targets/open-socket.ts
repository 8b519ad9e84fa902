/** A plain `ws` client whose first words are said and answered before it is handed over. */
import { once } from "node:events";
import WebSocket from "ws";

export async function openSocket(url: string, headers: Record<string, string> = {}): Promise<WebSocket> {
  const socket = new WebSocket(url, { headers, perMessageDeflate: false });
  await once(socket, "open");
  return socket;
}

/** The next text for which `pick` gives something. */
export function nextFrame<T>(socket: WebSocket, pick: (text: string) => T | undefined): Promise<T> {
  return new Promise((resolve, reject) => {
    const closed = (code: number) => reject(new Error(`closed with ${code} while waiting`));
    const hear = (data: Buffer) => {
      const found = pick(data.toString());
      if (found === undefined) return;
      socket.off("message", hear).off("close", closed);
      resolve(found);
    };
    socket.on("message", hear).on("close", closed);
  });
}
