/** Sends the pieces of a recording in order, one at a time; a lost one is sent again, and nothing is passed over. */
import type { CallRecorderOptions } from "./recorder-types.ts";

const firstWaitMs = 250;
const longestWaitMs = 5000;

export interface PieceQueue {
  add(piece: Blob): void;
  /** Resolves when nothing is left to send. */
  whenSent(): Promise<void>;
}

export function createPieceQueue(send: CallRecorderOptions["send"], onFailure: () => void): PieceQueue {
  const waiting: Blob[] = [];
  let at = 0;
  let hasFailed = false;
  let sending: Promise<void> | null = null;

  async function sendAll(): Promise<void> {
    let waitMs = firstWaitMs;
    for (let piece = waiting[0]; piece && !hasFailed; piece = waiting[0]) {
      // A throw is the network's: the piece may have arrived or not, and the same number again changes nothing.
      const answer = await send(piece, at).catch(() => "retry" as const);
      if (answer === "stored") {
        waiting.shift();
        at += 1;
        waitMs = firstWaitMs;
      } else if (answer === "retry") {
        await pause(waitMs);
        waitMs = Math.min(waitMs * 2, longestWaitMs);
      } else {
        hasFailed = true;
        waiting.length = 0;
        onFailure();
      }
    }
    sending = null;
  }

  return {
    add(piece) {
      if (hasFailed) return;
      waiting.push(piece);
      sending ??= sendAll();
    },
    async whenSent() {
      await sending;
    },
  };
}

function pause(ms: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, ms));
}
