/** A line between a browser and the server that a test makes slow, or dead without a word: what is open then stays so, what comes later passes. */
import { createServer, connect, type AddressInfo, type Socket } from "node:net";

export interface SlowLine {
  readonly port: number;
  /** Towards the server, in bytes a second; `null`: as fast as it goes. Holds for what is open now and comes later. */
  setRate(bytesPerSecond: number | null): void;
  /** Nothing more passes either way over what is open now. */
  die(): void;
  close(): void;
}

const sliceMs = 20;

export async function openSlowLine(toPort: number): Promise<SlowLine> {
  const open = new Set<{ near: Socket; far: Socket }>();
  let rate: number | null = null;
  const server = createServer((near) => {
    const far = connect(toPort, "127.0.0.1");
    const pair = { near, far };
    open.add(pair);
    const end = (): void => {
      open.delete(pair);
      near.destroy();
      far.destroy();
    };
    for (const each of [near, far]) {
      each.on("error", end);
      each.on("close", end);
      each.setNoDelay(true);
    }
    far.pipe(near);
    near.on("data", (piece) => {
      far.write(piece);
      if (rate === null) return;
      near.pause();
      setTimeout(() => open.has(pair) && near.resume(), Math.max(sliceMs, (piece.length / rate) * 1000));
    });
  });
  await new Promise<void>((settle) => server.listen(0, "127.0.0.1", settle));
  return {
    port: (server.address() as AddressInfo).port,
    setRate: (bytesPerSecond) => void (rate = bytesPerSecond),
    die() {
      for (const { near, far } of open) {
        far.unpipe(near);
        near.pause();
        far.pause();
      }
      open.clear();
    },
    close() {
      server.close();
      for (const { near } of open) near.destroy();
    },
  };
}
