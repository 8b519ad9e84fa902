import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import type { Browser } from "playwright-core";
import { createStand, launch, type Stand } from "../test/stand.ts";

let browser: Browser;
beforeAll(async () => void (browser = await launch()));
afterAll(() => browser.close());

const page = `<!doctype html><html><head><title>Shop</title><!--capture-->
<style>body{font:16px sans-serif;margin:10px} input,select,button,a{margin:3px} #edit{border:1px solid;min-height:20px} #box{height:60px;overflow:auto}</style></head><body>
<button id="plain" type="button">Count</button><a id="link" href="/second">Second page</a><a id="js" href="javascript:window.ran=1">Script link</a>
<form id="form" action="/sent"><label>Name <input id="name" name="n"></label><label for="pass">Key</label><input id="pass" type="password">
<input id="cc" autocomplete="cc-number"><input id="file" type="file"><span data-rinnalla-mask><input id="marked"><button type="button" id="inmask">x</button></span>
<input id="gift" type="checkbox"><select id="size"><option value="s">Small<option value="m">Medium<option value="l">Large</select>
<input id="qty" type="number" value="1"><textarea id="area"></textarea><button id="send">Send form</button></form>
<button id="pay" type="button">Pay 12 €</button><button id="del" type="button" aria-label="Delete account">x</button>
<div id="edit" contenteditable></div><input id="react"><p id="mirror"></p><div id="box"><div style="height:900px">tall</div></div>
<div id="host"></div><div style="height:1500px">below</div>
<script>
window.events = []; window.counts = { plain: 0, pay: 0, del: 0, submit: 0 };
for (const type of ['pointerdown','mousedown','focusin','pointerup','mouseup','click']) plain.addEventListener(type, () => events.push(type));
for (const id of ['plain','pay','del']) document.getElementById(id).addEventListener('click', () => counts[id]++);
form.addEventListener('submit', (e) => { e.preventDefault(); counts.submit++; });
host.attachShadow({ mode: 'open' }).innerHTML = '<button>Inner</button>';
host.shadowRoot.querySelector('button').addEventListener('click', () => window.inner = true);
// As React does: the element's own value property hides what a script sets, unless the prototype's setter is used.
const native = Object.getOwnPropertyDescriptor(HTMLInputElement.prototype, 'value'); let tracked = '';
Object.defineProperty(react, 'value', { get() { return native.get.call(this) }, set(v) { tracked = String(v); native.set.call(this, v) } });
react.addEventListener('input', () => { const now = native.get.call(react); if (now === tracked) return; tracked = now; mirror.textContent = now.toUpperCase(); react.value = now; });
</script></body></html>`;

type Counts = { plain: number; pay: number; del: number; submit: number };
declare global {
  interface Window {
    counts: Counts;
    events: string[];
  }
}

