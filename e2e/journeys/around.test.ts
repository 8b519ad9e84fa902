/**
 * Around the conversation (CHAT-04): from the form over the queue to the survey and the letter; and, while closed, a message that an agent
 * takes and answers. In English, with looks at the Finnish.
 */
import AxeBuilder from "@axe-core/playwright";
import type { HoursId } from "../../packages/protocol/src/index.ts";
import type { DemoOverrides } from "../../apps/server/src/demo/demo-settings.ts";
import { openMailBox, partOf } from "../../apps/server/src/testing/mail-box.ts";
import type { Page } from "playwright-core";
import { expect, test } from "vitest";
import { AgentAt } from "./agent.ts";
import { CustomerAt } from "./customer.ts";
import { onStage } from "./scene.ts";
import { waitUntil } from "../harness/wait-until.ts";

const words = (en: string, fi: string, sv: string) => ({ en, fi, sv });
const form = [
  { id: "name", kind: "text", labels: words("Your name", "Nimesi", "Ditt namn"), isRequired: true, holds: "name" },
  {
    id: "topic",
    kind: "options",
    labels: words("What is it about?", "Mistä on kyse?", "Vad gäller det?"),
    isRequired: true,
    options: [
      { id: "order", labels: words("An order", "Tilaus", "En beställning") },
      { id: "return", labels: words("A return", "Palautus", "En retur") },
    ],
  },
  { id: "more", kind: "longText", labels: words("Order number", "Tilausnumero", "Ordernummer"), isRequired: false },
  {
    id: "terms",
    kind: "consent",
    labels: words("I agree to the terms", "Hyväksyn ehdot", "Jag godkänner villkoren"),
    isRequired: true,
  },
] as const;

async function isAccessible(page: Page, where: string): Promise<void> {
  const { violations } = await new AxeBuilder({ page })
    .withTags(["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"])
    .include("rinnalla-widget")
    .analyze();
  expect(violations.map(({ id, nodes }) => `${where}: ${id} ${nodes.map(({ html }) => html).join(" ")}`)).toEqual([]);
}

test(
  "[CHAT-04] form, place in the queue, conversation, survey and transcript by e-mail",
  { timeout: 120_000 },
  async () => {
    const box = await openMailBox();
    const env = { RINNALLA_SMTP_URL: box.url, RINNALLA_MAIL_FROM: "Kahvila Kuusi <chat@kuusi.example>" };
    const demo: DemoOverrides = {
      workstream: { distribution: "pick" },
      widget: { form, survey: { isOn: true, question: words("Did it help?", "Oliko apua?", "Hjälpte det?") } },
    };
    try {
      await onStage(
        async (stage) => {
          const { links } = stage.rinnalla;
          const other = new CustomerAt((await stage.person({ name: "first" })).page);
          const customer = new CustomerAt((await stage.person({ name: "customer" })).page);
          const { page } = customer;
          for (const one of [other, customer]) {
            await one.page.goto(links.shop);
            await one.button("Open chat").click();
          }
          await other.page.getByLabel("Your name").fill("Ensi");
          await other.page.getByLabel("What is it about?").selectOption("An order");
          await other.page.getByLabel("I agree to the terms").check();
          await other.page.getByLabel("Your message").fill("First");
          await other.button("Start the conversation").click();
          await other.page.getByText("You are next.").waitFor();

          // What is missing is said, and nothing begins.
          await page.getByLabel("Your message").fill("Where is my parcel?");
          await customer.button("Start the conversation").click();
          await page.getByText("The conversation begins only with this.").waitFor();
          expect(await page.getByText("This is needed.").count()).toBe(2);
          await isAccessible(page, "form");
          await page.emulateMedia({ colorScheme: "dark" });
          await isAccessible(page, "form, dark");
          await page.emulateMedia({ colorScheme: "light" });
          await page.getByLabel("Your name").fill("Maija");
          await page.getByLabel("What is it about?").selectOption("A return");
          await page.getByLabel("Order number").fill("card 4111 1111 1111 1111");
          await page.getByLabel("I agree to the terms").check();
          // A reload leaves what was typed, and no consent.
          await page.reload();
          await page.getByLabel("I agree to the terms").waitFor();
          expect(await page.getByLabel("Your name").inputValue()).toBe("Maija");
          expect(await page.getByLabel("Your message").inputValue()).toBe("Where is my parcel?");
          expect(await page.getByLabel("I agree to the terms").isChecked()).toBe(false);
          await page.getByLabel("I agree to the terms").check();
          await customer.button("Start the conversation").click();
          await page.getByText("You are number 2 in the queue.").waitFor();
          await isAccessible(page, "waiting");

          const aino = new AgentAt((await stage.person({ name: "Aino" })).page);
          await aino.signIn(links.agents.aino);
          await aino.button("Pick Ensi").click();
          await page.getByText("You are next.").waitFor();
          await aino.button("Pick Maija").click();
          await aino.page
            .getByRole("region", { name: "My conversations" })
            .getByRole("button", { name: /Maija/ })
            .click();
          await aino.sees("Where is my parcel?");
          const told = aino.page.locator("section.card", { hasText: "Told before the conversation" });
          await told.getByText("A return").waitFor();
          await told.getByText("card **** **** **** ****").waitFor();
          await told.getByText("Agreed").waitFor();
          await expect.poll(() => page.getByText("You are next.").count()).toBe(0);
          await aino.say("It is on its way.");
          await customer.sees("It is on its way.");
          await aino.panel.getByRole("button", { name: "End", exact: true }).click();

          const survey = page.getByRole("group", { name: "Did it help?" });
          await survey.getByRole("radio", { name: "5, very good" }).check();
          await isAccessible(page, "survey");
          await customer.button("Send").click();
          await page.getByText("Thank you for your answer!").waitFor();
          await customer.button("Send by e-mail").click();
          const letter = page.getByRole("form", { name: "Send by e-mail" });
          await letter.getByRole("textbox").fill("maija");
          await letter.getByRole("button", { name: "Send" }).click();
          await letter.getByText("This is not an e-mail address.").waitFor();
          await isAccessible(page, "letter");
          await letter.getByRole("textbox").fill("maija@example.org");
          await letter.getByRole("button", { name: "Send" }).click();
          await page.getByText("The conversation was sent by e-mail.").waitFor();
          const [received] = box.letters;
          expect(received?.to).toEqual(["maija@example.org"]);
          if (received) expect(partOf(received, "text/plain")).toContain("Aino: It is on its way.");
          // The agent's way to the same.
          await aino.panel.getByRole("button", { name: "Send transcript by e-mail…" }).click();
          const dialog = aino.page.getByRole("dialog");
          await dialog.getByRole("textbox", { name: "E-mail address" }).fill("agent@example.org");
          await dialog.getByRole("button", { name: "Send" }).click();
          await waitUntil("the agent's letter", 10_000, async () => box.letters.length === 2);
        },
        env,
        demo,
      );
    } finally {
      await box.close();
    }
  },
);

