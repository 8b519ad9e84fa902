/**
 * A stand for tests in a real browser: a customer's site, a console with the viewer document as the server sends it,
 * and a stranger's server that writes down who came. Payloads cross through the test, which keeps them.
 */
import { createServer, type IncomingMessage, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { fileURLToPath } from "node:url";
import { inflateRawSync } from "node:zlib";
import { chromium, type Browser, type BrowserContext, type Frame, type Page } from "playwright-core";
import { build, type Rolldown } from "vite";
import type { ViewerMode, ViewerStatus } from "../src/types.ts";

export interface StandOptions {
  /** Pages of the customer's site by path. `<!--capture-->` stands for the capture script. */
  readonly pages: Readonly<Record<string, string>>;
  readonly hasCsp?: boolean;
  /** Without it the pages' own origin alone is allowed. */
  readonly allowedOrigins?: readonly string[];
  /** What else the customer's site has. */
  asset?(path: string, cookies: string): Answer | null;
  /** The customer's window, and the console's when both are to be compared pixel by pixel. */
  readonly size?: { readonly width: number; readonly height: number };
  readonly isDark?: boolean;
}

export interface Stand {
  readonly siteUrl: string;
  readonly strangerUrl: string;
  readonly customer: Page;
  readonly console: Page;
  /** Unpacked payloads in order. */
  readonly payloads: Uint8Array[];
  readonly commands: { readonly payload: Uint8Array; readonly isControl: boolean }[];
  readonly reports: string[];
  /** Paths asked of the stranger, and of the console's server apart from its own files. */
  readonly strays: string[];
  open(path: string): Promise<void>;
  look(): Promise<void>;
  status(): Promise<ViewerStatus>;
  untilStatus(isThere: (status: ViewerStatus) => boolean): Promise<ViewerStatus>;
  deliver(payload: Uint8Array): Promise<void>;
  mode(mode: ViewerMode): Promise<void>;
  /** The frame of the picture that is shown. */
  picture(): Promise<Frame>;
  /** Until all that the page has sent is applied. */
  settle(): Promise<void>;
  /** A place of the mirrored page (its CSS pixels) in the console's window. */
  spot(x: number, y: number): Promise<{ x: number; y: number }>;
  close(): Promise<void>;
}

export interface Answer {
  readonly type: string;
  readonly body: string | Uint8Array;
  readonly headers?: Readonly<Record<string, string>>;
}

const bundles = new Map<string, Promise<string>>();

export function bundle(entry: string, minify = false): Promise<string> {
  const path = fileURLToPath(new URL(entry, import.meta.url));
  let made = bundles.get(path);
  if (!made) bundles.set(path, (made = make(path, minify)));
  return made;
}

async function make(entry: string, minify: boolean): Promise<string> {
  const result = await build({
    configFile: false,
    logLevel: "silent",
    build: {
      write: false,
      minify,
      target: "es2022",
      lib: { entry, formats: ["iife"], name: "bundle", fileName: "bundle" },
    },
  });
  const [first] = Array.isArray(result) ? result : [result];
  return (first as Rolldown.RolldownOutput).output[0].code;
}

export async function listen(
  handle: (request: IncomingMessage) => Answer | null,
): Promise<{ server: Server; port: number }> {
  const server = createServer((request, response) => {
    const answer = handle(request);
    response.writeHead(answer ? 200 : 404, { "content-type": answer?.type ?? "text/plain", ...answer?.headers });
    response.end(answer?.body);
  });
  await new Promise<void>((done) => server.listen(0, "127.0.0.1", done));
  return { server, port: (server.address() as AddressInfo).port };
}

export async function launch(): Promise<Browser> {
  return chromium.launch({
    executablePath: "/usr/bin/chromium",
    args: [
      "--no-sandbox",
      "--disable-quic",
      "--no-first-run",
      "--disable-background-networking",
      "--disable-component-update",
      "--disable-sync",
    ],
  });
}

export async function createStand(browser: Browser, options: StandOptions): Promise<Stand> {
  const [customerScript, consoleScript, viewerScript] = await Promise.all(
    ["./entry-customer.ts", "./entry-console.ts", "./entry-viewer.ts"].map((entry) => bundle(entry)),
  );
  const strays: string[] = [];
  const stranger = await listen((request) => {
    strays.push(`stranger ${request.url}`);
    return { type: "text/css", body: "body{outline:1px solid red}", headers: { "access-control-allow-origin": "*" } };
  });
  const strangerUrl = `http://127.0.0.1:${stranger.port}`;
  const site = await listen((request) => {
    const path = new URL(request.url!, "http://site").pathname;
    if (path === "/capture.js") return { type: "text/javascript", body: customerScript! };
    const page = options.pages[path];
    if (page === undefined) return options.asset?.(path, request.headers.cookie ?? "") ?? null;
    const body = page
      .replaceAll("STRANGER", strangerUrl)
      .replace("<!--capture-->", `<script src="/capture.js"></script>`);
    return {
      type: path.endsWith(".js")
        ? "text/javascript; charset=utf-8"
        : path.endsWith(".css")
          ? "text/css"
          : path.endsWith(".svg")
            ? "image/svg+xml"
            : "text/html; charset=utf-8",
      body,
    };
  });
  const siteUrl = `http://127.0.0.1:${site.port}`;
  const origins = (options.allowedOrigins ?? [siteUrl]).join(" ");
  const csp = `default-src 'none'; script-src 'self'; style-src ${origins} 'unsafe-inline'; img-src ${origins} data: blob:; font-src ${origins} data: blob:; frame-src 'self'; connect-src 'none'; form-action 'none'; base-uri 'none'`;
  const desk = await listen((request) => {
    const path = new URL(request.url!, "http://desk").pathname;
    if (path === "/console.js") return { type: "text/javascript", body: consoleScript! };
    if (path === "/viewer/viewer.js") return { type: "text/javascript", body: viewerScript! };
    if (path === "/console/")
      return {
        type: "text/html",
        body: `<!doctype html><body style="margin:0;height:100vh"><script src="/console.js"></script>`,
      };
    if (path === "/viewer/") {
      return {
        type: "text/html",
        body: `<!doctype html><meta charset=utf-8><meta name="rinnalla-allowed-origins" content="${origins}"><body><script src="viewer.js"></script>`,
        headers: options.hasCsp === false ? {} : { "content-security-policy": csp },
      };
    }
    if (path !== "/favicon.ico") strays.push(`desk ${request.url}`);
    return null;
  });

  const contexts: BrowserContext[] = [];
  const open = async (width: number, height: number, colorScheme: "light" | "dark"): Promise<Page> => {
    const context = await browser.newContext({ viewport: options.size ?? { width, height }, colorScheme });
    contexts.push(context);
    return context.newPage();
  };
  const customer = await open(1000, 700, options.isDark ? "dark" : "light");
  const agent = await open(900, 650, "light");
  const payloads: Uint8Array[] = [];
  const commands: { payload: Uint8Array; isControl: boolean }[] = [];
  const reports: string[] = [];
  let work: Promise<unknown> = Promise.resolve();

  if (process.env.STAND_LOG) {
    for (const page of [customer, agent]) {
      page.on("console", (message) => console.log("console:", message.text()));
      page.on("pageerror", (error) => console.log("page error:", error.stack));
    }
  }
  await customer.exposeFunction("toViewer", (text: string) => {
    const payload = Buffer.from(text, "base64");
    payloads.push(payload[0] === 1 ? inflateRawSync(payload.subarray(1)) : payload.subarray(1));
    work = work.then(() => agent.evaluate((each) => window.deliver(each), text)).catch(() => {});
  });
  await customer.exposeFunction("onReport", (action: string, label: string) => void reports.push(`${action} ${label}`));
  await agent.exposeFunction("toCustomer", (payload: number[], isControl: boolean) => {
    commands.push({ payload: Uint8Array.from(payload), isControl });
    work = work.then(() =>
      customer.evaluate((each) => window.capture.handlePayload(Uint8Array.from(each)), payload).catch(() => {}),
    );
  });
  await agent.goto(`http://localhost:${desk.port}/console/`);

  const status = (): Promise<ViewerStatus> => agent.evaluate(() => window.viewerStatus);
  const viewer = (): Frame =>
    agent.frames().find((frame) => frame.url().includes("/viewer/") && frame.parentFrame() === agent.mainFrame())!;
  const stand: Stand = {
    siteUrl,
    strangerUrl,
    customer,
    console: agent,
    payloads,
    commands,
    reports,
    strays,
    async open(path) {
      await customer.goto(siteUrl + path);
    },
    async look() {
      await customer.evaluate(() => window.capture.wantSnapshot());
      await stand.untilStatus(({ phase }) => phase === "live");
      await stand.settle();
    },
    status,
    async untilStatus(isThere) {
      for (;;) {
        const now = await status();
        if (isThere(now)) return now;
        await agent.waitForFunction((before) => JSON.stringify(window.viewerStatus) !== before, JSON.stringify(now), {
          timeout: 10_000,
        });
      }
    },
    async deliver(payload) {
      await agent.evaluate((text) => window.deliver(text), Buffer.from(payload).toString("base64"));
    },
    async mode(mode) {
      await agent.evaluate((each) => window.link.setMode(each), mode);
    },
    async picture() {
      const handle = await viewer().waitForSelector("#pictures iframe:not(.next)", { state: "attached" });
      return (await handle.contentFrame())!;
    },
    async settle() {
      // A turn of everything that the page batches, then a mark that has come all the way through.
      await customer.evaluate(() => new Promise((done) => setTimeout(() => setTimeout(done, 30), 30)));
      await work;
      const mark = `settled ${Math.random().toString(36)}`;
      const before = await customer.title();
      await customer.evaluate((title) => (document.title = title), mark);
      await stand.untilStatus(({ title }) => title === mark);
      await customer.evaluate((title) => (document.title = title), before);
    },
    async spot(x, y) {
      const box = await viewer().evaluate(() => {
        const { left, top, width } = document.querySelector("#stage")!.getBoundingClientRect();
        return { left, top, scale: width / (document.querySelector("#stage") as HTMLElement).offsetWidth };
      });
      return { x: box.left + x * box.scale, y: box.top + y * box.scale };
    },
    async close() {
      await Promise.all(contexts.map((context) => context.close()));
      for (const { server } of [site, desk, stranger]) {
        server.closeAllConnections();
        server.close();
      }
    },
  };
  return stand;
}
