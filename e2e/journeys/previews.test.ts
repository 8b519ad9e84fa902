/** Who is asked, and who makes the rules, can see for themselves what an agent sees of a page (VIS-05). */
import AxeBuilder from "@axe-core/playwright";
import type { Page } from "playwright-core";
import { expect, test } from "vitest";
import { onStage, openScene } from "./scene.ts";
import { AgentAt } from "./agent.ts";

/** The picture in a viewer document, whether it is a frame or a window of its own. */
const pictureIn = (viewer: Pick<Page, "frameLocator">) => viewer.frameLocator("#pictures iframe:not(.next)");

async function hasNoFindings(page: Page, within: string): Promise<void> {
  // What stands in frames is the customer's page or the widget's look, seen to elsewhere; a frame of nobody's origin answers no question.
  const { violations } = await new AxeBuilder({ page }).include(within).exclude("iframe").analyze();
  expect(violations.map(({ id, nodes }) => `${id} ${nodes.map(({ html }) => html.slice(0, 100)).join(" ")}`)).toEqual(
    [],
  );
}

test("[VIS-05] before saying yes, and while it is seen, the customer can look at just what the agent sees; nothing of it is sent", () =>
  onStage(
    async (stage) => {
      const { customer, customerPerson, aino } = await openScene(stage);
      const { page } = customer;
      for (const each of [page, aino.page]) each.setDefaultTimeout(20_000);
      await page.goto(stage.rinnalla.links.shop);
      const wire: Buffer[] = [];
      page.on("websocket", (socket) => socket.on("framesent", ({ payload }) => wire.push(Buffer.from(payload))));
      await page.reload();
      // The shop's policy lets nobody write HTML.
      await page.evaluate(() => {
        for (const [name, value] of [
          ["Salary", "4321euro"],
          ["Town", "Turku"],
        ]) {
          const label = document.createElement("label");
          const field = Object.assign(document.createElement("input"), { className: "open", value });
          label.append(`${name} `, field);
          document.querySelector("main, body")!.prepend(label);
        }
      });
      await customer.enterPin(await aino.createSession("Co-browse"));
      const card = page.getByRole("alertdialog", { name: /see this page\?/ });
      const look = card.getByRole("button", { name: "Show what Aino would see" });
      await look.waitFor();
      await hasNoFindings(page, "rinnalla-widget");
      await customerPerson.screenshot("own-look-asked");
      const [shown] = await Promise.all([customerPerson.context.waitForEvent("page"), look.click()]);
      const picture = pictureIn(shown);
      await picture.getByRole("heading", { name: "Coffee from the edge of the forest" }).waitFor();
      await shown.getByText("This is what Aino sees of your page").waitFor();
      expect(await picture.getByLabel("Town").inputValue()).toBe("Turku");
      expect(await picture.getByLabel("Salary").inputValue()).toBe("▪".repeat(8));
      // It lives, and only here.
      await page.evaluate(() => document.querySelector("h1")!.append(" – changed"));
      await picture.getByRole("heading", { name: "– changed" }).waitFor();
      await customerPerson.screenshot("own-look-shown", shown);
      expect(wire.some((frame) => frame.includes("changed") || frame.includes("Turku"))).toBe(false);
      expect(aino.page.frames().some((frame) => frame.url().includes("/viewer/"))).toBe(false);
      await card.getByRole("button", { name: "Close the preview" }).click();
      await expect.poll(() => shown.isClosed()).toBe(true);
      await customer.allow();
      await aino.mirror.getByRole("heading", { name: "– changed" }).waitFor();
      const bar = page.getByRole("region", { name: "Co-browse" });
      await hasNoFindings(page, "rinnalla-widget");
      const [again] = await Promise.all([
        customerPerson.context.waitForEvent("page"),
        bar.getByRole("button", { name: "Preview" }).click(),
      ]);
      await pictureIn(again).getByRole("heading", { name: "– changed" }).waitFor();
      expect(await aino.mirror.getByLabel("Salary").inputValue()).toBe("▪".repeat(8));
      // The next page is another.
      await page.getByRole("link", { name: "Cart" }).click();
      await expect.poll(() => again.isClosed()).toBe(true);
      await aino.mirror.getByRole("heading", { name: "Cart" }).waitFor();
    },
    {},
    { widget: { viewingRules: ["unmask .open", "mask label:salary, palkka*"] } },
  ));

