/**
 * The supervisor's live view with 200 agents and 1,000 conversations on the real server, 50 changes a second: from each update to its picture,
 * frames while scrolling, what a key waits while one types, and the longest tasks (SUP-01). Options: `--rounds=3`, `--trial`.
 */
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { Connection } from "@rinnalla/client";
import {
  newId,
  type AgentConfig,
  type AgentId,
  type ClientId,
  type ConversationId,
  type WidgetId,
} from "@rinnalla/protocol";
import { WebSocket } from "ws";
import { VisitorTokens } from "../../apps/server/src/auth/visitor-tokens.ts";
import { Line } from "../../apps/server/src/testing/line.ts";
import { launchBrowser, startRinnalla, type Rinnalla } from "../../e2e/harness/index.ts";
import { compare, quantile, type Figures } from "../harness.ts";

const agentCount = 200;
/** More in a minute the server would take for guessing at links. */
const signedInCount = 50;
const conversationCount = 1_000;
const changesPerSecond = 50;
const seconds = 10;
const option = (name: string): string | undefined =>
  process.argv.find((each) => each.startsWith(`--${name}`))?.split("=")[1];

const people: readonly AgentConfig[] = [
  { id: "a_otso" as AgentId, name: "Otso", email: "otso@bench.invalid", role: "administrator", limit: 100 },
  { id: "a_saga" as AgentId, name: "Saga", email: "saga@bench.invalid", role: "supervisor", limit: 100 },
  ...Array.from({ length: agentCount }, (_, n): AgentConfig => ({
    id: `a_${n}` as AgentId,
    name: `Agent ${n}`,
    email: `agent${n}@bench.invalid`,
    role: "agent",
    limit: 1_000,
  })),
];

/** What the page writes down of itself. */
interface Seen {
  longTasksMs: number[];
  /** From a frame of the desk to the picture that shows it. */
  updatesMs: number[];
  framesMs: number[];
  /** From the key to the end of all that it set off. */
  keysMs: number[];
}

const nothing = (): Seen => ({ longTasksMs: [], updatesMs: [], framesMs: [], keysMs: [] });

function watchPage(): void {
  const seen: Seen = { longTasksMs: [], updatesMs: [], framesMs: [], keysMs: [] };
  (globalThis as unknown as { seen: Seen }).seen = seen;
  new PerformanceObserver((list) => {
    for (const { duration } of list.getEntries()) seen.longTasksMs.push(duration);
  }).observe({ type: "longtask", buffered: true });
  const afterTask = (then: () => void): void => {
    const { port1, port2 } = new MessageChannel();
    port1.onmessage = then;
    port2.postMessage(null);
  };
  // Whatever way the page listens, this listener comes first.
  const Plain = globalThis.WebSocket;
  globalThis.WebSocket = class extends Plain {
    constructor(url: string | URL, protocols?: string | string[]) {
      super(url, protocols);
      this.addEventListener("message", ({ data }: MessageEvent) => {
        if (typeof data !== "string" || !data.includes('"t":"desk"')) return;
        const begun = performance.now();
        requestAnimationFrame(() => afterTask(() => seen.updatesMs.push(performance.now() - begun)));
      });
    }
  };
  // The letter comes in a task of its own after its key.
  let keyAt = 0;
  addEventListener("keydown", ({ timeStamp }) => void (keyAt = timeStamp), true);
  addEventListener("input", () => afterTask(() => seen.keysMs.push(performance.now() - keyAt)), true);
}

async function signIn(rinnalla: Rinnalla, link: string): Promise<Line> {
  const answer = await fetch(link, { redirect: "manual" });
  const cookie = answer.headers
    .getSetCookie()
    .map((one) => one.split(";")[0])
    .join("; ");
  const ticket = await fetch(`${rinnalla.url}/api/staff/ticket`, {
    method: "POST",
    headers: { cookie, origin: rinnalla.url },
  });
  const line = new Line(rinnalla.url.replace(/^http/, "ws") + "/ws", rinnalla.url);
  await line.opened();
  line.hello("staff", ((await ticket.json()) as { ticket: string }).ticket);
  await line.told("welcome");
  return line;
}

async function openCustomers(rinnalla: Rinnalla): Promise<readonly ConversationId[]> {
  const tokens = new VisitorTokens(readFileSync(join(rinnalla.dataFolder, "visitors.secret"), "utf8").trim());
  const { origin } = new URL(rinnalla.links.shop);
  class FromShop extends WebSocket {
    constructor(url: string | URL) {
      super(url, { origin });
    }
  }
  const ids: ConversationId[] = [];
  for (let n = 0; n < conversationCount; n++) {
    const { token } = await tokens.issue("w_demo" as WidgetId, null);
    const connection = new Connection({
      url: `${origin.replace(/^http/, "ws")}/ws`,
      realm: "visitor",
      token: () => Promise.resolve(token),
      clientId: newId<ClientId>(),
      locale: "en",
      WebSocket: FromShop as unknown as typeof globalThis.WebSocket,
    });
    const id = newId<ConversationId>();
    const result = await connection.command(id, {
      type: "openConversation",
      locale: "en",
      customerName: `Customer ${n}`,
      page: null,
    });
    if (!result.ok) throw new Error(result.code);
    ids.push(id);
  }
  return ids;
}

