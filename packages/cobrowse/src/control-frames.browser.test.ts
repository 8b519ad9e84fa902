/** The agent's hands inside frames of the same site, frames in frames too: the same gates as in the page around (VIS-03, VIS-05, VIS-06). */
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import type { Browser, FrameLocator, Locator } from "playwright-core";
import { createStand, launch, type Stand } from "../test/stand.ts";

let browser: Browser;
beforeAll(async () => void (browser = await launch()));
afterAll(() => browser.close());

const inner = (deep: string): string => `<!doctype html><html><head><title>in</title>
<style>body{font:14px sans-serif;margin:6px} input,select,button,a{margin:2px} #edit{border:1px solid;min-height:18px}</style></head><body>
<button id="plain" type="button">Count</button><a id="link" href="/other">Other</a><a id="js" href="javascript:window.ran=1">Script</a>
<form id="form" action="/sent"><label>Name <input id="name" name="n"></label><input id="pass" type="password" size="6"><input id="cc" autocomplete="cc-number" size="6">
<input id="file" type="file"><span data-rinnalla-mask><input id="marked" size="6"></span><input id="shown" type="password" value="hunter2" size="6">
<select id="size"><option value="s">Small<option value="l">Large</select><input id="date" type="date"><input id="range" type="range" min="0" max="100" value="0">
<textarea id="area" rows="1"></textarea><button id="send">Send form</button></form>
<button id="pay" type="button">Pay 12 €</button><button id="del" type="button" aria-label="Delete account">x</button><input id="react" size="8"><div id="edit" contenteditable></div>
<dialog id="dialog"><button id="close" type="button">Inside</button></dialog><div id="host"></div>${deep}<div style="height:700px">tall</div>
<script>
window.counts = { plain: 0, pay: 0, del: 0, submit: 0 }; window.isOwn = []; window.moves = [];
for (const id of ['plain','pay','del']) document.getElementById(id).addEventListener('click', (e) => { counts[id]++; isOwn.push(e instanceof PointerEvent || e instanceof MouseEvent, e.view === window, e.clientX, e.clientY) });
form.addEventListener('submit', (e) => { e.preventDefault(); counts.submit++; });
host.attachShadow({ mode: 'open' }).innerHTML = '<button>Shadow</button>';
host.shadowRoot.querySelector('button').addEventListener('click', () => window.shadowed = true);
const native = Object.getOwnPropertyDescriptor(HTMLInputElement.prototype, 'value'); let tracked = '';
Object.defineProperty(react, 'value', { get() { return native.get.call(this) }, set(v) { tracked = String(v); native.set.call(this, v) } });
react.addEventListener('input', (e) => { const now = native.get.call(react); if (now === tracked) return; tracked = now; react.dataset.heard = now.toUpperCase() + (e instanceof Event); });
addEventListener('pointermove', (e) => moves.push(e.clientX));
</script></body></html>`;

const deep = `<iframe id="deep" src="/deep" style="width:420px;height:330px;border:3px solid;padding:4px"></iframe>`;
const pages = {
  "/": `<!doctype html><html><head><title>Shop</title><!--capture--><script>window.captureSecret = 1</script>
<style>body{font:16px sans-serif;margin:10px} iframe{vertical-align:top}</style></head><body>
<button id="top" type="button">Top</button><input id="before"><br>
<iframe id="one" src="/inner" style="width:470px;height:300px;border:7px solid;padding:5px"></iframe>
<iframe id="small" src="/deep" style="width:470px;height:300px;transform:scale(.75);transform-origin:0 0"></iframe>
<input id="after"><iframe id="elsewhere" src="STRANGER/x" style="width:90px;height:40px"></iframe>
<iframe id="boxed" sandbox="allow-scripts" src="/deep" style="width:90px;height:40px"></iframe>
<iframe id="blocked" data-rinnalla-block src="/deep" style="width:90px;height:40px"></iframe>
<iframe id="masked" data-rinnalla-mask srcdoc="<input id=f><p>Private words</p>" style="width:190px;height:190px"></iframe>
<div style="height:1500px">below</div></body></html>`,
  "/inner": inner(deep),
  "/deep": inner(""),
  "/other": `<!doctype html><title>o</title><p id="there">Other page</p>`,
};

