/** A page that never rests: the customer does not notice that it is mirrored, and the agent sees the same in the end (VIS-03). */
import { afterAll, beforeAll, expect, it } from "vitest";
import type { Browser, Page } from "playwright-core";
import { createStand, launch, type Stand } from "../test/stand.ts";

const rows = Array.from({ length: 1500 }, (_, i) => `<tr id="r${i}"><td>${i}</td><td class="plain">Row ${i}</td></tr>`);
const page = `<!doctype html><html><head><title>Busy</title><!--capture--></head><body><table><tbody id="t">${rows.join("")}</tbody></table></body></html>`;
const seconds = 3;

let browser: Browser;
let stand: Stand;
beforeAll(async () => {
  browser = await launch();
  stand = await createStand(browser, { pages: { "/": page } });
});
afterAll(async () => {
  await stand.close();
  await browser.close();
});

/** A thousand nodes a second: texts, classes, rows that come, go and move. Runs in the page. */
async function beBusy(forMs: number): Promise<{ changes: number; longest: number }> {
  const body = document.querySelector("#t")!;
  let [changes, longest, seed] = [0, 0, 5];
  const random = (n: number): number => (seed = (seed * 48_271) % 0x7fffffff) % n;
  new PerformanceObserver((list) => {
    for (const { duration } of list.getEntries()) longest = Math.max(longest, duration);
  }).observe({ entryTypes: ["longtask"] });
  const begin = performance.now();
  while (performance.now() - begin < forMs) {
    const due = Math.floor(performance.now() - begin);
    for (; changes < due; changes++) {
      const row = body.children[random(body.children.length)]!;
      const what = changes % 5;
      if (what === 0) row.lastElementChild!.firstChild!.nodeValue = `Changed ${changes}`;
      else if (what === 1) row.className = `c${changes % 17}`;
      else if (what === 2) body.insertBefore(row.cloneNode(true), body.children[random(body.children.length)]!);
      else if (what === 3) row.remove();
      else body.insertBefore(row, body.children[random(body.children.length)]!);
    }
    await new Promise((done) => setTimeout(done, 8));
  }
  await new Promise((done) => setTimeout(done, 200));
  return { changes, longest };
}

/** Processor time of the page's main thread. */
async function costOf(customer: Page): Promise<{ ms: number; changes: number; longest: number }> {
  const session = await customer.context().newCDPSession(customer);
  await session.send("Performance.enable", { timeDomain: "threadTicks" });
  const read = async (): Promise<number> => {
    const { metrics } = await session.send("Performance.getMetrics");
    return metrics.find(({ name }) => name === "TaskDuration")!.value * 1000;
  };
  const before = await read();
  const done = await customer.evaluate(beBusy, seconds * 1000);
  const ms = (await read()) - before;
  await session.detach();
  return { ms, ...done };
}

const shown = (): string =>
  [...document.querySelectorAll("#t tr")].map((row) => `${row.className} ${row.textContent}`).join("\n");

it("[VIS-03] a thousand changed nodes a second cost the customer's page no frame, and come out right", async () => {
  await stand.open("/");
  const bare = await costOf(stand.customer);
  await stand.open("/");
  await stand.look();
  const mirrored = await costOf(stand.customer);
  expect(mirrored.changes).toBeGreaterThan(seconds * 500);
  const addedMs = mirrored.ms - bare.ms;
  console.log(
    `${mirrored.changes} changes: ${addedMs.toFixed(0)} ms more of the main thread in ${seconds} s, longest task ${mirrored.longest}`,
  );
  // A fifth of the thread at most, on a machine that may be busy with other tests.
  expect(addedMs).toBeLessThan(seconds * 200);
  await stand.settle();
  expect(await (await stand.picture()).evaluate(shown)).toBe(await stand.customer.evaluate(shown));
});

it("[VIS-03] while the line takes nothing changes are merged, not piled up, and the agent then sees the last state", async () => {
  await stand.open("/");
  await stand.look();
  await stand.customer.evaluate(() => void (window.unsentBytes = 2_000_000));
  await stand.customer.evaluate(beBusy, 300);
  const before = stand.payloads.length;
  for (let i = 0; i < 20; i++)
    await stand.customer.evaluate((n) => void (document.querySelector("#t td")!.textContent = `Held ${n}`), i);
  await stand.customer.evaluate(beBusy, 300);
  expect(stand.payloads.length).toBe(before);
  await stand.customer.evaluate(() => void (window.unsentBytes = 0));
  await expect.poll(() => stand.payloads.length).toBeGreaterThan(before);
  await stand.settle();
  expect(stand.payloads.length - before).toBeLessThan(8);
  expect(await (await stand.picture()).evaluate(shown)).toBe(await stand.customer.evaluate(shown));
});

it("[VIS-03] what would pile up beyond a new picture's size is dropped for one", async () => {
  await stand.open("/");
  await stand.look();
  await stand.customer.evaluate(() => void (window.unsentBytes = 2_000_000));
  const before = stand.payloads.length;
  for (let turn = 0; turn < 4; turn++)
    await stand.customer.evaluate(async (n) => {
      for (const row of document.querySelectorAll("#t tr"))
        row.lastElementChild!.firstChild!.nodeValue = `${n}${row.id}`.repeat(60);
      await new Promise((done) => setTimeout(done, 120));
    }, turn);
  await stand.customer.evaluate(() => {
    for (const row of document.querySelectorAll("#t tr")) row.lastElementChild!.firstChild!.nodeValue = "short";
    window.unsentBytes = 0;
  });
  await expect.poll(() => stand.payloads.length).toBeGreaterThan(before);
  await stand.settle();
  const bytes = stand.payloads.slice(before).reduce((sum, each) => sum + each.length, 0);
  expect(bytes).toBeLessThan(200_000);
  expect(await (await stand.picture()).evaluate(shown)).toBe(await stand.customer.evaluate(shown));
});

it("[VIS-03] who looks on late, goes and comes again sees the page as it is then; in between nothing is observed", async () => {
  await stand.open("/");
  await stand.customer.evaluate(beBusy, 200);
  await stand.look();
  expect(await (await stand.picture()).evaluate(shown)).toBe(await stand.customer.evaluate(shown));
  await stand.customer.evaluate(() => window.capture.idle());
  const before = stand.payloads.length;
  await stand.customer.evaluate(beBusy, 400);
  expect(stand.payloads.length).toBe(before);
  await stand.look();
  expect(await (await stand.picture()).evaluate(shown)).toBe(await stand.customer.evaluate(shown));
});
