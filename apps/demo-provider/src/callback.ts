/** The provider's server tells Rinnalla's what happens, signed (docs/guides/write-a-provider.md). Tried again under the same event id. */
import { createHmac, randomUUID } from "node:crypto";
import type { ProviderCallback } from "@rinnalla/protocol";
import type { Origin } from "./sessions.ts";

export interface CallbackTarget {
  readonly url: string;
  readonly secret: string;
}

const waitsMs = [0, 500, 2_000, 8_000];

export function sign(secret: string, timestamp: string, body: string): string {
  return `v1=${createHmac("sha256", secret).update(`${timestamp}.${body}`).digest("hex")}`;
}

/** True: taken. What is refused for good is not tried again. */
export async function tell(
  target: CallbackTarget,
  { conversationId, visualId }: Origin,
  type: "connected" | "ended",
): Promise<boolean> {
  const callback = { conversationId, visualId, event: { id: randomUUID() as never, type } } satisfies ProviderCallback;
  const body = JSON.stringify(callback);
  for (const waitMs of waitsMs) {
    await new Promise((resolve) => setTimeout(resolve, waitMs).unref());
    const timestamp = String(Math.floor(Date.now() / 1000));
    const headers = {
      "content-type": "application/json",
      "rinnalla-timestamp": timestamp,
      "rinnalla-signature": sign(target.secret, timestamp, body),
    };
    try {
      const answer = await fetch(target.url, { method: "POST", headers, body });
      if (answer.status < 500 && answer.status !== 429) return answer.ok;
    } catch {
      // Away for a moment.
    }
  }
  return false;
}
