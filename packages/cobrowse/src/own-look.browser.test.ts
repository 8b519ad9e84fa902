/** The agent's view: with the customer, or on its own, at any size of either window. */
import { afterAll, beforeAll, beforeEach, afterEach, expect, it } from "vitest";
import type { Browser } from "playwright-core";
import { createStand, launch, type Stand } from "../test/stand.ts";

let browser: Browser;
let stand: Stand;
beforeAll(async () => void (browser = await launch()));
afterAll(() => browser.close());

const page = `<!doctype html><title>Long</title><!--capture--><style>body{margin:0}p{height:100px;margin:0}</style>
<div id=box style="width:300px;height:200px;overflow:auto"><div style="height:2000px">Box</div></div>
${Array.from({ length: 40 }, (_, i) => `<p>Line ${i}</p>`).join("")}`;

beforeEach(async () => {
  stand = await createStand(browser, { pages: { "/": page } });
});
afterEach(() => stand.close());

const customerAt = (): Promise<number[]> =>
  stand.customer.evaluate(() => [scrollY, document.querySelector("#box")!.scrollTop]);
const pictureAt = async (): Promise<number[]> =>
  (await stand.picture()).evaluate(() => [
    document.scrollingElement!.scrollTop,
    document.querySelector<HTMLElement>("[style*='300px']")!.scrollTop,
  ]);
const follow = (isOn: boolean): Promise<void> => stand.console.evaluate((each) => window.link.setFollow(each), isOn);
async function customerScrolls(y: number, box: number): Promise<void> {
  await stand.customer.evaluate(
    ([y, box]) => {
      scrollTo(0, y!);
      document.querySelector("#box")!.scrollTop = box!;
    },
    [y, box],
  );
  await stand.settle();
}

it("[VIS-03] follows the customer's scrolling; free, it is the agent's alone, and goes back to where the customer is", async () => {
  await stand.open("/");
  await stand.look();
  await customerScrolls(500, 300);
  expect(await pictureAt()).toEqual([500, 300]);
  await follow(false);
  await customerScrolls(900, 700);
  expect(await pictureAt()).toEqual([500, 300]);
  const spot = await stand.spot(600, 350);
  await stand.console.mouse.move(spot.x, spot.y);
  await stand.console.mouse.wheel(0, 250);
  await expect.poll(pictureAt).toEqual([750, 300]);
  // By keys as well.
  await stand.console.mouse.click(spot.x, spot.y);
  await stand.console.keyboard.press("ArrowUp");
  await expect.poll(pictureAt).toEqual([690, 300]);
  expect(await customerAt()).toEqual([900, 700]);
  expect(stand.commands.filter(({ isControl }) => isControl)).toEqual([]);
  await follow(true);
  await expect.poll(pictureAt).toEqual([900, 700]);
});

it("[VIS-03] who acts on the page sees what the customer sees", async () => {
  await stand.open("/");
  await stand.look();
  await follow(false);
  await customerScrolls(400, 0);
  expect(await pictureAt()).toEqual([0, 0]);
  await stand.mode("control");
  await expect.poll(pictureAt).toEqual([400, 0]);
  await customerScrolls(600, 0);
  expect(await pictureAt()).toEqual([600, 0]);
});

it("[VIS-03] at its real size a page wider than the agent's window is moved to where the customer points; free, it stays", async () => {
  await stand.customer.setViewportSize({ width: 1800, height: 1200 });
  await stand.open("/");
  await stand.look();
  await stand.console.evaluate(() => window.link.setScale("actual"));
  const viewer = stand.console.frames().find((frame) => frame.url().includes("/viewer/"))!;
  const left = (): Promise<number> => viewer.evaluate(() => document.querySelector("#frame")!.scrollLeft);
  await stand.customer.mouse.move(1700, 900);
  await expect.poll(left).toBe(1700 - 900 + 60);
  await stand.customer.mouse.move(20, 900);
  await expect.poll(left).toBe(0);
  await follow(false);
  await stand.customer.mouse.move(1700, 900);
  await stand.settle();
  expect(await left()).toBe(0);
});

it("[VIS-03] a phone in a wide window is whole and no more than half as large again; a wide page in a small window is whole", async () => {
  await stand.customer.setViewportSize({ width: 360, height: 640 });
  await stand.open("/");
  await stand.look();
  const viewer = stand.console.frames().find((frame) => frame.url().includes("/viewer/"))!;
  const box = (): Promise<number[]> =>
    viewer.evaluate(() => {
      const { left, right, top, bottom } = document.querySelector("#hold")!.getBoundingClientRect();
      return [left, innerWidth - right, top, innerHeight - bottom].map(Math.round);
    });
  const [left, right, top, bottom] = await box();
  expect(left).toBe(right);
  expect([top, bottom]).toEqual([0, 0]);
  await stand.console.setViewportSize({ width: 360, height: 500 });
  await stand.customer.setViewportSize({ width: 1600, height: 900 });
  await stand.settle();
  await expect.poll(box).toEqual([0, 0, 149, 149]);
});
