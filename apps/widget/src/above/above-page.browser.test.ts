/** The widget above what a page opens, in both browsers, by real clicks and keys. */
import { fileURLToPath } from "node:url";
import puppeteer, { type LaunchOptions, type Page } from "puppeteer-core";
import { build, type Rolldown } from "vite";
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";

const browsers: Record<string, LaunchOptions> = {
  Chromium: { executablePath: "/usr/bin/chromium", args: ["--no-sandbox", "--no-first-run"] },
  Firefox: { browser: "firefox", executablePath: "/usr/bin/firefox-esr" },
};

const page = `<!doctype html><meta charset=utf-8><title>Shop</title>
<style>body * { transform: translateZ(0) } dialog { overflow: hidden; width: 300px; height: 200px }</style>
<h1>Shop</h1><p style="height:2000px">Words</p>
<dialog id=first><button id=inside>Inside</button><dialog id=second><input id=field></dialog></dialog>
<div id=sheet popover=manual style="inset:0;width:100%;height:100%;margin:0;border:0"></div>
<script>
  window.closed = 0;
  first.addEventListener("click", (event) => {
    const { left, right, top, bottom } = first.getBoundingClientRect();
    if (event.clientX < left || event.clientX > right || event.clientY < top || event.clientY > bottom) first.close();
  });
  window.shifts = 0;
  try { new PerformanceObserver((l) => l.getEntries().forEach((e) => (window.shifts += e.value))).observe({ type: "layout-shift", buffered: true }) } catch {}
</script>`;

let script = "";
beforeAll(async () => {
  const made = await build({
    configFile: false,
    logLevel: "silent",
    build: {
      write: false,
      lib: {
        entry: fileURLToPath(new URL("../testing/entry-above.ts", import.meta.url)),
        formats: ["iife"],
        name: "above",
        fileName: "above",
      },
    },
  });
  const [first] = Array.isArray(made) ? made : [made];
  script = (first as Rolldown.RolldownOutput).output[0].code;
});

for (const [name, how] of Object.entries(browsers)) {
  describe(name, () => {
    let browser: Awaited<ReturnType<typeof puppeteer.launch>>;
    let tab: Page;
    beforeAll(async () => void (browser = await puppeteer.launch(how)));
    afterAll(() => browser.close());
    beforeEach(async () => {
      await tab?.close();
      tab = await browser.newPage();
      await tab.setViewport({ width: 1000, height: 700 });
      await tab.setContent(page);
      await tab.evaluate(script);
    });

    const run = (code: string): Promise<unknown> => tab.evaluate(code);
    const isReached = async (): Promise<void> =>
      void (await tab.waitForFunction(
        `document.elementFromPoint(500, 670) === document.querySelector("rinnalla-widget")`,
        { timeout: 5_000 },
      ));
    /** A real press in the middle of the button. */
    async function press(): Promise<void> {
      const at = (await run(`(() => {
        const box = document.querySelector("rinnalla-widget").shadowRoot.querySelector("#stop").getBoundingClientRect();
        return { x: box.left + box.width / 2, y: box.top + box.height / 2 };
      })()`)) as { x: number; y: number };
      await tab.mouse.click(at.x, at.y);
    }
    const presses = (): Promise<unknown> => run("window.presses.length");

    test("[VIS-04] over a modal dialog, one inside another, a popover and again the page: always pressed, no focus taken, nothing shifted", async () => {
      await run("first.showModal()");
      await isReached();
      expect(await run("document.activeElement.id")).toBe("inside");
      await press();
      expect(await presses()).toBe(1);
      // A press on it is none beside the dialog.
      expect(await run("first.open")).toBe(true);
      await run("second.showModal()");
      await isReached();
      expect(await run("document.activeElement.id")).toBe("field");
      await press();
      expect(await presses()).toBe(2);
      await run("second.close(); first.close()");
      await isReached();
      expect(await run("document.querySelector('rinnalla-widget').parentElement.localName")).toBe("html");
      await press();
      expect(await presses()).toBe(3);
      await run("sheet.showPopover()");
      await isReached();
      await press();
      expect(await presses()).toBe(4);
      expect(await run("window.shifts")).toBe(0);
    });

    test("[VIS-04] what is typed into the widget goes on when a dialog opens; Escape there closes no dialog of the page", async () => {
      await run("document.querySelector('rinnalla-widget').shadowRoot.querySelector('#say').focus()");
      await tab.keyboard.type("half ");
      await run("first.showModal()");
      await isReached();
      await run("document.querySelector('rinnalla-widget').shadowRoot.querySelector('#say').focus()");
      await tab.keyboard.type("a sentence");
      await tab.keyboard.press("Escape");
      expect(await run("document.querySelector('rinnalla-widget').shadowRoot.querySelector('#say').value")).toBe(
        "half a sentence",
      );
      expect(await run("first.open")).toBe(true);
    });

    test("[VIS-04] a page that removes its open dialog, with the widget in it, has the widget again", async () => {
      await run("first.showModal()");
      await isReached();
      await run("first.remove()");
      await isReached();
      await press();
      expect(await presses()).toBe(1);
    });

    test("[VIS-04] a dialog in an open shadow root", async () => {
      await run(`(() => {
        const holder = document.body.appendChild(document.createElement("div"));
        holder.attachShadow({ mode: "open" }).innerHTML = "<dialog><input></dialog>";
        holder.shadowRoot.querySelector("dialog").showModal();
      })()`);
      await tab.waitForFunction(
        `(() => { const holder = document.body.lastElementChild; return holder.shadowRoot?.querySelector("rinnalla-widget") !== null })()`,
        { timeout: 5_000 },
      );
      const at = (await run(`(() => {
        const widget = document.body.lastElementChild.shadowRoot.querySelector("rinnalla-widget");
        const box = widget.shadowRoot.querySelector("#stop").getBoundingClientRect();
        return { x: box.left + box.width / 2, y: box.top + box.height / 2 };
      })()`)) as { x: number; y: number };
      await tab.mouse.click(at.x, at.y);
      expect(await presses()).toBe(1);
    });
  });
}
