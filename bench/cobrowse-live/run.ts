/**
 * How soon the agent sees what happens at the customer's: single changes, and 20 full-page loads in a row, ours and rrweb's
 * live mode in turn in the same run (TARGETS.md, Co-browse). Options: `--rounds=2`, `--trial`.
 *
 * Both send through the test process (some milliseconds, the same for both). The agent's picture is looked at every 4 ms.
 */
import type {} from "../../packages/cobrowse/test/entry-console.ts";
import type {} from "../../packages/cobrowse/test/entry-customer.ts";
import type { Mirror } from "../../packages/cobrowse/test/fidelity/feature-count.ts";
import { createStand, launch, type StandOptions } from "../../packages/cobrowse/test/stand.ts";
import { shopPage } from "../cobrowse/pages.ts";
import { createRrwebMirror } from "../fidelity/rrweb-mirror.ts";
import { compare, quantile, type Figures } from "../harness.ts";

type Seen = [text: string | null, at: number][];
declare global {
  interface Window {
    seen: Seen;
  }
}
type Closing = Mirror & { close(): Promise<void> };

const loads = 20;
const changes = 100;
const sizes = [1000, 5000];
const rounds = Number(process.argv.find((each) => each.startsWith("--rounds="))?.slice(9) ?? 2);
const start = "<!--capture--><script>window.capture?.wantSnapshot()</script>";
const pages = Object.fromEntries(
  sizes.flatMap((size) =>
    Array.from({ length: loads + 1 }, (_, i) => [
      `/${size}/${i}`,
      shopPage(size).replace("</title>", `</title>${start}`).replace("<main", `<b id="n">${i}</b><main`),
    ]),
  ),
);
const site: StandOptions = { pages, size: { width: 1280, height: 800 } };
const browser = await launch();

/** In the console: what the picture's counter says, whenever it says something else; `null` while there is no picture. */
function watch(): void {
  const current = (): string | null => {
    const outer = document.querySelector("iframe")?.contentDocument;
    const inner = outer?.querySelector<HTMLIFrameElement>("#pictures iframe:not(.next)")?.contentDocument ?? outer;
    return inner?.querySelector("#n")?.textContent ?? null;
  };
  window.seen = [];
  let last: string | null = "";
  setInterval(() => {
    const now = current();
    if (now === last) return;
    last = now;
    window.seen.push([now, performance.timeOrigin + performance.now()]);
  }, 1);
}

async function seenAt(mirror: Mirror, text: string): Promise<number> {
  await mirror.console.waitForFunction((each) => window.seen.some(([said]) => said === each), text, { polling: 20 });
  return mirror.console.evaluate((each) => window.seen.find(([said]) => said === each)![1], text);
}

async function measure(open: (site: StandOptions) => Promise<Closing>): Promise<Figures> {
  const figures: Record<string, number> = {};
  for (const size of sizes) {
    const mirror = await open(site);
    const { customer, console: agent } = mirror;
    await mirror.open(`/${size}/0`);
    await agent.evaluate(watch);
    await seenAt(mirror, "0");
    await mirror.settle();
    const late: number[] = [];
    for (let i = 0; i < changes; i++) {
      const text = `change ${i}`;
      const at = await customer.evaluate((each) => {
        document.querySelector("#n")!.textContent = each;
        return performance.timeOrigin + performance.now();
      }, text);
      late.push((await seenAt(mirror, text)) - at);
    }
    figures[`change${size}P50Ms`] = quantile(late, 0.5);
    figures[`change${size}P95Ms`] = quantile(late, 0.95);
    await agent.evaluate(() => void (window.seen.length = 0));
    const [afterReady, afterLeaving]: [number[], number[]] = [[], []];
    for (let i = 1; i <= loads; i++) {
      const leftAt = await customer.evaluate(() => performance.timeOrigin + performance.now());
      await customer.goto(new URL(`/${size}/${i}`, customer.url()).href, { waitUntil: "domcontentloaded" });
      const readyAt = await customer.evaluate(() => {
        const [entry] = performance.getEntriesByType("navigation") as PerformanceNavigationTiming[];
        return performance.timeOrigin + entry!.domContentLoadedEventStart;
      });
      const at = await seenAt(mirror, String(i));
      afterReady.push(at - readyAt);
      afterLeaving.push(at - leftAt);
    }
    const seen = await agent.evaluate(() => window.seen);
    const gaps = seen.map(([text, at], i) => (text === null ? (seen[i + 1]?.[1] ?? at) - at : 0));
    figures[`load${size}VisibleP50Ms`] = quantile(afterReady, 0.5);
    figures[`load${size}VisibleMaxMs`] = Math.max(...afterReady);
    figures[`load${size}FromLeavingP50Ms`] = quantile(afterLeaving, 0.5);
    figures[`load${size}LongestBlankMs`] = Math.max(0, ...gaps);
    await mirror.close();
  }
  return figures;
}

await compare({
  name: "cobrowse-live",
  about:
    "Change in the customer's page until it is in the agent's picture; full-page load: DOMContentLoaded until the new page is in the agent's picture, and the longest time without any picture.",
  rounds,
  isTrial: process.argv.includes("--trial"),
  settings: { sizes, loads, changes },
  contenders: [
    { name: "Rinnalla", run: () => measure((each) => createStand(browser, each)) },
    { name: "rrweb 2.2 live", run: () => measure((each) => createRrwebMirror(browser, each)) },
  ],
});
await browser.close();
