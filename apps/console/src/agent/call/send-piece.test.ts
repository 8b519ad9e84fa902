import type { ConversationId, RecordingId } from "@rinnalla/protocol";
import { expect, test } from "vitest";
import { sendPiece } from "./send-piece.ts";

const piece = new Blob(["x"], { type: "video/webm;codecs=vp8,opus" });
const answering = (status: number) => {
  const asked: Request[] = [];
  const fetcher = (async (path: string, init: RequestInit) => {
    asked.push(new Request(new URL(path, "http://console.test"), init));
    return new Response(null, { status });
  }) as typeof fetch;
  return {
    asked,
    send: () => sendPiece("c1" as ConversationId, { id: "r1" as RecordingId, part: 2 }, piece, 3, fetcher),
  };
};

test("[CALL-12] a piece goes under its number, with the recording's type and its conversation", async () => {
  const { asked, send } = answering(204);
  expect(await send()).toBe("stored");
  expect(asked[0]?.method).toBe("PUT");
  expect(asked[0]?.url).toBe("http://console.test/api/recordings/r1/3?part=2&conversation=c1");
  expect(asked[0]?.headers.get("content-type")).toBe("video/webm");
});

test.each([
  [500, "retry"],
  [503, "retry"],
  [429, "retry"],
  [403, "refused"],
  [413, "refused"],
] as const)("[CALL-12] a piece answered with %i: %s", async (status, outcome) => {
  expect(await answering(status).send()).toBe(outcome);
});
