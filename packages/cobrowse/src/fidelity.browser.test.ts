/** Pages of frameworks and of our own through the mirror, before and after a hand has been at them; `npm run bench -- fidelity` takes all. */
import { afterAll, beforeAll, expect, it } from "vitest";
import type { Browser } from "playwright-core";
import { fidelitySite, pathOf } from "../test/fidelity/fidelity-stand.ts";
import { checkPage } from "../test/fidelity/page-check.ts";
import { fidelityPages } from "../test/fidelity/pages.ts";
import { createStand, launch, type Stand } from "../test/stand.ts";

/** Share of pixels. */
const most = 0.001;

let browser: Browser;
let stand: Stand;
beforeAll(async () => {
  browser = await launch();
  stand = await createStand(browser, fidelitySite);
  await stand.console.evaluate(() => window.link.setScale("actual"));
});
afterAll(async () => {
  await stand.close();
  await browser.close();
});

it("[VIS-03] there are at least 60 pages", () => expect(fidelityPages.length).toBeGreaterThanOrEqual(60));

for (const page of fidelityPages.filter(({ isQuick }) => isQuick)) {
  it(`[VIS-03] is shown right: ${page.name}`, async () => {
    const { before, after, isSameText } = await checkPage(stand, page.name, pathOf(page));
    expect({ isSameText, before: before <= most || before, after: after <= most || after }).toEqual({
      isSameText: true,
      before: true,
      after: true,
    });
  });
}
