import { fileURLToPath } from "node:url";
import { gzipSync } from "node:zlib";
import { expect, test } from "vitest";
import { bundle } from "./stage/stage.ts";

test("calls weigh at most 10 KB, minified and packed", async () => {
  const code = await bundle(fileURLToPath(new URL("index.ts", import.meta.url)), false);
  expect(gzipSync(code, { level: 9 }).byteLength).toBeLessThanOrEqual(10_000);
});
