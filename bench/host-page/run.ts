/**
 * What the widget costs the page that embeds it (CHAT-01): the demo shop with its tag and without, in turn: largest paint, layout shift, and how
 * long the main thread is blocked until the launcher stands. Options: `--rounds=7`, `--trial`.
 */
import type { Browser } from "playwright-core";
import { launchBrowser, startRinnalla } from "../../e2e/harness/index.ts";
import { compare, type Figures } from "../harness.ts";

const option = (name: string): string | undefined =>
  process.argv.find((each) => each.startsWith(`--${name}`))?.split("=")[1];

interface Vitals {
  largestPaintMs: number;
  shift: number;
  blockedMs: number;
}

/** Blocking time is what of a task goes beyond 50 ms (web.dev/tbt). */
function watchVitals(): void {
  const vitals: Vitals = { largestPaintMs: 0, shift: 0, blockedMs: 0 };
  (globalThis as unknown as { vitals: Vitals }).vitals = vitals;
  const watch = (type: string, take: (entry: PerformanceEntry) => void): void =>
    new PerformanceObserver((list) => list.getEntries().forEach(take)).observe({ type, buffered: true });
  watch("largest-contentful-paint", ({ startTime }) => (vitals.largestPaintMs = startTime));
  watch("layout-shift", (entry) => (vitals.shift += (entry as unknown as { value: number }).value));
  watch("longtask", ({ duration }) => (vitals.blockedMs += Math.max(0, duration - 50)));
}

async function visit(browser: Browser, shop: string, hasWidget: boolean): Promise<Figures> {
  const context = await browser.newContext({ viewport: { width: 1280, height: 800 } });
  try {
    await context.addInitScript(watchVitals);
    const page = await context.newPage();
    if (!hasWidget) {
      // By the browser itself: a route of ours would make every request of the page wait for us.
      const devTools = await context.newCDPSession(page);
      await devTools.send("Network.enable");
      await devTools.send("Network.setBlockedURLs", { urls: ["*/widget/*"] });
    }
    await page.goto(shop);
    if (hasWidget)
      await page
        .getByRole("button", { name: /chat|keskustelu/i })
        .last()
        .waitFor();
    // As long for both: idle work of the page comes behind its load.
    await page.waitForTimeout(2_500);
    return { ...(await page.evaluate(() => (globalThis as unknown as { vitals: Vitals }).vitals)) };
  } finally {
    await context.close();
  }
}

const rinnalla = await startRinnalla();
const browser = await launchBrowser();
try {
  const { shop } = rinnalla.links;
  // The first visit warms the server and the browser, and counts for nobody.
  await visit(browser, shop, true);
  await compare({
    name: "host-page",
    about: "The demo shop with the widget's tag and without it",
    rounds: Number(option("rounds") ?? 7),
    isTrial: process.argv.includes("--trial"),
    contenders: [
      { name: "with the widget", run: () => visit(browser, shop, true) },
      { name: "without", run: () => visit(browser, shop, false) },
    ],
  });
} finally {
  await browser.close();
  await rinnalla.close();
}
process.exit(0);
