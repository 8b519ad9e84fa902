/** rrweb between a customer's page and a console, with the doors of our own stand. */
import type { Browser } from "playwright-core";
import type { Mirror } from "../../packages/cobrowse/test/fidelity/feature-count.ts";
import { bundle, listen, type StandOptions } from "../../packages/cobrowse/test/stand.ts";

export interface PeerMirror extends Mirror {
  close(): Promise<void>;
}

export async function createRrwebMirror(browser: Browser, options: StandOptions): Promise<PeerMirror> {
  const here = new URL(".", import.meta.url).href;
  const [recorder, replayer] = await Promise.all([
    bundle(`${here}entry-rrweb-customer.ts`),
    bundle(`${here}entry-rrweb-console.ts`),
  ]);
  const site = await listen((request) => {
    const path = new URL(request.url!, "http://site").pathname;
    if (path === "/capture.js") return { type: "text/javascript", body: recorder };
    const page = options.pages[path];
    // Fonts and style sheets may be fetched by anybody here: rrweb's replayer stands on another origin.
    const headers = { "access-control-allow-origin": "*" };
    if (page === undefined) {
      const answer = options.asset?.(path, "") ?? null;
      return answer && { ...answer, headers };
    }
    const type = path.endsWith(".css")
      ? "text/css"
      : path.endsWith(".svg")
        ? "image/svg+xml"
        : "text/html; charset=utf-8";
    return { type, headers, body: page.replace("<!--capture-->", `<script src="/capture.js"></script>`) };
  });
  const desk = await listen((request) =>
    request.url === "/replayer.js"
      ? { type: "text/javascript", body: replayer }
      : {
          type: "text/html",
          body: `<!doctype html><style>body{margin:0;overflow:hidden}iframe{border:0}.replayer-mouse{display:none}</style><body><script src="/replayer.js"></script>`,
        },
  );
  const contexts = await Promise.all(
    (["customer", "console"] as const).map((side) =>
      browser.newContext({
        ...(options.size ? { viewport: options.size } : {}),
        colorScheme: side === "customer" && options.isDark ? "dark" : "light",
      }),
    ),
  );
  const [customer, agent] = await Promise.all(contexts.map((context) => context.newPage()));
  let work: Promise<unknown> = Promise.resolve();
  await customer!.exposeFunction("toPeer", (event: string) => {
    work = work.then(() => agent!.evaluate((each) => window.takeEvents([each]), event)).catch(() => {});
  });
  await agent!.goto(`http://localhost:${desk.port}/`);

  return {
    customer: customer!,
    console: agent!,
    async open(path) {
      await work;
      await agent!.evaluate(() => window.beginPeer());
      await customer!.goto(`http://127.0.0.1:${site.port}${path}`);
    },
    // It records from the beginning.
    look: () => new Promise((done) => setTimeout(done, 500)),
    async settle() {
      await customer!.evaluate(() => new Promise((done) => setTimeout(done, 300)));
      await work;
      await agent!.evaluate(() => new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done))));
    },
    async picture() {
      const frame = await agent!.waitForSelector("iframe", { state: "attached" });
      return (await frame.contentFrame())!;
    },
    async close() {
      await Promise.all(contexts.map((context) => context.close()));
      for (const { server } of [site, desk]) {
        server.closeAllConnections();
        server.close();
      }
    },
  };
}
