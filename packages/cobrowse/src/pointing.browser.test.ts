/** The agent points at hundreds of things on real pages; what counts is what the customer sees pointed at (VIS-08). */
import { afterAll, beforeAll, expect, it } from "vitest";
import type { Browser } from "playwright-core";
import { pathOf } from "../test/fidelity/fidelity-stand.ts";
import { countPoints, differences, pointingPages, pointingSite } from "../test/pointing-count.ts";
import { createStand, launch, type Stand } from "../test/stand.ts";

/** Each difference on every second page. */
const pointsPerPage = 24;
const least = 0.995;

let browser: Browser;
let stand: Stand;
beforeAll(async () => {
  browser = await launch();
  stand = await createStand(browser, pointingSite);
});
afterAll(async () => {
  await stand.close();
  await browser.close();
});

it(
  "[VIS-08] at least 99.5 % of points are right: masked text, a missing font, other windows and scroll",
  { timeout: 180_000 },
  async () => {
    let [all, right, byPixels] = [0, 0, 0];
    const wrong: string[] = [];
    for (const [number, difference] of differences.entries()) {
      let here = 0;
      for (const page of pointingPages.filter((_, i) => (i + number) % 2 === 0)) {
        const points = await countPoints(stand, pathOf(page), difference, pointsPerPage);
        here += points.all;
        right += points.right;
        byPixels += points.byPixels;
        wrong.push(...points.wrong.map((each) => `${page.name}, ${difference.name}: ${each}`));
      }
      expect(here).toBeGreaterThan(40);
      all += here;
    }
    console.log(`${right} of ${all} points right; by pixels ${byPixels}`);
    expect(all).toBeGreaterThan(250);
    if (right / all < least) throw new Error(`Only ${right} of ${all} points are right:\n${wrong.join("\n")}`);
    // Else the pages on both sides are too much alike to prove anything.
    expect(byPixels / all).toBeLessThan(0.85);
  },
);
