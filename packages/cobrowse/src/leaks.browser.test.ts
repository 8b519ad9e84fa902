/** Secrets in every place where a page keeps what is nobody's business; none may stand in the bytes that leave it, nor in the picture. */
import { afterAll, beforeAll, expect, it } from "vitest";
import type { Browser } from "playwright-core";
import { handTo, laterScript, leakPage, leakPath, leaksIn, pathBefore, places } from "../test/leak-places.ts";
import { createStand, launch } from "../test/stand.ts";

let browser: Browser;
beforeAll(async () => void (browser = await launch()));
afterAll(() => browser.close());

it("[VIS-05] none of the secrets of a page leaves it, from whichever place", async () => {
  expect(places.length).toBeGreaterThanOrEqual(100);
  expect(new Set(places.map(({ secret }) => secret)).size).toBe(places.length);
  const stand = await createStand(browser, {
    pages: {
      "/leaks": leakPage("<!--capture-->"),
      "/before": `<a href="${leakPath}">on</a>`,
      "/frame": "<p>frame</p>",
      "/plain.css": "p { color: #111 }",
      "/i.svg": `<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9"/>`,
    },
  });
  await stand.open(pathBefore);
  await stand.customer.click("a");
  await stand.customer.waitForURL("**/leaks**");
  await stand.look();
  await handTo(stand.customer);
  await stand.customer.evaluate(laterScript);
  // The later steps have later steps of their own.
  await stand.customer.evaluate(() => new Promise((done) => setTimeout(done, 100)));
  await stand.settle();
  // And all of it as it stands now.
  await stand.look();
  const sent = Buffer.concat(stand.payloads);
  // What it shows did leave it.
  expect(sent.includes("shown text") && sent.includes(", order 7")).toBe(true);
  expect(leaksIn(sent)).toEqual([]);
  const picture = await (await stand.picture()).evaluate(() => document.documentElement.outerHTML);
  expect(leaksIn(Buffer.from(picture))).toEqual([]);
  expect(leaksIn(Buffer.from(stand.reports.join("\n")))).toEqual([]);
  await stand.close();
});
