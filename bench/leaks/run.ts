/**
 * How many of a page's secrets a recorder sends: ours, rrweb and OpenReplay on the same page of places (VIS-05), each with its
 * defaults and the peers at their strictest too. `--trial`: nothing is written. In CI ours alone is held to none.
 */
import { createServer, type IncomingMessage } from "node:http";
import type { AddressInfo } from "node:net";
import { fileURLToPath } from "node:url";
import { gunzipSync } from "node:zlib";
import { chromium } from "playwright-core";
import { build, type Rolldown } from "vite";
import {
  handTo,
  laterScript,
  leakPage,
  leakPath,
  leaksIn,
  pathBefore,
  places,
} from "../../packages/cobrowse/test/leak-places.ts";
import { compare, type Contender } from "../harness.ts";

declare global {
  interface Window {
    startRecorder(isStrict: boolean): void;
    keptByRecorder(): number[][];
  }
}

async function bundle(entry: string): Promise<string> {
  const result = await build({
    configFile: false,
    logLevel: "silent",
    build: {
      write: false,
      target: "es2022",
      lib: {
        entry: fileURLToPath(new URL(entry, import.meta.url)),
        formats: ["iife"],
        name: "bundle",
        fileName: "bundle",
      },
    },
  });
  const [first] = Array.isArray(result) ? result : [result];
  return (first as Rolldown.RolldownOutput).output[0].code;
}

async function bodyOf(request: IncomingMessage): Promise<Buffer> {
  const parts: Buffer[] = [];
  for await (const part of request) parts.push(part as Buffer);
  const body = Buffer.concat(parts);
  return body[0] === 0x1f && body[1] === 0x8b ? gunzipSync(body) : body;
}

const recorders = { rinnalla: "", rrweb: "", openreplay: "" };
let script = "";
/** What came in at `/ingest`: bodies and addresses. */
let ingested: Buffer[] = [];

const server = createServer((request, response) => {
  const { pathname } = new URL(request.url!, "http://site");
  const answer = (type: string, body: string): void =>
    void response.writeHead(200, { "content-type": `${type}; charset=utf-8` }).end(body);
  if (pathname.startsWith("/ingest")) {
    void bodyOf(request).then((body) => {
      ingested.push(body, Buffer.from(request.url!));
      const started = { token: "t.a.b", userUUID: "u", projectID: "1", sessionID: "1", delay: 0, beaconSizeLimit: 1e6 };
      answer(
        "application/json",
        JSON.stringify(pathname.endsWith("/start") ? started : pathname.endsWith("/i") ? {} : []),
      );
    });
  } else if (pathname === "/leaks") answer("text/html", leakPage(`<script src="/recorder.js"></script>`));
  else if (pathname === "/before") answer("text/html", `<a href="${leakPath}">on</a>`);
  else if (pathname === "/recorder.js") answer("text/javascript", script);
  else if (pathname.endsWith(".svg"))
    answer("image/svg+xml", `<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9"/>`);
  else if (pathname.endsWith(".css")) answer("text/css", "p { color: #111 }");
  else answer("text/html", "<p>frame</p>");
});
await new Promise<void>((done) => server.listen(0, "127.0.0.1", done));
const origin = `http://localhost:${(server.address() as AddressInfo).port}`;
const browser = await chromium.launch({
  executablePath: "/usr/bin/chromium",
  args: ["--no-sandbox", "--disable-quic", "--no-first-run", "--disable-background-networking", "--disable-sync"],
});

const leaksOf: Record<string, readonly string[]> = {};

function contender(name: string, recorder: keyof typeof recorders, isStrict = false): Contender {
  return {
    name,
    async run() {
      script = recorders[recorder];
      ingested = [];
      const page = await browser.newPage();
      // Nothing is packed, so that the secrets can be looked for.
      await page.addInitScript(() => Reflect.deleteProperty(window, "CompressionStream"));
      await page.goto(origin + pathBefore);
      await page.click("a");
      await page.waitForURL("**/leaks**");
      await page.waitForLoadState("load");
      await page.evaluate((strict) => window.startRecorder(strict), isStrict);
      await page.waitForTimeout(1500);
      await handTo(page);
      await page.evaluate(laterScript);
      await page.waitForTimeout(1500);
      const kept = await page.evaluate(() => window.keptByRecorder());
      // OpenReplay sends the rest when the page is left.
      await page.goto(`${origin}/after`);
      await page.waitForTimeout(1500);
      await page.close();
      const sent = Buffer.concat([...kept.map((each) => Buffer.from(each)), ...ingested]);
      if (!sent.includes("shown text") && !isStrict) throw new Error(`${name} recorded nothing`);
      leaksOf[name] = leaksIn(sent);
      return { leaks: leaksOf[name].length, sentBytes: sent.length };
    },
  };
}

for (const [name, entry] of [
  ["rinnalla", "./entry-ours.ts"],
  ["rrweb", "./entry-rrweb.ts"],
  ["openreplay", "./entry-openreplay.ts"],
] as const)
  recorders[name] = await bundle(entry);

await compare({
  name: "leaks",
  about: `Secrets that leave a page with ${places.length} of them in as many places, by recorder`,
  rounds: 1,
  isTrial: process.argv.includes("--trial"),
  settings: { places: places.map(({ name }) => name), leaksOf },
  contenders: [
    contender("Rinnalla", "rinnalla"),
    contender("rrweb 2.2", "rrweb"),
    contender("rrweb 2.2, strictest", "rrweb", true),
    contender("OpenReplay 19", "openreplay"),
    contender("OpenReplay 19, private mode", "openreplay", true),
  ],
});
const rows = Object.entries(Object.groupBy(places, ({ group }) => group)).map(([group, inside]) => [
  `${group} (${inside!.length})`,
  ...Object.values(leaksOf).map((leaks) => inside!.filter(({ name }) => leaks.includes(name)).length),
]);
console.log(`
| | ${Object.keys(leaksOf).join(" | ")} |
|---${"|---".repeat(Object.keys(leaksOf).length)}|`);
for (const row of rows) console.log(`| ${row.join(" | ")} |`);
await browser.close();
server.close();
