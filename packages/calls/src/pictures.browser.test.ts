/** The picture that the agent's browser records while its page is behind another (CALL-12). Puppeteer: Playwright keeps every page in front. */
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { fileURLToPath } from "node:url";
import puppeteer from "puppeteer-core";
import { expect, test } from "vitest";
import { build, type Rollup } from "vite";
import { fakeDeviceFlags } from "./stage/stage.ts";

const entry = fileURLToPath(new URL("stage/pictures-page.ts", import.meta.url));
/** With these a page behind another is not slowed down, as it is for people. */
const unreal = [
  "--disable-background-timer-throttling",
  "--disable-backgrounding-occluded-windows",
  "--disable-renderer-backgrounding",
];

async function serve() {
  const built = await build({
    configFile: false,
    logLevel: "error",
    root: fileURLToPath(new URL("..", import.meta.url)),
    build: { write: false, rolldownOptions: { input: entry, output: { entryFileNames: "page.js" } } },
  });
  const { output } = (Array.isArray(built) ? built[0] : built) as Rollup.RollupOutput;
  const files = new Map(output.map((file) => [`/${file.fileName}`, file.type === "chunk" ? file.code : file.source]));
  const server = createServer((request, response) => {
    const file = files.get(request.url ?? "");
    response.setHeader("content-type", file ? "text/javascript" : "text/html");
    response.end(file ?? '<!doctype html><title>Pictures</title><script type="module" src="/page.js"></script>');
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  return { url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/`, close: () => server.close() };
}

test("[CALL-12] both pictures that are recorded go on moving while the agent's page is behind another", async () => {
  const server = await serve();
  const browser = await puppeteer.launch({
    executablePath: "/usr/bin/chromium",
    ignoreDefaultArgs: unreal,
    args: ["--no-sandbox", "--disable-quic", "--no-first-run", ...fakeDeviceFlags],
  });
  try {
    const page = await browser.newPage();
    await page.goto(server.url);
    await page.evaluate(() => window.pictures.begin());
    const count = () => page.evaluate(() => window.pictures.count());
    const other = await browser.newPage();
    await other.bringToFront();
    await expect.poll(() => page.evaluate(() => document.visibilityState)).toBe("hidden");
    const [before, from] = [await count(), performance.now()];
    await expect.poll(async () => (await count()).left, { timeout: 20_000 }).toBeGreaterThan(before.left + 25);
    const seconds = (performance.now() - from) / 1000;
    // Fifteen a second; drawn by the page itself it was one, and still.
    expect(26 / seconds).toBeGreaterThan(4);
    expect((await count()).right).toBeGreaterThan(before.right + 20);
  } finally {
    await browser.close();
    server.close();
  }
});
