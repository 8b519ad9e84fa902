/** Against a real SMTP server on a real socket (CHAT-04). */
import { newId, type CommandId, type MailId } from "@rinnalla/protocol";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { BadSetting } from "../settings/bad-setting.ts";
import { openMailBox, partOf, type MailBox } from "../testing/mail-box.ts";
import {
  acceptConversation,
  agentText,
  aino,
  openConversation,
  startTestServer,
  text,
  type TestServer,
} from "../testing/test-server.ts";
import { readMailSettings } from "./mail-settings.ts";
import { openPost } from "./post.ts";

describe("transcripts by e-mail", () => {
  let box: MailBox;
  let server: TestServer;
  let aheadMs = 0;
  beforeAll(async () => {
    box = await openMailBox();
    server = await startTestServer({
      now: () => Date.now() + aheadMs,
      mail: { url: box.url, sender: "Kahvila Kuusi <chat@kuusi.example>" },
    });
  });
  afterAll(async () => {
    await server.close();
    await box.close();
  });

  async function begin() {
    const customer = await server.customer();
    const agent = await server.agent(aino);
    const id = await openConversation(customer);
    await acceptConversation(agent, aino, id);
    return { customer, agent, id };
  }
  const ask = (address: string, mailId = newId<MailId>()) => ({ type: "mailTranscript", mailId, address }) as const;

  test("[CHAT-04] the letter has the conversation as text and as harmless HTML, and is sent once for one command", async () => {
    const { customer, agent, id } = await begin();
    await customer.ask(id, text('<img src=x onerror="alert(1)"> & card 4111 1111 1111 1111 ä'));
    await agent.ask(id, agentText("Hello\n.\nGoodbye"));
    await agent.ask(id, { ...agentText("secret of the house"), audience: "staff" });
    const command = ask("maija@example.org");
    const commandId = newId<CommandId>();
    expect(await customer.ask(id, command, commandId)).toMatchObject({ ok: true });
    expect(await customer.ask(id, command, commandId)).toMatchObject({ ok: true });
    expect(await customer.ask(id, command)).toMatchObject({ ok: true });
    await customer.happened(id, "transcriptMailed");
    const letters = box.letters.filter(({ to }) => to.includes("maija@example.org"));
    expect(letters).toHaveLength(1);
    const [letter] = letters;
    if (!letter) throw new Error("no letter");
    expect(letter.from).toBe("chat@kuusi.example");
    expect(letter.raw).toMatch(/^From: Kahvila Kuusi <chat@kuusi\.example>/m);
    expect(letter.raw).toMatch(/^Subject: Your conversation with Kahvila Kuusi/m);
    expect(letter.raw).toContain(`Message-ID: <${command.mailId}@kuusi.example>`);
    const plain = partOf(letter, "text/plain");
    expect(plain).toContain("Kaisa: <img src=x");
    expect(plain).toContain("**** **** **** **** ä");
    expect(plain).toMatch(/Aino: Hello\r?\n {4}\.\r?\n {4}Goodbye/);
    const html = partOf(letter, "text/html");
    expect(html).toContain("&lt;img src=x onerror=&quot;alert(1)&quot;&gt; &amp; card");
    expect(html).not.toMatch(/<(img|script|a|link|style)\b/);
    expect(plain + html).not.toContain("secret of the house");
  });

  test("[CHAT-04] a server that is busy is asked again by the timer, and the letter is not lost to a restart", async () => {
    const { customer, id } = await begin();
    box.answer = 451;
    const before = box.tries;
    await customer.ask(id, ask("later@example.org"));
    await expect.poll(() => box.tries).toBeGreaterThan(before);
    expect(customer.events(id).some(({ event }) => event.type === "transcriptMailed")).toBe(false);
    box.answer = 250;
    await customer.close();
    server = await server.restart();
    const page = await server.agent(aino);
    page.say({ t: "follow", conversationId: id, after: 0 });
    // Its timer stands for a minute after the first try.
    aheadMs = 61_000;
    await expect
      .poll(() => page.events(id).some(({ event }) => event.type === "transcriptMailed"), { timeout: 15_000 })
      .toBe(true);
    expect(box.letters.filter(({ to }) => to.includes("later@example.org"))).toHaveLength(1);
  });

  test("[CHAT-04] an address that is refused for good is not tried again", async () => {
    const { customer, id } = await begin();
    box.answer = 550;
    await customer.ask(id, ask("nobody@example.org"));
    const failed = await customer.happened(id, "transcriptMailFailed");
    expect(failed.event.because).toBe("refused");
    box.answer = 250;
  });

  test("[CHAT-04] no address may become several, or a header", async () => {
    const customer = await server.customer();
    const id = await openConversation(customer);
    for (const address of [
      "a@example.org,b@example.org",
      "a@example.org\r\nBcc: b@example.org",
      "a",
      "<a@example.org>",
    ])
      expect(await customer.ask(id, ask(address))).toEqual({ ok: false, code: "badFrame" });
  });
});

test("[CHAT-04] without a mail server nothing offers to send", async () => {
  const server = await startTestServer();
  try {
    const customer = await server.customer();
    const welcome = await customer.told("welcome");
    expect(welcome.me).not.toHaveProperty("hasMail");
    const agent = await server.agent(aino);
    const id = await openConversation(customer);
    await acceptConversation(agent, aino, id);
    const command = { type: "mailTranscript", mailId: newId<MailId>(), address: "maija@example.org" } as const;
    expect(await customer.ask(id, command)).toEqual({ ok: false, code: "mailOff" });
  } finally {
    await server.close();
  }
});

test("[CHAT-04] a mail server that is away is told as one that may take it later", async () => {
  const box = await openMailBox();
  await box.close();
  const failures: unknown[] = [];
  const post = openPost({ url: box.url, sender: "chat@kuusi.example" }, (failure) => failures.push(failure));
  const letter = { id: "m", to: "maija@example.org", subject: "s", text: "t", html: "h" };
  expect(await post.send(letter)).toBe("later");
  expect(failures).toHaveLength(1);
  post.close();
});

test.each([
  [{}, null],
  [{ RINNALLA_SMTP_URL: "smtp://u:p@mail.example:587", RINNALLA_MAIL_FROM: "chat@example.org" }, "chat@example.org"],
  [
    { RINNALLA_SMTP_URL: "smtps://mail.example", RINNALLA_MAIL_FROM: "Shop <chat@example.org>" },
    "Shop <chat@example.org>",
  ],
  [{ RINNALLA_SMTP_URL: "https://mail.example", RINNALLA_MAIL_FROM: "chat@example.org" }, BadSetting],
  [{ RINNALLA_SMTP_URL: "smtp://mail.example" }, BadSetting],
  [{ RINNALLA_SMTP_URL: "smtp://mail.example", RINNALLA_MAIL_FROM: "Shop\nBcc: x <chat@example.org>" }, BadSetting],
])("[CHAT-04] the mail settings %j", (environment, expected) => {
  if (expected === BadSetting) expect(() => readMailSettings(environment)).toThrow(BadSetting);
  else expect(readMailSettings(environment)?.sender ?? null).toBe(expected);
});
