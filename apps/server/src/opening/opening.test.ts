/** Form, hours and messages left while closed, over real sockets (CHAT-04). */
import { newId, type ConversationId, type HoursConfig, type HoursId } from "@rinnalla/protocol";
import { afterEach, describe, expect, test } from "vitest";
import type { Line } from "../testing/line.ts";
import { aino, startTestServer, ville, type TestServer } from "../testing/test-server.ts";
import type { DemoOverrides } from "../demo/demo-settings.ts";

let server: TestServer | null = null;
afterEach(async () => {
  await server?.close();
  server = null;
});
const start = async (demo: DemoOverrides): Promise<TestServer> => (server = await startTestServer({ demo }));

const always = [{ from: 0, to: 1_440 }];
const hours = (isOpen: boolean): HoursConfig => ({
  id: "h_demo" as HoursId,
  name: "Arkisin",
  timeZone: "Europe/Helsinki",
  week: Array.from({ length: 7 }, () => (isOpen ? always : [])),
  holidays: [],
});
const closed: DemoOverrides = {
  hours: [hours(false)],
  queue: { hoursId: "h_demo" as HoursId },
  widget: { offlineMessage: { name: "optional", email: "required" } },
};
const open = { type: "openConversation", locale: "en", customerName: "Kaisa", page: null } as const;
const leave = {
  type: "leaveMessage",
  locale: "en",
  customerName: "Kaisa",
  email: "kaisa@example.org",
  text: "My card 4111 1111 1111 1111 was charged twice",
  page: null,
} as const;

async function leaveOne(customer: Line): Promise<ConversationId> {
  const id = newId<ConversationId>();
  expect(await customer.ask(id, leave)).toMatchObject({ ok: true });
  return id;
}

describe("the form", () => {
  test("[CHAT-04] answers are checked by the server as well, masked before they are stored, and shown to the agent", async () => {
    const form = [
      { id: "n", kind: "text", labels: { en: "Name", fi: "Nimi", sv: "Namn" }, isRequired: true, holds: "name" },
      { id: "q", kind: "longText", labels: { en: "Question", fi: "Kysymys", sv: "Fråga" }, isRequired: true },
    ] as const;
    const { customer, agent } = await people(await start({ widget: { form } }));
    const id = newId<ConversationId>();
    expect(await customer.ask(id, open)).toEqual({ ok: false, code: "formIncomplete" });
    const answers = [
      { fieldId: "n", text: "Maija" },
      { fieldId: "q", text: "Card 4111 1111 1111 1111" },
    ];
    expect(await customer.ask(id, { ...open, answers })).toMatchObject({ ok: true });
    agent.say({ t: "follow", conversationId: id, after: 0 });
    const opened = await agent.happened(id, "conversationOpened");
    expect(opened.event.customerName).toBe("Maija");
    expect(opened.event.answers?.map(({ value }) => value)).toEqual(["Maija", "Card **** **** **** ****"]);
  });
});

describe("opening hours", () => {
  test("[CHAT-04] a page is told whether it is open, and nothing is opened while closed", async () => {
    const { customer } = await people(await start(closed));
    const { me } = await customer.told("welcome");
    expect(me).toMatchObject({ availability: { isOpen: false, changesAt: null } });
    expect(await customer.ask(newId<ConversationId>(), open)).toEqual({ ok: false, code: "closed" });
  });

  test("[CHAT-04] a page hears of it when the administrator opens, and when the clock does", async () => {
    // A clock that is just short of nine o'clock in the morning.
    const aheadMs = Math.ceil(Date.now() / 86_400_000) * 86_400_000 + 9 * 3_600_000 - 1_500 - Date.now();
    const on = (server = await startTestServer({ demo: closed, now: () => Date.now() + aheadMs }));
    const customer = await on.customer();
    const nineToFive = Array.from({ length: 7 }, () => [{ from: 540, to: 1_020 }]);
    expect(await putHours(on, { ...hours(false), timeZone: "UTC", week: nineToFive })).toBe(200);
    // The editor's word first, then the clock's.
    const first = await customer.told("availability");
    expect(first.availability.isOpen).toBe(false);
    await customer.told("availability", ({ availability }) => availability.isOpen);
    expect(await customer.ask(newId<ConversationId>(), open)).toMatchObject({ ok: true });
  });
});

describe("a message left while closed", () => {
  test("[CHAT-04] it reaches the agents of the queue, masked, is taken by one and closed, and outlives a restart", async () => {
    let on = await start(closed);
    const { customer, agent } = await people(on);
    const id = await leaveOne(customer);
    const shown = await agent.told("desk", (desk) => desk.callBacks?.some((one) => one.conversationId === id) ?? false);
    expect(shown.callBacks?.[0]).toMatchObject({
      customerName: "Kaisa",
      note: "My card **** **** **** **** was charged twice",
      message: { email: "kaisa@example.org" },
    });
    // Nobody waits, and nobody is offered anything.
    expect(shown.conversations).toEqual([]);
    on = server = await on.restart();
    const other = await on.agent(ville);
    const whole = await other.told("desk", (desk) => desk.isWhole);
    expect(whole.callBacks?.map(({ conversationId }) => conversationId)).toEqual([id]);
    expect(await other.ask(id, { type: "takeCallBack" })).toMatchObject({ ok: true });
    other.say({ t: "follow", conversationId: id, after: 0 });
    await other.happened(id, "messageLeft");
    expect(await other.ask(id, { type: "closeCallBack", outcome: "done" })).toMatchObject({ ok: true });
    await other.told("desk", (desk) => desk.callBacksGone?.includes(id) ?? false);
  });

  test("[CHAT-04] one visitor cannot fill the list", async () => {
    const { customer } = await people(await start(closed));
    const codes: string[] = [];
    for (let n = 0; n < 5; n += 1) {
      const result = await customer.ask(newId<ConversationId>(), leave);
      codes.push(result.ok ? "ok" : result.code);
    }
    expect(codes).toEqual(["ok", "ok", "ok", "tooMany", "tooMany"]);
  });
});

async function people(on: TestServer): Promise<{ customer: Line; agent: Line }> {
  return { customer: await on.customer(), agent: await on.agent(aino) };
}

async function putHours(on: TestServer, value: HoursConfig): Promise<number> {
  const cookie = await on.cookie("a_otso" as never);
  const answer = await on.fetch(`/api/admin/configuration/hours/${value.id}`, {
    method: "PUT",
    headers: { cookie, origin: on.consoleOrigin, "content-type": "application/json" },
    body: JSON.stringify({ value, before: hours(false) }),
  });
  return answer.status;
}
