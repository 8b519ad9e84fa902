/** Test support, Node side: builds `page.ts`, serves it, opens pages in real Chromium and carries their signals. */
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { fileURLToPath } from "node:url";
import { expect } from "vitest";
import { chromium, type Browser, type BrowserContext, type Page } from "playwright-core";
import { build, type Rollup } from "vite";
import type { RtcSignal, Side, SignalSource } from "@rinnalla/protocol";
import type { Flow } from "./page.ts";

const quietFlags = [
  "--no-sandbox",
  "--disable-quic",
  "--no-first-run",
  "--disable-background-networking",
  "--disable-component-update",
  "--disable-sync",
  "--autoplay-policy=no-user-gesture-required",
];

export const fakeDeviceFlags = ["--use-fake-device-for-media-stream", "--use-fake-ui-for-media-stream"];

/** What the theatre needs of a page, whichever driver's it is (Playwright cannot drive Debian's Firefox). */
export interface Actor {
  goto(url: string): Promise<unknown>;
  exposeFunction(name: string, does: (...given: never[]) => unknown): Promise<unknown>;
  evaluate<Given, Answer>(asks: (given: Given) => Answer, given: Given): Promise<Awaited<Answer>>;
}

export interface Theatre {
  readonly browser: Browser;
  /** A fresh context (another person's browser) unless one is given, be it of another browser, and a page on it. */
  open(side: Side, clientId: string, context?: BrowserContext): Promise<Page>;
  /** A page of another driver. */
  admit(page: Actor, side: Side, clientId: string): Promise<void>;
  /** The page again, as another client: what a reload is. */
  reload(page: Page, clientId: string): Promise<void>;
  /** Signals of a side are dropped while true. */
  mute(side: Side, isMuted: boolean): void;
  readonly signals: { from: SignalSource; rtc: RtcSignal; to: string | null }[];
  close(): Promise<void>;
}

/** In one piece, or (as browsers first get it) without what is loaded later. */
export async function bundle(entry: string, isWhole: boolean): Promise<string> {
  const result = await build({
    configFile: false,
    logLevel: "error",
    root: fileURLToPath(new URL("../..", import.meta.url)),
    build: {
      write: false,
      minify: !isWhole,
      target: "es2022",
      lib: { entry, formats: ["es"], fileName: "bundle" },
      rolldownOptions: { output: { codeSplitting: isWhole ? false : true } },
    },
  });
  const [output] = (Array.isArray(result) ? result : [result]) as Rollup.RollupOutput[];
  const chunk = output?.output.find((one) => one.type === "chunk" && one.isEntry);
  if (chunk?.type !== "chunk") throw new Error("Nothing was built");
  return chunk.code;
}

/**
 * Waits until the page says yes. Not `waitForFunction`, which takes the promise of an async function for a yes and so
 * waits for nothing.
 */
export async function until<Argument>(
  page: Page,
  asks: (argument: Argument) => boolean | Promise<boolean>,
  argument: Argument,
): Promise<void> {
  const ask = () => page.evaluate(asks as (given: unknown) => boolean | Promise<boolean>, argument);
  await expect.poll(ask, { interval: 30, timeout: 20_000 }).toBe(true);
}

/** At least this much of each has arrived in the page since it was loaded, on the links that live. */
export async function untilReceived(page: Page, counter: keyof Flow, more = 0): Promise<void> {
  await until(page, async ([key, least]) => (await window.stage.received())[key] > least, [counter, more] as const);
}

export function launch(flags: readonly string[]): Promise<Browser> {
  return chromium.launch({ executablePath: "/usr/bin/chromium", args: [...quietFlags, ...flags] });
}

export async function openTheatre(flags: readonly string[]): Promise<Theatre> {
  const script = await bundle(fileURLToPath(new URL("page.ts", import.meta.url)), true);
  const server = createServer((request, response) => {
    const isScript = request.url === "/page.js";
    response.setHeader("content-type", isScript ? "text/javascript" : "text/html; charset=utf-8");
    response.end(
      isScript
        ? script
        : `<!doctype html><title>Stage</title><p id="mark">Stage</p><button>Share</button>
           <audio autoplay></audio><video autoplay playsinline muted></video><script type="module" src="/page.js"></script>`,
    );
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/`;
  const browser = await launch(flags);
  const cast = new Map<Actor, { side: Side; clientId: string }>();
  const muted = new Set<Side>();
  const signals: Theatre["signals"] = [];

  async function carry(from: SignalSource, rtc: RtcSignal, to: string | null): Promise<void> {
    signals.push({ from, rtc, to });
    if (muted.has(from.side)) return;
    for (const [page, part] of cast) {
      if (part.side === from.side || (to !== null && to !== part.clientId)) continue;
      // A page that is just being left hears nothing, as on a real socket.
      await page
        .evaluate(([source, signal]) => window.stage?.hear(source, signal), [from, rtc] as const)
        .catch(() => {});
    }
  }

  async function enter(page: Actor, side: Side, clientId: string): Promise<void> {
    await page.goto(url);
    cast.set(page, { side, clientId });
    await expect.poll(() => page.evaluate((name) => name in window, "stage"), { timeout: 20_000 }).toBe(true);
  }

  async function admit(page: Actor, side: Side, clientId: string): Promise<void> {
    await page.exposeFunction("signalOut", carry);
    await enter(page, side, clientId);
  }

  return {
    browser,
    signals,
    async open(side, clientId, context) {
      const page = await (context ?? (await browser.newContext())).newPage();
      await admit(page, side, clientId);
      return page;
    },
    admit,
    async reload(page, clientId) {
      const part = cast.get(page);
      if (part === undefined) throw new Error("Not a page of this theatre");
      await enter(page, part.side, clientId);
    },
    mute(side, isMuted) {
      if (isMuted) muted.add(side);
      else muted.delete(side);
    },
    async close() {
      await browser.close();
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}
