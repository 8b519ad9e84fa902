import type { MessageToProvider, ProviderEvent, ProviderSession } from "@rinnalla/protocol";
import { expect, test } from "vitest";
import { connectProvider, messageOf } from "./provider-link.ts";

const origin = "https://agent.surfer.example";
const session = { token: "t1" } as ProviderSession;
const connected = { id: "e1", type: "connected" } as ProviderEvent;

/** A window of a page, as a message's source: it keeps what is said to it, and to which origin. */
function page() {
  const heard: (MessageToProvider & { to: string })[] = [];
  const postMessage = (message: MessageToProvider, to: string) => void heard.push({ ...message, to });
  return { heard, window: { postMessage } as unknown as Window };
}

function linked() {
  const frame = page();
  const asked: string[] = [];
  const host = new EventTarget();
  const link = connectProvider({
    origin,
    host,
    frame: () => frame.window,
    session: async () => {
      asked.push("session");
      return session;
    },
    report: async (token, event) => {
      asked.push(`${token} ${event.type}`);
      return token === "t1" ? { ok: true } : { ok: false, code: "notSignedIn" };
    },
  });
  const say = async (data: unknown, by: { origin?: string; source?: unknown } = {}): Promise<void> => {
    const event = Object.assign(new Event("message"), { data, origin, source: frame.window, ...by });
    host.dispatchEvent(event);
    await new Promise((resolve) => setImmediate(resolve));
  };
  return { frame, asked, link, say };
}

test("[VIS-10] a page that is ready gets its session, at its own origin alone", async () => {
  const { frame, say } = linked();
  await say({ rinnalla: 1, type: "ready" });
  expect(frame.heard).toEqual([{ rinnalla: 1, type: "session", session, to: origin }]);
});

test("[VIS-10] what it tells is passed on with the token it shows, and answered", async () => {
  const { frame, asked, say } = linked();
  await say({ rinnalla: 1, type: "event", token: "t1", event: connected });
  await say({ rinnalla: 1, type: "event", token: "forged", event: connected });
  expect(asked).toEqual(["t1 connected", "forged connected"]);
  expect(frame.heard).toEqual([
    { rinnalla: 1, type: "answer", id: "e1", ok: true, to: origin },
    { rinnalla: 1, type: "answer", id: "e1", ok: false, code: "notSignedIn", to: origin },
  ]);
});

test("[VIS-10] other origins and other windows are not heard", async () => {
  const { frame, asked, say } = linked();
  const stranger = page();
  const message = { rinnalla: 1, type: "event", token: "t1", event: connected };
  for (const by of [
    { origin: "https://evil.example" },
    { origin: "http://agent.surfer.example" },
    { origin: "https://agent.surfer.example.evil.example" },
    { origin: "null" },
    { source: stranger.window },
    { source: null },
  ]) {
    await say(message, by);
    await say({ rinnalla: 1, type: "ready" }, by);
  }
  expect([asked, frame.heard, stranger.heard]).toEqual([[], [], []]);
});

test("[VIS-10] after the end, and after it was closed", async () => {
  const { frame, asked, link, say } = linked();
  link.ended();
  expect(frame.heard).toEqual([{ rinnalla: 1, type: "ended", to: origin }]);
  link.close();
  await say({ rinnalla: 1, type: "ready" });
  expect(asked).toEqual([]);
});

const strange: readonly unknown[] = [
  null,
  "ready",
  [],
  { type: "ready" },
  { rinnalla: 2, type: "ready" },
  { rinnalla: 1, type: "event" },
  { rinnalla: 1, type: "event", token: 1, event: connected },
  { rinnalla: 1, type: "event", token: "t", event: [] },
  { rinnalla: 1, type: "event", token: "t", event: { type: "connected" } },
  { rinnalla: 1, type: "session", session },
];

test.each(strange)("[VIS-10] %o is no message of the contract", (data) => {
  expect(messageOf(data)).toBeNull();
});
