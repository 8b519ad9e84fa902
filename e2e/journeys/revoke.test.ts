/**
 * What the customer takes back takes effect within 500 ms (VIS-04): measured where it leaves the page, where it reaches the agent, and in
 * what the page lets the agent do; also when the page is busy, the line is slow or dead, and much waits to be sent.
 */
import type { BrowserContext, Page } from "playwright-core";
import { afterAll, beforeAll, expect, test } from "vitest";
import { newId, type ConversationEvent, type RecordingId, type VisualId } from "@rinnalla/protocol";
import { TestAgent } from "../../apps/widget/src/testing/agent.ts";
import { encodeCommand } from "../../packages/cobrowse/src/stream/commands.ts";
import { unpack } from "../../packages/cobrowse/src/stream/unpack.ts";
import { openStage, type Stage } from "../harness/index.ts";
import { openSlowLine, type SlowLine } from "../harness/slow-line.ts";
import { CustomerAt } from "./customer.ts";

const promisedMs = 500;

declare global {
  interface Window {
    sentAt: number[];
    clickedAt: number;
    typedAt: number[];
    stopWork: () => void;
  }
}

let stage: Stage;
let line: SlowLine;
let context: BrowserContext;
let page: Page;
let customer: CustomerAt;
let aino: TestAgent;

/** What has come to the agent: when, and of which picture. */
let arrivedAt: number[] = [];
let epoch = 0;

beforeAll(async () => {
  stage = await openStage({ demo: { widget: { visualRecording: "allowed" } } });
  line = await openSlowLine(stage.rinnalla.port);
  context = await stage.browser.newContext({ bypassCSP: true, viewport: { width: 1000, height: 700 } });
  page = await context.newPage();
  await page.addInitScript(
    ({ from, to }) => {
      window.sentAt = [];
      window.typedAt = [];
      const { send } = WebSocket.prototype;
      WebSocket.prototype.send = function (data) {
        if (typeof data !== "string") window.sentAt.push(Date.now());
        send.call(this, data);
      };
      const Plain = WebSocket;
      window.WebSocket = class extends Plain {
        constructor(url: string | URL) {
          super(String(url).replace(from, to));
        }
      };
      // When it was pressed, not when the page found time for it.
      addEventListener("click", ({ timeStamp }) => (window.clickedAt = performance.timeOrigin + timeStamp), true);
      document.addEventListener("input", ({ target }) => {
        if ((target as Element).id === "agents") window.typedAt.push(Date.now());
      });
    },
    { from: `:${stage.rinnalla.port}/`, to: `:${line.port}/` },
  );
  aino = await TestAgent.signIn(stage.rinnalla.links.agents.aino);
  customer = new CustomerAt(page);
  await customer.startChat(stage.rinnalla.links.shop, "Hello");
  await customer.sees("Aino joined");
});
afterAll(async () => {
  aino.connection.close();
  await context.close();
  line.close();
  await stage.close();
});

/** A live session, with Aino's viewer on its channel. */
async function share(): Promise<VisualId> {
  const visualId = newId<VisualId>();
  await aino.command({ type: "inviteVisual", visualId, kind: "cobrowse", clientId: aino.clientId });
  await expect.poll(() => aino.state?.visual?.id).toBe(visualId);
  await customer.enterPin(aino.state!.visual!.pin!);
  await customer.allow();
  await expect.poll(() => aino.state?.visual?.phase).toBe("live");
  arrivedAt = [];
  aino.joinChannel(visualId, async (payload) => {
    arrivedAt.push(Date.now());
    const bytes = await unpack(Uint8Array.from(payload));
    epoch = new DataView(bytes.buffer, bytes.byteOffset).getUint32(0, true);
  });
  await expect.poll(() => arrivedAt.length).toBeGreaterThan(0);
  return visualId;
}

/** The page changes without end, and cannot be packed small; `busyMs`: each change is a long task. */
function work(busyMs: number, chars: number): Promise<void> {
  return page.evaluate(
    ({ busyMs, chars }) => {
      const holder = document.body.appendChild(document.createElement("p"));
      const turn = (): void => {
        const until = performance.now() + busyMs;
        while (performance.now() < until);
        const bytes = crypto.getRandomValues(new Uint8Array(chars));
        holder.textContent = String.fromCharCode(...bytes.map((byte) => 97 + (byte % 26)));
      };
      const timer = setInterval(turn, busyMs + 20);
      window.stopWork = () => (clearInterval(timer), holder.remove());
    },
    { busyMs, chars },
  );
}

