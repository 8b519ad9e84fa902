/** A customer who forges the stream: nothing of it may run or fetch, with the viewer's CSP and with the filter alone. */
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { Browser } from "playwright-core";
import * as bounds from "./stream/bounds.ts";
import * as node from "./stream/node-kind.ts";
import * as op from "./stream/op.ts";
import type { Writer } from "./stream/writer.ts";
import { js, lastEpoch, page, put, stream, styles, vectors, type Made } from "../test/forged.ts";
import { createStand, launch, type Stand } from "../test/stand.ts";

let browser: Browser;
beforeAll(async () => void (browser = await launch()));
afterAll(() => browser.close());

for (const hasCsp of [true, false]) {
  describe(hasCsp ? "a hostile stream, with the viewer's CSP" : "a hostile stream, with the filter alone", () => {
    let stand: Stand;
    const requests: string[] = [];
    const refusals: string[] = [];
    beforeAll(async () => {
      stand = await createStand(browser, { pages: {}, hasCsp, allowedOrigins: ["http://127.0.0.1:9"] });
      stand.console.on("console", (message) => void refusals.push(message.text()));
      stand.console.on("request", (request) => requests.push(request.url()));
    });
    afterAll(() => stand.close());

    function aimed<T>(value: T): T {
      const text = JSON.stringify(value)
        .replaceAll("STRANGERHOST", stand.strangerUrl.replace("http://", ""))
        .replaceAll("STRANGER", stand.strangerUrl);
      return JSON.parse(text) as T;
    }
    /** Until it is on the screen, or refused. */
    async function deliver(payload: Uint8Array): Promise<string> {
      const before = await stand.status();
      await stand.deliver(payload);
      const title = `picture ${lastEpoch()}`;
      const status = await stand.untilStatus(
        (now) => now.title === title || (now.phase === "failed" && before.phase !== "failed"),
      );
      if (status.title !== title) return "failed";
      await stand.console.waitForFunction(() => {
        const viewer = document.querySelector("iframe")!.contentDocument!;
        const [shown, built] = ["iframe:not(.next)", "iframe.next:not(.spare)"];
        return viewer.querySelector(`#pictures ${shown}`) && !viewer.querySelector(`#pictures ${built}`);
      });
      return (await stand.untilStatus(({ phase }) => phase === "live")).phase;
    }
    async function expectQuiet(): Promise<void> {
      await stand.console.evaluate(() => new Promise((done) => setTimeout(done, 150)));
      const hacked = await stand.console.evaluate(() =>
        [window, ...Array.from(window.frames)].some((each) => "hacked" in each),
      );
      expect(hacked).toBe(false);
      expect(requests.filter((url) => !url.startsWith("data:"))).toEqual([]);
      expect(stand.strays).toEqual([]);
      expect(new URL(stand.console.url()).pathname).toBe("/console/");
    }

    it("[VIS-09] runs nothing and fetches nothing, element by element", async () => {
      for (const vector of vectors) {
        const phase = await deliver(page([aimed(vector)]));
        expect([vector[1], phase]).toEqual([vector[1], "live"]);
      }
      await expectQuiet();
    });

    it("[VIS-09] nor all together, with clicks on what looks like a link or a button", async () => {
      await deliver(page(aimed(vectors), aimed(styles)));
      await expectQuiet();
      const picture = await stand.picture();
      for (const mode of ["look", "point", "control"] as const) {
        await stand.mode(mode);
        for (const selector of ["#js-link", "#link", "#form button", "#svg-link"]) {
          const at = await picture.evaluate((each) => {
            document.querySelector(each)!.scrollIntoView();
            const { x, y, width, height } = document.querySelector(each)!.getBoundingClientRect();
            return { x: x + width / 2, y: y + height / 2 };
          }, selector);
          const spot = await stand.spot(at.x, at.y);
          await stand.console.mouse.click(spot.x, spot.y);
        }
      }
      // As if the glass were not there.
      await picture
        .evaluate(() => {
          for (const each of document.querySelectorAll<HTMLElement>(
            "a, button, form, img, input, details, x-hostile",
          )) {
            each.dispatchEvent(new MouseEvent("click", { bubbles: true, cancelable: true }));
            if (each.localName === "form") (each as HTMLFormElement).submit();
          }
        })
        .catch(() => {});
      await expectQuiet();
    });

    it("[VIS-09] nor from styles", async () => {
      for (const style of styles)
        expect(await deliver(page([["element", "p", {}, ["text"]]], aimed([style])))).toBe("live");
      await expectQuiet();
    });

    it("[VIS-09] nor from changes of what is there", async () => {
      const attributes: [string, string][] = [
        ["onclick", js],
        ["src", "STRANGER/late-src"],
        ["srcdoc", "x"],
        ["style", "background:url(STRANGER/late-style)"],
        ["href", `javascript:${js}`],
        ["http-equiv", "refresh"],
        ["xlink:href", "STRANGER/x"],
      ];
      const phase = await deliver(
        stream((w) => {
          (w.u(op.place), w.u(0), w.u(0));
          put(w, [
            "element",
            "html",
            {},
            [
              ["element", "a", {}, ["x"]],
              ["element", "img"],
              ["svg", "svg", {}, [["svg", "use"]]],
            ],
          ]);
          w.u(node.end);
          let last = 0;
          for (const [name, value] of aimed(attributes)) {
            // a, img, use
            for (const id of [2, 4, 6]) {
              (w.u(op.attribute), w.z(id - last), w.s(name), w.u(1), w.s(value));
              last = id;
            }
          }
        }),
      );
      expect(phase).toBe("live");
      await expectQuiet();
    });

    it("[VIS-09] refuses forged ids, cycles, depth, sizes and nonsense, and shows the next true page", async () => {
      const html: Made = ["element", "html", {}, [["element", "div", {}, [["element", "p"]]]]];
      const start = (w: Writer): void => {
        (w.u(op.place), w.u(0), w.u(0));
        put(w, html);
        w.u(node.end);
      };
      const broken: Record<string, (w: Writer) => void> = {
        "unknown parent (no such node)": (w) => (w.u(op.place), w.u(77), w.u(0), w.u(node.end)),
        "a node inside itself (cycle)": (w) => (
          start(w),
          w.u(op.place),
          w.u(3),
          w.u(0),
          w.u(node.known),
          w.u(2),
          w.u(node.end)
        ),
        "a sibling elsewhere (not a sibling)": (w) => (start(w), w.u(op.place), w.u(1), w.u(3), w.u(node.end)),
        "text of an element (not a text)": (w) => (start(w), w.u(op.text), w.u(2), w.s("x")),
        "a second reset (reset twice)": (w) => (start(w), w.u(op.reset), w.u(0), w.u(1), w.u(1)),
        "no such operation (unknown operation)": (w) => w.u(99),
        "a string cut short (cut short)": (w) => (w.u(op.page), w.u(0), w.u(5000)),
        "a string from nowhere (no such string)": (w) => (w.u(op.page), w.u(3)),
        "too deep (too deep)": (w) => {
          (w.u(op.place), w.u(0), w.u(0));
          for (let i = 0; i < 5000; i++) (w.u(node.element), w.s("div"), w.u(0));
        },
        "children of a gap (not a parent)": (w) => (
          w.u(op.place),
          w.u(0),
          w.u(0),
          w.u(node.gap),
          w.u(node.end),
          w.u(op.place),
          w.u(1),
          w.u(0),
          w.u(node.text),
          w.s("x"),
          w.u(node.end)
        ),
        "two shadow roots (NotSupportedError)": (w) => {
          (w.u(op.place), w.u(0), w.u(0), w.u(node.element), w.s("div"), w.u(0));
          (w.u(node.shadow), w.u(node.end), w.u(node.shadow), w.u(node.end), w.u(node.end), w.u(node.end));
        },
      };
      for (const [name, write] of Object.entries(broken)) {
        expect([name, await deliver(page([]))]).toEqual([name, "live"]);
        await stand.deliver(stream(write));
        await stand.untilStatus(({ phase }) => phase === "failed");
        // For the reason in the brackets, not by accident.
        expect(refusals.at(-1)).toContain(/\((.*)\)/.exec(name)![1]);
        expect(await deliver(page([["element", "p", {}, ["true page"]]]))).toBe("live");
      }
      expect(await (await stand.picture()).evaluate(() => document.body.textContent)).toContain("true page");
      await stand.deliver(Uint8Array.of(9, 9, 9));
      await stand.untilStatus(({ phase }) => phase === "failed");
      await expectQuiet();
    });

    it("[VIS-09] a bomb of nodes is refused at its bound and does not hold the viewer", async () => {
      await deliver(page([]));
      await stand.deliver(
        stream((w) => {
          (w.u(op.place), w.u(0), w.u(0), w.u(node.element), w.s("html"), w.u(0));
          for (let i = 0; i < bounds.nodes + 10; i++) w.u(node.gap);
          (w.u(node.end), w.u(node.end));
        }),
      );
      await stand.untilStatus(({ phase }) => phase === "failed");
      await stand.deliver(page([["element", "p", {}, ["after"]]]));
      await stand.untilStatus(({ phase }) => phase === "live");
    });
  });
}