type Counts = { plain: number; pay: number; del: number; submit: number };
declare global {
  interface Window {
    isOwn: unknown[];
    moves: number[];
    shadowed?: boolean;
    ran?: number;
  }
}

describe("inside frames", () => {
  let stand: Stand;
  beforeAll(async () => {
    stand = await createStand(browser, { pages, size: { width: 1100, height: 900 } });
  });
  afterAll(() => stand.close());
  beforeEach(async () => {
    await stand.open("/");
    await stand.look();
    await stand.mode("control");
    stand.reports.length = 0;
  });

  /** ` > ` leads into a frame. */
  function within(path: string, root: FrameLocator | Stand["customer"]): Locator {
    const parts = path.split(" > ");
    for (const part of parts.slice(0, -1)) root = root.frameLocator(part);
    return root.locator(parts.at(-1)!);
  }
  const seen = (path: string): Locator =>
    within(path, stand.console.frameLocator("iframe").frameLocator("#pictures iframe:not(.next)"));
  const real = (path: string): Locator => within(path, stand.customer);
  /** Where the browser itself says that the agent sees it. */
  async function spot(path: string, x = 0.5, y = 0.5): Promise<{ x: number; y: number }> {
    await seen(path).waitFor();
    const box = (await seen(path).boundingBox())!;
    return { x: box.x + box.width * x, y: box.y + box.height * y };
  }
  async function click(path: string, x?: number, y?: number): Promise<void> {
    const at = await spot(path, x, y);
    await stand.console.mouse.click(at.x, at.y);
  }
  async function typed(path: string, text: string): Promise<void> {
    await click(path);
    await stand.console.keyboard.type(text);
    await stand.settle();
  }
  const counts = (path: string): Promise<Counts> =>
    real(`${path} > body`).evaluate((body) => body.ownerDocument.defaultView!.counts);
  const valueOf = (path: string): Promise<string> => real(path).inputValue();
  const outcome = (wanted: string): Promise<unknown> => stand.untilStatus(({ lastOutcome }) => lastOutcome === wanted);
  const frames = ["#one", "#one > #deep", "#small"];

  it("[VIS-03] a click arrives in the frame as one of its own, at its place there, and is reported by name", async () => {
    await stand.customer.evaluate(() =>
      document.querySelector<HTMLIFrameElement>("#one")!.contentWindow!.scrollTo(0, 0),
    );
    for (const frame of frames) {
      if (frame === "#one > #deep") {
        await real("#one > #deep").evaluate((each) => each.scrollIntoView());
        await stand.settle();
      }
      await click(`${frame} > #plain`, 0.3);
      await expect.poll(async () => (await counts(frame)).plain, { message: frame }).toBe(1);
      const [isClass, isView, x, y] = (await real(`${frame} > body`).evaluate(
        (body) => body.ownerDocument.defaultView!.isOwn,
      )) as [boolean, boolean, number, number];
      expect([isClass, isView]).toEqual([true, true]);
      const box = await real(`${frame} > #plain`).evaluate((each) => each.getBoundingClientRect().toJSON() as DOMRect);
      expect(Math.abs(x - box.x - box.width * 0.3)).toBeLessThan(2.5);
      expect(Math.abs(y - box.y - box.height * 0.5)).toBeLessThan(2.5);
    }
    await expect.poll(() => stand.reports).toEqual(["click Count", "click Count", "click Count"]);
    await click("#small > #host", 0.05);
    await expect
      .poll(() => real("#small > body").evaluate((body) => body.ownerDocument.defaultView!.shadowed))
      .toBe(true);
  });

  it("[VIS-03] typing reaches the fields of frames, also those that a framework holds, and stays masked", async () => {
    for (const frame of frames) {
      if (frame === "#one > #deep") await real("#one > #deep").evaluate((each) => each.scrollIntoView());
      await stand.settle();
      await typed(`${frame} > #name`, "Maija Ämy");
      await stand.console.keyboard.press("Control+ArrowLeft");
      await stand.console.keyboard.press("Backspace");
      await typed(`${frame} > #react`, "abc");
      await typed(`${frame} > #area`, "a");
      await stand.console.keyboard.press("Enter");
      await stand.console.keyboard.type("bx");
      await stand.console.keyboard.press("Backspace");
      await typed(`${frame} > #edit`, "hello");
      await stand.console.keyboard.press("Control+a");
      await stand.console.keyboard.type("hei");
      await stand.settle();
      expect({
        frame,
        name: await valueOf(`${frame} > #name`),
        react: await real(`${frame} > #react`).getAttribute("data-heard"),
        area: await valueOf(`${frame} > #area`),
        edit: await real(`${frame} > #edit`).textContent(),
      }).toEqual({ frame, name: "MaijaÄmy", react: "ABCtrue", area: "a\nb", edit: "hei" });
    }
    expect(stand.reports).toContain("type Name");
    expect(stand.payloads.map((each) => Buffer.from(each).toString("latin1")).join()).not.toMatch(/Maija|hello/);
  });

  it("[VIS-03] chooses, picks a date, slides, and scrolls the frame, and the page where the frame cannot", async () => {
    await click("#one > #size");
    const viewer = stand.console.frameLocator("iframe");
    await viewer.locator("#choice option", { hasText: "Large" }).click();
    await expect.poll(() => valueOf("#one > #size")).toBe("l");
    await click("#one > #date");
    await viewer.locator("input#choice").fill("2026-12-24");
    await viewer.locator("input#choice").press("Enter");
    await expect.poll(() => valueOf("#one > #date")).toBe("2026-12-24");
    await real("#one > #range").evaluate((each) => each.scrollIntoView({ block: "center" }));
    await stand.settle();
    const [from, to] = [await spot("#one > #range", 0.1), await spot("#one > #range", 0.75)];
    await stand.console.mouse.move(from.x, from.y);
    await stand.console.mouse.down();
    await stand.console.mouse.move(to.x, to.y, { steps: 5 });
    // Out of the frame and over another: the drag goes on.
    const out = await spot("#small > #cc");
    await stand.console.mouse.move(out.x, out.y, { steps: 3 });
    await stand.console.mouse.up();
    await expect.poll(() => valueOf("#one > #range")).toBe("100");
    await real("#one > html").evaluate((each) => each.ownerDocument.defaultView!.scrollTo(0, 0));
    await stand.settle();
    const scrollOf = (path: string): Promise<number> =>
      real(`${path} > html`).evaluate((each) => each.ownerDocument.scrollingElement!.scrollTop);
    const inFrame = await spot("#one > #plain");
    await stand.console.mouse.move(inFrame.x, inFrame.y);
    await stand.console.mouse.wheel(0, 120);
    await expect.poll(() => scrollOf("#one")).toBe(120);
    await stand.settle();
    expect(await seen("#one > html").evaluate((each) => each.ownerDocument.scrollingElement!.scrollTop)).toBe(120);
    expect(await stand.customer.evaluate(() => scrollY)).toBe(0);
    const flat = await spot("#masked > p");
    await stand.console.mouse.move(flat.x, flat.y);
    await stand.console.mouse.wheel(0, 90);
    await expect.poll(() => stand.customer.evaluate(() => scrollY)).toBe(90);
  });

  it("[VIS-03] Tab goes into a frame and out of it, Escape closes the frame's own dialog", async () => {
    await click("#before");
    await stand.console.keyboard.press("Tab");
    await stand.settle();
    expect(await real("#one > #plain").evaluate((each) => each.ownerDocument.activeElement === each)).toBe(true);
    await stand.console.keyboard.press("Shift+Tab");
    await stand.settle();
    expect(await stand.customer.evaluate(() => document.activeElement?.id)).toBe("before");
    await real("#one > #dialog").evaluate((each) => (each as HTMLDialogElement).showModal());
    await stand.settle();
    await click("#one > #close");
    await stand.console.keyboard.press("Tab");
    await stand.settle();
    expect(await real("#one > #close").evaluate((each) => each.ownerDocument.activeElement === each)).toBe(true);
    await stand.console.keyboard.press("Escape");
    await expect.poll(() => real("#one > #dialog").evaluate((each) => (each as HTMLDialogElement).open)).toBe(false);
  });

  it("[VIS-05] passwords, codes, cards, files, marks and script links of frames are out of reach, and whole frames", async () => {
    for (const path of [
      ...["pass", "cc", "file", "marked", "js"].map((id) => `#one > #${id}`),
      "#masked > #f",
      "#elsewhere",
      "#boxed",
      "#blocked",
    ]) {
      await stand.customer.evaluate(() => (document.activeElement as HTMLElement)?.blur());
      const before = stand.reports.filter((each) => each.startsWith("refused")).length;
      const box = await real(path.includes("elsewhere") || /boxed|blocked/.test(path) ? path : "#top").boundingBox();
      if (path.includes(" > ")) await click(path);
      else {
        const at = await stand.spot(box!.x + box!.width / 2, box!.y + box!.height / 2);
        await stand.console.mouse.click(at.x, at.y);
      }
      await stand.console.keyboard.type("x9");
      await stand.settle();
      const isRefused = stand.reports.filter((each) => each.startsWith("refused")).length > before;
      const typing = stand.reports.filter((each) => each.startsWith("type"));
      expect({ path, isRefused, typing }).toEqual({ path, isRefused: true, typing: [] });
    }
    for (const id of ["pass", "cc", "marked"]) expect(await valueOf(`#one > #${id}`)).toBe("");
    expect(await valueOf("#masked > #f")).toBe("");
    expect(await real("#one > body").evaluate((body) => body.ownerDocument.defaultView!.ran)).toBe(undefined);
    for (const each of ["refused hunter2", "refused Private words"]) expect(stand.reports).not.toContain(each);
  });

  it("[VIS-05] a password of a frame that was shown before anybody looked on stays sealed", async () => {
    await stand.open("/");
    await real("#one > #shown").evaluate((each) => ((each as HTMLInputElement).type = "text"));
    await real("#one > #deep > #shown").evaluate((each) => ((each as HTMLInputElement).type = "text"));
    stand.payloads.length = 0;
    await stand.look();
    const before = stand.reports.length;
    await typed("#one > #shown", "x");
    expect(stand.reports.slice(before).join()).toMatch(/refused/);
    expect(await valueOf("#one > #shown")).toBe("hunter2");
    expect(await seen("#one > #shown").inputValue()).toMatch(/^(\S)\1{7}$/);
    expect(stand.payloads.map((each) => Buffer.from(each).toString("latin1")).join()).not.toContain("hunter2");
  });

  it("[VIS-06] submit, pay and delete inside a frame wait for the customer's click", async () => {
    let answer = true;
    await stand.customer.exposeFunction("answerInFrames", () => answer);
    await stand.customer.evaluate(() => {
      window.consent.confirm = () => (window as unknown as { answerInFrames(): Promise<boolean> }).answerInFrames();
    });
    for (const isAllowed of [false, true]) {
      answer = isAllowed;
      await click("#one > #pay");
      await outcome(isAllowed ? "done" : "declined");
      await click("#one > #del");
      await outcome(isAllowed ? "done" : "declined");
      await click("#one > #send");
      await outcome(isAllowed ? "done" : "declined");
      await typed("#one > #name", "a");
      await stand.console.keyboard.press("Enter");
      await outcome(isAllowed ? "done" : "declined");
      await expect
        .poll(() => counts("#one"))
        .toMatchObject(isAllowed ? { pay: 1, del: 1, submit: 2 } : { pay: 0, del: 0, submit: 0 });
    }
    expect(await stand.customer.evaluate(() => window.consent.asked.slice(0, 4))).toEqual([
      "pay: Pay 12 €",
      "delete: Delete account",
      "submit: Send form",
      "submit: Send form",
    ]);
  });

  it("[VIS-06] what waits is framed where it stands; the customer's own hand in the frame wins; consent is asked", async () => {
    let release = (): void => {};
    await stand.customer.exposeFunction(
      "waitInFrame",
      () => new Promise<boolean>((done) => (release = () => done(false))),
    );
    await stand.customer.evaluate(() => {
      window.consent.confirm = () => (window as unknown as { waitInFrame(): Promise<boolean> }).waitInFrame();
    });
    await click("#small > #pay");
    await outcome("confirming");
    const framed = (): Promise<DOMRect> =>
      stand.customer.evaluate(
        () =>
          document
            .querySelector("rinnalla-laser")!
            .shadowRoot!.querySelector(".frame.on")!
            .getBoundingClientRect()
            .toJSON() as DOMRect,
      );
    const box = (await real("#small > #pay").boundingBox())!;
    await expect.poll(async () => Math.round((await framed()).x - box.x + 6)).toBe(0);
    expect(Math.abs((await framed()).width - box.width - 12)).toBeLessThan(1.5);
    release();
    await outcome("declined");
    await click("#one > #plain");
    await outcome("done");
    expect((await counts("#one")).plain).toBe(1);
    const pressed = [...stand.commands.at(-1)!.payload];
    await real("#one > #name").click();
    await stand.customer.keyboard.press("k");
    await stand.customer.evaluate((each) => window.capture.handlePayload(Uint8Array.from(each)), pressed);
    await outcome("customerActing");
    expect((await counts("#one")).plain).toBe(1);
    await stand.customer.evaluate(() => (window.consent.control = false));
    await click("#one > #plain");
    await outcome("refused");
    expect((await counts("#one")).plain).toBe(1);
  });

  it("[VIS-07] a link in a frame leads the frame on, the picture follows, and what was there before is stale", async () => {
    await click("#one > #link");
    await expect.poll(() => real("#one > #there").count()).toBe(1);
    await expect.poll(() => seen("#one > #there").textContent()).toBe("Other page");
    const { commands } = stand;
    const before = stand.reports.length;
    const last = commands.at(-1)!.payload;
    await stand.customer.evaluate((each) => window.capture.handlePayload(Uint8Array.from(each)), [...last]);
    await outcome("stale");
    expect(stand.reports.length).toBe(before);
  });

  it("[VIS-08] laser and pen hold on to what is in a frame, at another scroll and size, and stay inside what it shows", async () => {
    await stand.mode("point");
    await stand.customer.addStyleTag({ content: "body { padding-left: 60px }" });
    await real("#one > body").evaluate((body) => ((body as HTMLElement).style.letterSpacing = "2px"));
    await stand.settle();
    const mark = (): Promise<{ x: number; y: number }> =>
      stand.customer.evaluate(() => {
        const on = document.querySelector("rinnalla-laser")?.shadowRoot?.querySelector(".laser.on");
        return (on?.getBoundingClientRect().toJSON() as DOMRect) ?? { x: 0, y: 0 };
      });
    for (const path of ["#one > #send", "#small > #pay", "#one > #plain"]) {
      const at = await spot(path, 0.25);
      await stand.console.mouse.move(at.x, at.y, { steps: 3 });
      const box = (await real(path).boundingBox())!;
      await expect
        .poll(async () => Math.abs((await mark()).x - box.x - box.width * 0.25), { message: path })
        .toBeLessThan(3);
      expect(Math.abs((await mark()).y - box.y - box.height * 0.5)).toBeLessThan(3);
    }
    // Scrolled out of sight: at the frame's edge, not over what stands above it.
    await real("#one > html").evaluate((each) => each.ownerDocument.defaultView!.scrollTo(0, 500));
    const frame = (await real("#one").boundingBox())!;
    await expect.poll(async () => Math.abs((await mark()).y - frame.y - 12)).toBeLessThan(3);
    await real("#one > html").evaluate((each) => each.ownerDocument.defaultView!.scrollTo(0, 0));
    await stand.settle();
    await stand.mode("draw");
    const [first, ...others] = await Promise.all(
      [
        [-0.1, -0.2],
        [1.1, -0.2],
        [1.1, 1.2],
        [-0.1, 1.2],
        [-0.1, -0.2],
      ].map(([x, y]) => spot("#one > #pay", x, y)),
    );
    await stand.console.mouse.move(first!.x, first!.y);
    await stand.console.mouse.down();
    for (const { x, y } of others) await stand.console.mouse.move(x, y, { steps: 4 });
    await stand.console.mouse.up();
    const far = async (): Promise<number> => {
      const line = await stand.customer.evaluate(() => {
        const box = document
          .querySelector("rinnalla-laser")
          ?.shadowRoot?.querySelector("polyline:last-child")
          ?.getBoundingClientRect();
        return box ? { x: box.x + box.width / 2, y: box.y + box.height / 2 } : { x: 0, y: 0 };
      });
      const box = (await real("#one > #pay").boundingBox())!;
      return Math.hypot(line.x - box.x - box.width / 2, line.y - box.y - box.height / 2);
    };
    await expect.poll(far).toBeLessThan(5);
    await real("#one > html").evaluate((each) => each.ownerDocument.defaultView!.scrollTo(0, 20));
    await stand.customer.addStyleTag({ content: "body { padding-left: 20px }" });
    await expect.poll(far).toBeLessThan(5);
  });
});