async function endWork(): Promise<void> {
  await page.evaluate(() => window.stopWork());
}

/** Presses while the page may be in the middle of a task; resolves with the moment of the press. */
async function press(name: string): Promise<number> {
  const box = (await customer.button(name).boundingBox())!;
  await page.mouse.click(box.x + box.width / 2, box.y + box.height / 2);
  return page.evaluate(() => window.clickedAt);
}

async function comes(type: ConversationEvent["type"], of: VisualId): Promise<number> {
  const find = (): boolean =>
    aino.events.some(({ event }) => event.type === type && "visualId" in event && event.visualId === of);
  await expect.poll(find, { interval: 5, timeout: 10_000 }).toBe(true);
  return Date.now();
}

/** Waits until the promised time is over twice, then looks at what has passed since. */
async function holds(pressedAt: number): Promise<void> {
  await expect.poll(() => Date.now() - pressedAt, { interval: 50, timeout: 10_000 }).toBeGreaterThan(3 * promisedMs);
  const sentAt = await page.evaluate(() => window.sentAt);
  const late = (times: readonly number[]): number[] =>
    times.map((at) => Math.round(at - pressedAt)).filter((ms) => ms > promisedMs);
  expect(sentAt.length).toBeGreaterThan(0);
  expect(late(sentAt), "left the page").toEqual([]);
  expect(late(arrivedAt), "reached the agent").toEqual([]);
}

test("[VIS-04] pause and stop, with a page that never rests: nothing leaves it 500 ms after the click", async () => {
  const visualId = await share();
  await work(0, 60_000);
  await holds(await press("Pause"));
  await comes("visualPaused", visualId);
  const before = arrivedAt.length;
  await press("Resume");
  await expect.poll(() => arrivedAt.length).toBeGreaterThan(before + 3);
  await holds(await press("Stop"));
  await comes("visualEnded", visualId);
  await endWork();
});

test("[VIS-04] a busy page: a click that waits behind long tasks is still in time, and the agent's keys behind it come to nothing", async () => {
  const visualId = await share();
  await aino.command({ type: "askScope", visualId, scope: "control" });
  await customer.allow();
  await page.evaluate(() => {
    const field = document.body.appendChild(document.createElement("textarea"));
    field.id = "agents";
    field.focus();
  });
  const typing = setInterval(
    () => aino.sendTo(visualId, encodeCommand(epoch, { type: "text", id: 0, text: "x" }), true),
    10,
  );
  await expect.poll(() => page.evaluate(() => window.typedAt.length), { timeout: 15_000 }).toBeGreaterThan(3);
  await work(800, 2_000);
  const controlEndedAt = await press("Stop control");
  await comes("visualScopeRevoked", visualId);
  const stoppedAt = await press("Stop");
  await holds(stoppedAt);
  clearInterval(typing);
  await endWork();
  const typedAt = await page.evaluate(() => window.typedAt);
  expect(typedAt.filter((at) => at > controlEndedAt + promisedMs)).toEqual([]);
});

test("[VIS-04] a slow line with much waiting in it: what is still on its way does not reach the agent", async () => {
  const visualId = await share();
  line.setRate(40_000);
  await work(0, 60_000);
  await expect.poll(() => arrivedAt.length, { timeout: 10_000 }).toBeGreaterThan(3);
  await holds(await press("Stop"));
  line.setRate(null);
  await comes("visualEnded", visualId);
  await endWork();
});

test("[VIS-04] a dead line: pause, the end of a recording and stop reach the server over another", async () => {
  const visualId = await share();
  const recordingId = newId<RecordingId>();
  await aino.command({ type: "askVisualRecording", visualId, recordingId });
  await customer.allow();
  await expect.poll(() => aino.state?.visual?.recording?.phase).toBe("recording");
  await work(0, 10_000);
  line.die();
  const took: Record<string, number> = {};
  let pressedAt = await press("Stop recording");
  took["recording"] = (await comes("visualRecordingStopped", visualId)) - pressedAt;
  await customer.button("Stop recording").waitFor({ state: "detached" });
  line.die();
  pressedAt = await press("Pause");
  took["pause"] = (await comes("visualPaused", visualId)) - pressedAt;
  await holds(pressedAt);
  await customer.button("Resume").waitFor();
  line.die();
  pressedAt = await press("Stop");
  took["stop"] = (await comes("visualEnded", visualId)) - pressedAt;
  await endWork();
  console.log("over another line, ms:", JSON.stringify(took));
});