describe("pointing and control", () => {
  let stand: Stand;
  beforeAll(async () => {
    stand = await createStand(browser, { pages: { "/": page, "/second": page.replace("Count", "Second here") } });
  });
  afterAll(() => stand.close());
  beforeEach(async () => {
    await stand.open("/");
    await stand.look();
    await stand.mode("control");
    stand.reports.length = 0;
  });

  /** Where the agent sees the element. */
  async function spot(selector: string, x = 0.5, y = 0.5): Promise<{ x: number; y: number }> {
    const at = await (
      await stand.picture()
    ).evaluate(
      ([each, fx, fy]) => {
        let root: Document | ShadowRoot = document;
        const parts = each.split(" >>> ");
        for (const part of parts.slice(0, -1)) root = root.querySelector(part)!.shadowRoot!;
        const box = root.querySelector(parts.at(-1)!)!.getBoundingClientRect();
        return { x: box.x + box.width * fx, y: box.y + box.height * fy };
      },
      [selector, x, y] as const,
    );
    return stand.spot(at.x, at.y);
  }
  async function click(selector: string): Promise<void> {
    const { x, y } = await spot(selector);
    await stand.console.mouse.click(x, y);
  }
  const inPage = <T>(read: () => T): Promise<T> => stand.customer.evaluate(read);
  const outcome = (wanted: string): Promise<unknown> => stand.untilStatus(({ lastOutcome }) => lastOutcome === wanted);
  async function typed(selector: string, text: string): Promise<void> {
    await click(selector);
    await stand.console.keyboard.type(text);
    await stand.settle();
  }

  it("[VIS-03] a click arrives as a person's does, and is reported by name", async () => {
    await click("#plain");
    await expect.poll(() => inPage(() => window.counts.plain)).toBe(1);
    expect(await inPage(() => window.events)).toEqual([
      "pointerdown",
      "mousedown",
      "focusin",
      "pointerup",
      "mouseup",
      "click",
    ]);
    await expect.poll(() => stand.reports).toEqual(["click Count"]);
    await click("#gift");
    await expect.poll(() => inPage(() => document.querySelector<HTMLInputElement>("#gift")!.checked)).toBe(true);
    await click("#host >>> button");
    await expect.poll(() => inPage(() => "inner" in window)).toBe(true);
  });

  it("[VIS-03] typing reaches plain, numeric, long, editable and React's controlled fields", async () => {
    await typed("#name", "Maija Ämy");
    await typed("#qty", "2");
    await typed("#area", "a");
    await stand.console.keyboard.press("Enter");
    await stand.console.keyboard.type("bx");
    await stand.console.keyboard.press("Backspace");
    await typed("#edit", "hello");
    await typed("#react", "abc");
    await stand.settle();
    const values = await inPage(() => ({
      name: document.querySelector<HTMLInputElement>("#name")!.value,
      qty: document.querySelector<HTMLInputElement>("#qty")!.value,
      area: document.querySelector<HTMLTextAreaElement>("#area")!.value,
      edit: document.querySelector("#edit")!.textContent,
      react: document.querySelector<HTMLInputElement>("#react")!.value,
      mirror: document.querySelector("#mirror")!.textContent,
    }));
    expect(values).toMatchObject({ name: "Maija Ämy", area: "a\nb", edit: "hello", react: "abc", mirror: "ABC" });
    expect(values.qty).toMatch(/^(?:12|21)$/);
    expect(stand.reports[0]).toBe("click Name");
    expect(stand.reports[1]).toBe("type Name");
    expect(stand.reports.join()).not.toContain("Maija");
    // And what was typed is as masked as what the customer types.
    expect(stand.payloads.map((each) => Buffer.from(each).toString("latin1")).join()).not.toContain("Maija");
  });

  it("[VIS-03] chooses from a select, scrolls the page and a box", async () => {
    await click("#size");
    const list = stand.console.frameLocator("iframe").locator("#choice");
    await list.locator("option", { hasText: "Large" }).click();
    await expect.poll(() => inPage(() => document.querySelector<HTMLSelectElement>("#size")!.value)).toBe("l");
    const inBox = await spot("#box");
    await stand.console.mouse.move(inBox.x, inBox.y);
    await stand.console.mouse.wheel(0, 70);
    await expect.poll(() => inPage(() => document.querySelector("#box")!.scrollTop)).toBe(70);
    const below = await spot("#link");
    await stand.console.mouse.move(below.x, below.y);
    await stand.console.mouse.wheel(0, 150);
    await expect.poll(() => inPage(() => scrollY)).toBe(150);
    await stand.settle();
    expect(await (await stand.picture()).evaluate(() => document.scrollingElement!.scrollTop)).toBe(150);
  });

  it("[VIS-05] passwords, cards, files, marked fields and script links are out of reach", async () => {
    for (const id of ["pass", "cc", "file", "marked", "inmask", "js"]) {
      await stand.customer.evaluate(() => (document.activeElement as HTMLElement)?.blur());
      const before = stand.reports.filter((each) => each.startsWith("refused")).length;
      await typed("#" + id, "x9");
      await expect
        .poll(() => stand.reports.filter((each) => each.startsWith("refused")).length, { message: id })
        .toBeGreaterThan(before);
      expect(
        await inPage(() =>
          [...document.querySelectorAll<HTMLInputElement>("#pass,#cc,#marked,#name")]
            .map((each) => each.value)
            .join(""),
        ),
      ).toBe("");
    }
    expect(await inPage(() => "ran" in window)).toBe(false);
    // The customer is in the password field and the agent types at nothing in particular.
    await stand.customer.evaluate(() => document.querySelector<HTMLInputElement>("#pass")!.focus());
    await stand.console.keyboard.type("abc");
    await stand.settle();
    expect(await inPage(() => document.querySelector<HTMLInputElement>("#pass")!.value)).toBe("");
    // A forged command names the field itself.
    await stand.customer.evaluate(() => (document.querySelector<HTMLInputElement>("#pass")!.type = "text"));
    await typed("#pass", "abc");
    expect(await inPage(() => document.querySelector<HTMLInputElement>("#pass")!.value)).toBe("");
  });

  it("[VIS-06] submit, pay and delete wait for the customer's click", async () => {
    const asked = (): Promise<string[]> => inPage(() => window.consent.asked);
    await click("#send");
    await outcome("declined");
    expect(await asked()).toEqual(["submit: Send form"]);
    expect((await inPage(() => window.counts)).submit).toBe(0);
    await inPage(() => {
      window.consent.confirm = () => new Promise((done) => Object.assign(window, { answer: done }));
    });
    await click("#pay");
    await outcome("confirming");
    // It is framed in the page while the customer decides.
    const framed = (): Promise<string | null> =>
      inPage(() => {
        const frame = document.querySelector("rinnalla-laser")?.shadowRoot?.querySelector(".frame.on");
        const box = frame?.getBoundingClientRect();
        return (box && document.elementFromPoint(box.x + box.width / 2, box.y + box.height / 2)?.id) ?? null;
      });
    await expect.poll(framed).toBe("pay");
    await click("#plain");
    await stand.settle();
    expect(await inPage(() => window.counts)).toMatchObject({ pay: 0, plain: 0 });
    await inPage(() => (window as unknown as { answer(is: boolean): void }).answer(true));
    await expect.poll(async () => (await inPage(() => window.counts)).pay).toBe(1);
    await expect.poll(framed).toBeNull();
    await inPage(() => void (window.consent.confirm = async () => true));
    await click("#del");
    await expect.poll(async () => (await inPage(() => window.counts)).del).toBe(1);
    await typed("#name", "m");
    await stand.console.keyboard.press("Enter");
    await expect.poll(async () => (await inPage(() => window.counts)).submit).toBe(1);
    expect(await asked()).toEqual([
      "submit: Send form",
      "pay: Pay 12 €",
      "delete: Delete account",
      "submit: Send form",
    ]);
  });

  it("[VIS-06] the customer's own hand wins, and nothing is done without consent or for another page", async () => {
    await stand.customer.mouse.click(5, 400);
    await click("#plain");
    await outcome("customerActing");
    // A second of right of way, then the agent's clicks count again.
    let clicks = stand.commands.filter(({ isControl }) => isControl).length;
    const counted = async (): Promise<number> => {
      await click("#plain");
      clicks += 1;
      await expect.poll(() => stand.commands.filter(({ isControl }) => isControl).length).toBe(clicks);
      await stand.settle();
      return (await inPage(() => window.counts)).plain;
    };
    await expect.poll(counted, { timeout: 5000 }).toBeGreaterThan(0);
    await inPage(() => void (window.consent.control = false));
    await click("#plain");
    await outcome("refused");
    const before = (await inPage(() => window.counts)).plain;
    await inPage(() => void (window.consent.control = true));
    const old = stand.commands.at(-1)!.payload;
    await stand.look();
    await stand.customer.evaluate((payload) => window.capture.handlePayload(Uint8Array.from(payload)), [...old]);
    await outcome("stale");
    expect((await inPage(() => window.counts)).plain).toBe(before);
  });

  it("[VIS-06] the site's own marks say what waits and what does not", async () => {
    await inPage(() => {
      document.querySelector("#plain")!.setAttribute("data-rinnalla-guard", "");
      document.querySelector("#form")!.setAttribute("data-rinnalla-guard", "off");
    });
    await click("#plain");
    await outcome("declined");
    await click("#send");
    await expect.poll(async () => (await inPage(() => window.counts)).submit).toBe(1);
    expect(await inPage(() => window.consent.asked)).toEqual(["submit: Count"]);
    expect((await inPage(() => window.counts)).plain).toBe(0);
  });

  it("[VIS-06] a machine's speed is not served: what cannot be listed does not happen", async () => {
    await click("#plain");
    await expect.poll(() => inPage(() => window.counts.plain)).toBe(1);
    const payload = stand.commands.findLast(({ isControl }) => isControl)!.payload;
    const clicks = await stand.customer.evaluate(
      async (bytes) => {
        for (let i = 0; i < 200; i++) window.capture.handlePayload(Uint8Array.from(bytes));
        await new Promise(requestAnimationFrame);
        return window.counts.plain;
      },
      [...payload],
    );
    expect(clicks).toBeGreaterThan(30);
    expect(clicks).toBeLessThan(100);
    await expect.poll(() => stand.reports.filter((each) => each === "click Count").length).toBe(clicks);
  });

  it("[VIS-07] a link, an address and back lead to other pages, and the picture follows", async () => {
    await click("#link");
    await stand.customer.waitForURL("**/second");
    await stand.look();
    expect(await (await stand.picture()).evaluate(() => document.body.textContent)).toContain("Second here");
    await stand.console.evaluate(() => window.link.navigate({ url: "https://elsewhere.example/" }));
    await outcome("refused");
    await stand.console.evaluate(() => window.link.navigate({ url: "/" }));
    await stand.customer.waitForURL((url) => url.pathname === "/");
    await stand.look();
    await stand.console.evaluate(() => window.link.navigate("back"));
    await stand.customer.waitForURL("**/second");
    expect(stand.reports).toEqual(["click Second page", "refused ", "navigate /", "navigate ←"]);
  });

  it("[VIS-08] the laser stands on the same element in another window size, scroll and text width", async () => {
    await stand.mode("point");
    await stand.customer.addStyleTag({ content: "body { letter-spacing: 3px; padding-left: 100px }" });
    await stand.customer.setViewportSize({ width: 640, height: 480 });
    await stand.settle();
    await stand.customer.addStyleTag({ content: "rinnalla-never{}" });
    for (const [selector, fraction] of [
      ["#plain", 0.5],
      ["#send", 0.25],
      ["#edit", 0.8],
      ["#pay", 0.9],
    ] as const) {
      const { x, y } = await spot(selector, fraction);
      await stand.console.mouse.move(x, y, { steps: 3 });
      const under = (): Promise<string> =>
        inPage(() => {
          const mark = document.querySelector("rinnalla-laser")?.shadowRoot?.querySelector(".on");
          if (!mark) return "";
          const box = mark.getBoundingClientRect();
          return document.elementFromPoint(box.x, box.y)?.id ?? "";
        });
      await expect.poll(under).toBe(selector.slice(1));
      const mark = await inPage(
        () => document.querySelector("rinnalla-laser")!.shadowRoot!.querySelector(".on")!.getBoundingClientRect().x,
      );
      const box = await stand.customer.evaluate(
        (each) => document.querySelector(each)!.getBoundingClientRect().toJSON() as DOMRect,
        selector,
      );
      expect(Math.abs(mark - (box.x + box.width * fraction))).toBeLessThan(3);
    }
    expect(await inPage(() => document.querySelector("rinnalla-laser")!.shadowRoot!.textContent)).toContain("Aino");
    // Neither the laser nor the widget is part of the picture.
    expect(
      await (await stand.picture()).evaluate(() => document.querySelector("rinnalla-laser, rinnalla-widget")),
    ).toBe(null);
    await stand.mode("look");
    await expect
      .poll(() => inPage(() => document.querySelector("rinnalla-laser")!.shadowRoot!.querySelector(".on") === null))
      .toBe(true);
  });

  it("[VIS-08] a drawn line goes with what it is about, at another size and scroll; one is taken back, then all", async () => {
    await stand.mode("draw");
    const ring = async (selector: string): Promise<void> => {
      const corners = [
        [-0.1, -0.2],
        [1.1, -0.2],
        [1.1, 1.2],
        [-0.1, 1.2],
        [-0.1, -0.2],
      ] as const;
      const [first, ...others] = await Promise.all(corners.map(([x, y]) => spot(selector, x, y)));
      await stand.console.mouse.move(first!.x, first!.y);
      await stand.console.mouse.down();
      for (const { x, y } of others) await stand.console.mouse.move(x, y, { steps: 4 });
      await stand.console.mouse.up();
    };
    const lines = (): Promise<{ x: number; y: number; width: number; height: number }[]> =>
      inPage(() =>
        [...(document.querySelector("rinnalla-laser")?.shadowRoot?.querySelectorAll("polyline:last-child") ?? [])].map(
          (line) => {
            const pairs = line
              .getAttribute("points")!
              .split(" ")
              .map((pair) => pair.split(",").map(Number));
            const [xs, ys] = [pairs.map(([x]) => x!), pairs.map(([, y]) => y!)];
            const [x, y] = [Math.min(...xs), Math.min(...ys)];
            return { x, y, width: Math.max(...xs) - x, height: Math.max(...ys) - y };
          },
        ),
      );
    const boxOf = (selector: string) => stand.customer.locator(selector).boundingBox();
    const isAround = async (at: number, selector: string): Promise<boolean> => {
      const [line, box] = [(await lines())[at], await boxOf(selector)];
      if (!line || !box) return false;
      const [dx, dy] = [
        line.x + line.width / 2 - box.x - box.width / 2,
        line.y + line.height / 2 - box.y - box.height / 2,
      ];
      return Math.hypot(dx, dy) < 6 && line.width > box.width && line.height > box.height;
    };
    await ring("#pay");
    await ring("#send");
    await expect.poll(() => isAround(0, "#pay")).toBe(true);
    await expect.poll(() => isAround(1, "#send")).toBe(true);
    await stand.customer.addStyleTag({ content: "body { letter-spacing: 3px; padding-left: 60px }" });
    await stand.customer.setViewportSize({ width: 640, height: 480 });
    await inPage(() => scrollTo(0, 40));
    await expect.poll(() => isAround(0, "#pay")).toBe(true);
    await expect.poll(() => isAround(1, "#send")).toBe(true);
    // It did nothing in the page, and the agent sees the same lines.
    expect(await inPage(() => window.counts)).toEqual({ plain: 0, pay: 0, del: 0, submit: 0 });
    expect(await stand.console.frameLocator("iframe").locator("#ink polyline").count()).toBe(4);
    await stand.console.evaluate(() => window.link.erase("last"));
    await expect.poll(async () => (await lines()).length).toBe(1);
    await stand.console.evaluate(() => window.link.erase("all"));
    await expect.poll(async () => (await lines()).length).toBe(0);
    await stand.customer.setViewportSize({ width: 1000, height: 700 });
  });
});