async function round(): Promise<Figures> {
  const agents = people.slice(2).map(({ id }) => id);
  const rinnalla = await startRinnalla({
    demo: {
      agents: people,
      queue: { agentIds: agents },
      workstream: { distribution: "pick", units: 10, offerMs: 600_000 },
    },
  });
  const browser = await launchBrowser();
  try {
    const links = rinnalla.links.agents as Readonly<Record<string, string>>;
    const desk = await signIn(rinnalla, links["saga"]!);
    for (const { name } of people.slice(2, 2 + signedInCount)) await signIn(rinnalla, links[name.toLowerCase()]!);
    const ids = await openCustomers(rinnalla);
    const assign = (n: number): Promise<unknown> =>
      desk.ask(ids[n % ids.length]!, {
        type: "assignConversation",
        agentId: agents[Math.floor(Math.random() * agents.length)]!,
      });
    for (let n = 0; n < conversationCount * 0.7; n++) await assign(n);

    const context = await browser.newContext({ viewport: { width: 1280, height: 800 } });
    await context.addInitScript(watchPage);
    const page = await context.newPage();
    await page.goto(links["otso"]!);
    await page.goto(`${rinnalla.url}/console/#/live`);
    const begun = performance.now();
    await page.reload();
    await page
      .getByRole("row", { name: /^Customer/ })
      .first()
      .waitFor();
    const inUseMs = performance.now() - begun;
    const opened = await page.evaluate(() =>
      Math.max(0, ...(globalThis as unknown as { seen: Seen }).seen.longTasksMs),
    );
    const reset = (): Promise<void> =>
      page.evaluate((empty) => void Object.assign((globalThis as unknown as { seen: Seen }).seen, empty), nothing());
    await reset();

    let next = 0;
    const changing = setInterval(() => void assign((next += 7)), 1_000 / changesPerSecond);
    await page.waitForTimeout(seconds * 1_000);
    const still = await page.evaluate(() => (globalThis as unknown as { seen: Seen }).seen);
    await reset();
    await page.evaluate(() => {
      const { framesMs } = (globalThis as unknown as { seen: Seen }).seen;
      let last = performance.now();
      const frame = (now: number): void => {
        framesMs.push(now - last);
        last = now;
        requestAnimationFrame(frame);
      };
      requestAnimationFrame(frame);
    });
    await page.locator(".live-table").hover();
    for (let wheel = 0; wheel < seconds * 20; wheel++) {
      await page.mouse.wheel(0, wheel % 100 < 50 ? 240 : -240);
      await page.waitForTimeout(50);
    }
    const scrolled = await page.evaluate(() => (globalThis as unknown as { seen: Seen }).seen);
    await reset();
    await page.getByRole("searchbox").focus();
    for (let n = 0; n < 4; n++) {
      for (const key of "Customer 1") await page.keyboard.press(key === " " ? "Space" : key, { delay: 40 });
      for (let n = 0; n < 10; n++) await page.keyboard.press("Backspace", { delay: 40 });
    }
    const typed = await page.evaluate(() => (globalThis as unknown as { seen: Seen }).seen);
    clearInterval(changing);
    const rows = await page.locator(".live-row").count();
    const frames = scrolled.framesMs.slice(2);
    const sum = frames.reduce((total, ms) => total + ms, 0);
    return {
      inUseMs,
      longestTaskOpeningMs: opened,
      updates: still.updatesMs.length,
      updateP50Ms: quantile(still.updatesMs, 0.5),
      updateP95Ms: quantile(still.updatesMs, 0.95),
      updatesScrolling: scrolled.updatesMs.length,
      longestTaskMs: Math.max(0, ...still.longTasksMs),
      longestTaskScrollingMs: Math.max(0, ...scrolled.longTasksMs),
      framesPerSecond: (1_000 * frames.length) / sum,
      frameP50Ms: quantile(frames, 0.5),
      frameP95Ms: quantile(frames, 0.95),
      framesOver34MsPercent: (100 * frames.filter((ms) => ms > 34).length) / frames.length,
      keys: typed.keysMs.length,
      keyP50Ms: quantile(typed.keysMs, 0.5),
      keyP99Ms: quantile(typed.keysMs, 0.99),
      longestTaskTypingMs: Math.max(0, ...typed.longTasksMs),
      rowsInDocument: rows,
    };
  } finally {
    await browser.close();
    await rinnalla.close();
  }
}

await compare({
  name: "live-view",
  about: `The live view: ${agentCount} agents, ${conversationCount} conversations, ${changesPerSecond} changes a second`,
  rounds: Number(option("rounds") ?? 3),
  isTrial: option("trial") !== undefined || process.argv.includes("--trial"),
  contenders: [{ name: "Rinnalla", run: round }],
});
process.exit(0);