describe("the administrator's rules in frames", () => {
  const words = (path: string): string =>
    `<!doctype html><p id="open">Open ${path}</p><p class="balance">Secret ${path}</p>`;
  const site = {
    "/": `<!doctype html><title>t</title><script>
      const hold = (path) => path.startsWith("/health") ? { isPaused: true } : path.startsWith("/account") ? { isPaused: false, mask: [".balance"] } : { isPaused: false };
      window.captureRulesAt = hold; window.captureRules = { mask: [".page"] };</script><!--capture-->
      <iframe id="a" src="/account"></iframe><iframe id="h" src="/health"></iframe><iframe id="s" src="/shop"></iframe>
      <iframe id="d" srcdoc="<p class=page>Mine</p>"></iframe>`,
    "/account": words("account"),
    "/health": words("health"),
    "/shop": words("shop") + `<p class="page">Around</p>`,
  };

  it("[VIS-05] pauses and masks by path hold in frames, also where a script changes the path", async () => {
    const stand = await createStand(browser, { pages: site });
    const sent = (): string => stand.payloads.map((each) => Buffer.from(each).toString("latin1")).join();
    try {
      await stand.open("/");
      await stand.look();
      const texts = async (): Promise<(string | null)[]> => {
        const picture = await stand.picture();
        return picture.evaluate(() =>
          [...document.querySelectorAll("iframe")].map((each) => each.contentDocument!.body.innerText),
        );
      };
      await expect.poll(async () => (await texts()).length).toBe(3);
      expect(sent()).toContain("Open account");
      expect(sent()).toContain("Secret shop");
      expect(sent()).not.toMatch(/Secret account|health|Around|Mine/);
      await stand.customer.evaluate(() => {
        const { contentWindow, contentDocument } = document.querySelector<HTMLIFrameElement>("#s")!;
        contentWindow!.history.pushState(null, "", "/health/2");
        contentDocument!.body.append("Diagnosis");
      });
      await expect.poll(async () => (await texts()).length).toBe(2);
      await stand.settle();
      expect(sent()).not.toContain("Diagnosis");
      await stand.customer.evaluate(() => {
        const { contentWindow, contentDocument } = document.querySelector<HTMLIFrameElement>("#s")!;
        contentWindow!.history.pushState(null, "", "/account/2");
        contentDocument!.body.append("Harmless");
      });
      await expect.poll(async () => (await texts()).join()).toContain("Harmless");
      expect((await texts()).join()).not.toContain("Secret");
    } finally {
      await stand.close();
    }
  });
});