test("[VIS-05] [ADM-01] the administrator sees a page by rules that are not saved yet, in no other console, and what they say of a field", () =>
  onStage(async (stage) => {
    const person = await stage.person({ name: "Otso" });
    const otso = new AgentAt(person.page);
    const { page } = otso;
    person.context.setDefaultTimeout(20_000);
    await otso.signIn(stage.rinnalla.links.agents.otso);
    await otso.button("Admin").click();
    await otso.button("Kahvila Kuusi").click();
    const rules = page.getByLabel("What agents see of a page");
    await rules.fill("mask h1");
    await otso.button("See a page by these rules").click();
    const address = page.getByLabel("Address of a page of the site");
    await address.fill("https://elsewhere.example/");
    await page.getByText("Not of the sites where the widget may stand.").waitFor();
    await address.fill(stage.rinnalla.links.shop);
    const [site] = await Promise.all([person.context.waitForEvent("page"), otso.button("Open the page").click()]);
    await site.getByRole("alertdialog", { name: "Show this page to Otso?" }).waitFor();
    expect(await site.evaluate(() => [location.hash, window.opener])).toEqual(["", null]);
    await hasNoFindings(site, "rinnalla-widget");
    await person.screenshot("preview-asked", site);
    const viewer = page.frameLocator("iframe[src*='/viewer/']");
    expect(await viewer.locator("#pictures iframe").count()).toBe(0);
    // The page's own script is nobody who may say yes.
    await site.evaluate(() =>
      document.querySelector("rinnalla-widget")!.shadowRoot!.querySelector<HTMLElement>(".preview .button")!.click(),
    );
    await site.getByRole("button", { name: "Show the page" }).click();
    await site.getByText("Preview: Otso sees this page as an agent would").waitFor();
    await expect.poll(() => pictureIn(viewer).locator("h1").innerText()).toMatch(/^▪/);
    await rules.fill("block .products");
    await expect.poll(() => pictureIn(viewer).locator("h1").innerText()).toMatch(/^Coffee/);
    await expect.poll(() => pictureIn(viewer).locator(".products").count()).toBe(0);
    await hasNoFindings(page, ".preview-section");
    await hasNoFindings(site, "rinnalla-widget");
    await person.screenshot("preview-shown");
    await rules.fill("pause on /shop/*");
    await page.getByText("Viewing pauses on this page").waitFor();
    await site.getByRole("button", { name: "End the preview" }).click();
    await page.getByText("The preview has ended.").waitFor();
    await site.close();
    await rules.fill("unmask input\nmask label:salary\nunmask label:email");
    await otso.button("What do they say of a field?").click();
    await page
      .getByLabel("A piece of the page’s HTML")
      .fill(
        `<label>Salary <input name=s></label><label>Town <input name=t></label><label>Password <input type=password></label><label>Note <textarea></textarea></label>`,
      );
    const verdicts = page.getByRole("list", { name: "What the rules say" }).getByRole("listitem");
    expect(await verdicts.allInnerTexts()).toEqual([
      expect.stringMatching(/^Salary \(text\)\s+Masked, and out[^]*mask label:salary\s+unmask input/),
      expect.stringMatching(/^Town \(text\)\s+Seen as it is\s+unmask input/),
      expect.stringMatching(/^Password \(password\)\s+Never seen/),
      expect.stringMatching(/^Note \(textarea\)\s+Masked, as every field is/),
    ]);
    await hasNoFindings(page, ".preview-section");
    await person.screenshot("preview-verdicts");
  }));