test("[CHAT-04] closed: when it opens next, a message left, taken by an agent and closed", { timeout: 90_000 }, () =>
  onStage(
    async (stage) => {
      const { links } = stage.rinnalla;
      const aino = new AgentAt((await stage.person({ name: "Aino" })).page);
      await aino.signIn(links.agents.aino);
      const customer = new CustomerAt((await stage.person({ name: "customer", locale: "fi-FI" })).page);
      const { page } = customer;
      await page.goto(`${links.shop}?lang=fi`);
      await customer.button("Avaa keskustelu").click();
      await page.getByText("Olemme nyt kiinni").waitFor();
      await page.getByText(/Avaamme .+\d/).waitFor();
      await page.getByRole("textbox", { name: "Viestisi" }).fill("Tilaukseni puuttuu");
      await customer.button("Jätä viesti").click();
      await page.getByText("Tämä tarvitaan.").waitFor();
      await isAccessible(page, "closed");
      await page.getByLabel("Sähköpostiosoitteesi").fill("kalle@example.org");
      await customer.button("Jätä viesti").click();
      await page.getByText("Vastaamme osoitteeseen kalle@example.org.").waitFor();

      const list = aino.page.getByRole("region", { name: "Messages left while closed" });
      await list.getByText("Tilaukseni puuttuu").waitFor();
      await list.getByRole("button", { name: "Take the message of Visitor" }).click();
      await list.getByText("kalle@example.org").waitFor();
      expect(await list.getByRole("link", { name: "Answer by e-mail: Visitor" }).getAttribute("href")).toMatch(
        /^mailto:kalle%40example\.org\?subject=/,
      );
      const { violations } = await new AxeBuilder({ page: aino.page }).disableRules(["region"]).analyze();
      expect(violations.map(({ id, nodes }) => `${id} ${nodes.map(({ html }) => html).join(" ")}`)).toEqual([]);
      await list.getByRole("button", { name: "Open the conversation of Visitor" }).click();
      await aino.sees("Tilaukseni puuttuu");
      await list.getByRole("button", { name: "Close the message of Visitor" }).click();
      await aino.page.getByRole("menuitem", { name: "Answered" }).click();
      await list.waitFor({ state: "detached" });
    },
    {},
    {
      hours: [
        {
          id: "h_demo" as HoursId,
          name: "Kerran",
          timeZone: "Europe/Helsinki",
          week: Array.from({ length: 7 }, () => []),
          holidays: [{ date: inTwoDays(), name: "Avajaiset", intervals: [{ from: 600, to: 720 }] }],
        },
      ],
      queue: { hoursId: "h_demo" as HoursId },
      widget: { offlineMessage: { name: "no", email: "required" } },
    },
  ),
);

function inTwoDays(): string {
  return new Date(Date.now() + 2 * 86_400_000).toISOString().slice(0, 10);
}
