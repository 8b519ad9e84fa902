/** Thousands of hostile vectors by table and by seeded chance, in Chromium and Firefox, with the viewer's CSP and with the filter alone. */
import puppeteer from "puppeteer-core";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { launch } from "../test/stand.ts";
import type { Outcome } from "../test/entry-hostile.ts";
import { brokenPictures, lastEpoch, page, type Made } from "../test/forged.ts";
import { openHostileDesk, type HostileDesk } from "../test/hostile-desk.ts";
import { bombs, markup, sheets, styled } from "../test/hostile-vectors.ts";

const firefox = "/usr/bin/firefox-esr";
const batchSize = 1000;
const mostFrozenMs = 1000;

/** As much of a page as both drivers have. */
interface Tab {
  goto(url: string): Promise<unknown>;
  evaluate<Result, Arg>(run: (arg: Arg) => Result | Promise<Result>, arg: Arg): Promise<Result>;
}
type Attack = Parameters<Window["attack"]>[0][number];

const attack = (name: string, payload: Uint8Array, isAwaited = true): Attack => ({
  isAwaited,
  name,
  payload: Buffer.from(payload).toString("base64"),
  title: `picture ${lastEpoch()}`,
});
function batches<T>(all: readonly T[], size: number): T[][] {
  return Array.from({ length: Math.ceil(all.length / size) }, (_, i) => all.slice(i * size, (i + 1) * size));
}

const browsers: Record<string, () => Promise<{ tab: Tab; close: () => Promise<void> }>> = {
  async Chromium() {
    const browser = await launch();
    return { tab: (await browser.newPage()) as unknown as Tab, close: () => browser.close() };
  },
  async Firefox() {
    const browser = await puppeteer.launch({ browser: "firefox", executablePath: firefox });
    return { tab: (await browser.newPage()) as unknown as Tab, close: () => browser.close() };
  },
};

for (const [name, open] of Object.entries(browsers)) {
  describe(name, () => {
    let browser: Awaited<ReturnType<typeof open>>;
    beforeAll(async () => void (browser = await open()));
    afterAll(() => browser.close());

    // The bombs come last: what they leave to paint slows what follows.
    for (const hasCsp of [false, true]) {
      describe(hasCsp ? "with the viewer's CSP" : "with the filter alone", () => {
        let desk: HostileDesk;
        const aimed = <T>(value: T): T =>
          JSON.parse(
            JSON.stringify(value)
              .replaceAll("STRANGERHOST", desk.strangerUrl.replace("http://", ""))
              .replaceAll("STRANGER", desk.strangerUrl),
          ) as T;
        const run = (attacks: Attack[]): Promise<Outcome[]> =>
          browser.tab.evaluate((each) => window.attack(each), attacks);
        async function expectQuiet(): Promise<void> {
          await browser.tab.evaluate(() => new Promise((done) => setTimeout(done, 200)), undefined);
          expect(await browser.tab.evaluate(() => window.traces(), undefined)).toEqual([]);
          expect(desk.strays).toEqual([]);
        }
        beforeAll(async () => {
          desk = await openHostileDesk(hasCsp);
          await browser.tab.goto(desk.url);
        });
        afterAll(() => desk.close());

        it("[VIS-09] elements with attributes and addresses of every kind", async () => {
          for (const [index, batch] of batches<Made>([...markup, ...styled], batchSize).entries()) {
            const outcomes = await run([attack(`markup ${index}`, page(aimed(batch)))]);
            expect(outcomes.map(({ became }) => became)).toEqual(["live"]);
            await browser.tab.evaluate(() => window.useEverything(), undefined);
          }
          await expectQuiet();
        });

        it("[VIS-09] styles in every way of writing an address", async () => {
          const content: Made[] = [
            ["element", "div", {}, ["x"]],
            ["svg", "svg", {}, [["svg", "path", { d: "M0 0L9 9" }]]],
          ];
          const attacks = batches(sheets, 150).map((batch, index) =>
            attack(`styles ${index}`, page(content, aimed(batch))),
          );
          const outcomes = await run(attacks);
          expect(outcomes.filter(({ became }) => became !== "live")).toEqual([]);
          await expectQuiet();
        });

        // The filter alone is tried with what might run or fetch; what might hold the page up meets the whole wall.
        if (!hasCsp) return;

        it("[VIS-09] streams cut short, changed by chance, and made of chance", async () => {
          for (const batch of batches(brokenPictures(), 60)) {
            const attacks = batch.map(({ name: how, payload }) => attack(how, payload, false));
            // Whatever became of each, it came to an end; then a true page is shown.
            attacks.push(attack("a true page", page([["element", "p", {}, ["true"]]])));
            const outcomes = await run(attacks);
            expect(outcomes.at(-1)!.became).toBe("live");
          }
          await expectQuiet();
        });

        it("[VIS-09] bombs: the console goes on", async () => {
          const bomb = (what: string): Attack => {
            const { content = [], styles = [] } = bombs[what]!;
            return attack(what, page(content, styles));
          };
          const outcomes = await run(Object.keys(bombs).map(bomb));
          // A machine that is busy with other things holds a page up as well: what is the bomb's own shows again.
          const slow = outcomes.filter(({ frozenMs, became }) => frozenMs > mostFrozenMs || became === "stuck");
          for (let tries = 0; tries < 2 && slow.length > 0; tries++) {
            const again = await run(slow.map(({ name: what }) => bomb(what)));
            slow.splice(
              0,
              slow.length,
              ...again.filter(({ frozenMs, became }) => frozenMs > mostFrozenMs || became === "stuck"),
            );
          }
          expect(slow).toEqual([]);
          const last = await run([attack("a true page", page([["element", "p", {}, ["true"]]]))]);
          expect(last[0]!.became).toBe("live");
          await expectQuiet();
        });
      });
    }
  });
}

it("counts its vectors", () => {
  const count = markup.length + styled.length + sheets.length + brokenPictures().length + Object.keys(bombs).length;
  expect(count).toBeGreaterThan(30_000);
});
