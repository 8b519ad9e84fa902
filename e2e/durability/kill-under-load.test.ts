import { expect, test } from "vitest";
import { killUnderLoad } from "./kill-under-load.ts";

const seed = Date.now() % 1_000_000;

test(`[CHAT-02] the server is killed five times under load and no acknowledged message is lost, doubled or out of order (seed ${seed})`, async () => {
  const report = await killUnderLoad({ kills: 5, conversations: 3, seed });
  expect(report.problems).toEqual([]);
  expect(report.acknowledged).toBeGreaterThanOrEqual(100);
});
