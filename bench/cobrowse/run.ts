/**
 * What mirroring costs the customer's page: main-thread time and bytes of a snapshot and of bursts of changes, ours and
 * rrweb's recorder in turn on the same pages in the same run (TARGETS.md, Co-browse). Options: `--rounds=5`, `--trial`.
 *
 * Time is processor time of the renderer's main thread (`TaskDuration` of the DevTools protocol in thread ticks) from just before until all
 * was sent, less the same without a recorder; the longest block is the longest task that the page itself saw.
 */
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { fileURLToPath } from "node:url";
import { chromium, type Browser, type Page } from "playwright-core";
import { build, type Rolldown } from "vite";
import { compare, type Figures } from "../harness.ts";
import { bursts, shopPage } from "./pages.ts";

const sizes = [1000, 5000, 20_000];
const burstSize = 5000;
const option = (name: string): string | undefined =>
  process.argv.find((each) => each.startsWith(`--${name}`))?.split("=")[1];
const rounds = Number(option("rounds") ?? 5);

async function script(entry: string): Promise<string> {
  const result = await build({
    configFile: false,
    logLevel: "silent",
    build: {
      write: false,
      minify: true,
      target: "es2022",
      lib: {
        entry: fileURLToPath(new URL(entry, import.meta.url)),
        formats: ["iife"],
        name: "bundle",
        fileName: "bundle",
      },
    },
  });
  return ((Array.isArray(result) ? result[0] : result) as Rolldown.RolldownOutput).output[0].code;
}

/** Busy time of the main thread while `act` runs and until nothing more is sent. */
async function busyMs(page: Page, act: () => Promise<void>): Promise<number> {
  const session = await page.context().newCDPSession(page);
  // Processor time of the thread, so that others' load on the machine counts little.
  await session.send("Performance.enable", { timeDomain: "threadTicks" });
  const read = async (): Promise<number> => {
    const { metrics } = await session.send("Performance.getMetrics");
    return metrics.find(({ name }) => name === "TaskDuration")!.value * 1000;
  };
  const before = await read();
  await act();
  const after = await read();
  await session.detach();
  return after - before;
}

/** Until the page has sent nothing for `quietMs`; the same wait for everybody, also without a recorder. */
async function untilQuiet(page: Page, quietMs = 250): Promise<void> {
  await page.evaluate(
    (quiet) =>
      new Promise<void>((done) => {
        let [count, since] = [-1, performance.now()];
        const look = setInterval(() => {
          const now = window.recorder?.count() ?? 0;
          if (now !== count) [count, since] = [now, performance.now()];
          else if (performance.now() - since > quiet) (clearInterval(look), done());
        }, 50);
      }),
    quietMs,
  );
}

async function open(browser: Browser, url: string, code: string): Promise<Page> {
  const context = await browser.newContext({ viewport: { width: 1280, height: 800 } });
  const page = await context.newPage();
  await page.goto(url);
  await page.evaluate(() => {
    const tasks: number[] = [];
    Object.assign(window, { tasks });
    new PerformanceObserver((list) => tasks.push(...list.getEntries().map(({ duration }) => duration))).observe({
      entryTypes: ["longtask"],
    });
  });
  if (code) await page.evaluate(code);
  await page.evaluate(() => new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done))));
  await untilQuiet(page, 300);
  return page;
}

async function snapshot(
  browser: Browser,
  url: string,
  code: string,
): Promise<{ ms: number; bytes: number; blockMs: number }> {
  const page = await open(browser, url, code);
  const ms = await busyMs(page, async () => {
    await page.evaluate(() => void setTimeout(() => window.recorder?.start()));
    await untilQuiet(page);
  });
  const bytes = code ? await page.evaluate(() => window.recorder.packed()) : 0;
  const blockMs = await page.evaluate(() => Math.max(0, ...(window as unknown as { tasks: number[] }).tasks));
  await page.context().close();
  return { ms, bytes, blockMs };
}

async function burst(
  browser: Browser,
  url: string,
  code: string,
  change: () => void,
): Promise<{ ms: number; bytes: number }> {
  const page = await open(browser, url, code);
  if (code) await page.evaluate(() => window.recorder.start());
  await untilQuiet(page);
  await page.evaluate(() => window.recorder?.reset());
  const ms = await busyMs(page, async () => {
    await page.evaluate((text) => (new Function(`return (${text})()`) as () => void)(), change.toString());
    await untilQuiet(page);
  });
  const bytes = code ? await page.evaluate(() => window.recorder.packed()) : 0;
  await page.context().close();
  return { ms, bytes };
}

const pages = new Map(sizes.map((size) => [`/${size}`, shopPage(size)]));
const server = createServer((request, response) => {
  const page = pages.get(request.url ?? "");
  response.writeHead(page ? 200 : 404, { "content-type": "text/html; charset=utf-8" });
  response.end(page);
});
await new Promise<void>((done) => server.listen(0, "127.0.0.1", done));
const origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
const browser = await chromium.launch({
  executablePath: "/usr/bin/chromium",
  args: [
    "--no-sandbox",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
  ],
});

async function measure(code: string): Promise<Figures> {
  const figures: Record<string, number> = {};
  for (const size of sizes) {
    const { ms, bytes, blockMs } = await snapshot(browser, `${origin}/${size}`, code);
    figures[`snapshot${size}Ms`] = ms;
    figures[`snapshot${size}BlockMs`] = blockMs;
    figures[`snapshot${size}Bytes`] = bytes;
  }
  for (const [name, change] of Object.entries(bursts)) {
    const { ms, bytes } = await burst(browser, `${origin}/${burstSize}`, code, change);
    figures[`${name} Ms`] = ms;
    figures[`${name} Bytes`] = bytes;
  }
  return figures;
}

const [ours, theirs] = await Promise.all([script("./entry-ours.ts"), script("./entry-rrweb.ts")]);
const result = await compare({
  name: "cobrowse",
  about:
    "Main-thread time and packed bytes of mirroring: snapshot and bursts of changes. Subtract `no recorder` from the times.",
  rounds,
  isTrial: process.argv.includes("--trial"),
  settings: {
    sizes,
    burstSize,
    packing: "ours as sent (deflate at the source, its time included); rrweb's JSON gzipped after the measurement",
  },
  contenders: [
    { name: "Rinnalla", run: () => measure(ours) },
    { name: "rrweb 2.2 record", run: () => measure(theirs) },
    { name: "no recorder", run: () => measure("") },
  ],
});
await browser.close();
server.close();

const [mine, peer, bare] = result.contenders.map(({ median }) => median);
const rows = Object.keys(mine!).filter((name) => !name.endsWith("BlockMs"));
console.log(`\n${"".padEnd(34)}${"ours".padStart(10)}${"rrweb".padStart(10)}${"ratio".padStart(8)}`);
for (const name of rows) {
  const isTime = name.endsWith("Ms");
  const [a, b] = [mine![name]! - (isTime ? bare![name]! : 0), peer![name]! - (isTime ? bare![name]! : 0)];
  console.log(
    `${name.padEnd(34)}${a.toFixed(isTime ? 1 : 0).padStart(10)}${b.toFixed(isTime ? 1 : 0).padStart(10)}${(a / b).toFixed(2).padStart(8)}`,
  );
}
