import { expect, test, vi } from "vitest";
import { createPieceQueue } from "./piece-queue.ts";
import type { PieceAnswer } from "./recorder-types.ts";

const piece = (text: string) => new Blob([text]);

test("[CALL-12] pieces go in order, one at a time; a lost one goes again and nothing is passed over", async () => {
  vi.useFakeTimers();
  try {
    const sent: string[] = [];
    const answers: (PieceAnswer | Error)[] = ["stored", "retry", new Error("offline"), "stored", "stored"];
    let isSending = false;
    const queue = createPieceQueue(async (blob, at) => {
      expect(isSending).toBe(false);
      isSending = true;
      sent.push(`${at}${await blob.text()}`);
      isSending = false;
      const answer = answers.shift();
      if (answer instanceof Error) throw answer;
      return answer ?? "refused";
    }, expect.unreachable);
    for (const name of ["a", "b", "c"]) queue.add(piece(name));
    const done = queue.whenSent();
    await vi.runAllTimersAsync();
    await done;
    expect(sent).toEqual(["0a", "1b", "1b", "1b", "2c"]);
  } finally {
    vi.useRealTimers();
  }
});

test("[CALL-12] after a refusal nothing more is sent, and it is told once", async () => {
  const sent: number[] = [];
  const onFailure = vi.fn();
  const queue = createPieceQueue(async (_blob, at) => {
    sent.push(at);
    return at === 1 ? "refused" : "stored";
  }, onFailure);
  for (const name of ["a", "b", "c"]) queue.add(piece(name));
  await queue.whenSent();
  queue.add(piece("d"));
  await queue.whenSent();
  expect(sent).toEqual([0, 1]);
  expect(onFailure).toHaveBeenCalledTimes(1);
});
