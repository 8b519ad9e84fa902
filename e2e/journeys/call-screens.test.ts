/** The screens of a call on both sides: what they offer, by keyboard, and clean for assistive technology in light and dark. */
import AxeBuilder from "@axe-core/playwright";
import type { Page } from "playwright-core";
import { expect, test } from "vitest";
import { waitForPicture, waitForSound, type Person } from "../harness/index.ts";
import { onStage, openScene } from "./scene.ts";

const rules = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"];

/** `screen`: what it shows, for the pictures in e2e/report. */
async function isClean(screen: string, ...people: readonly Person[]): Promise<void> {
  for (const person of people) {
    // Colours are the same ones on each screen; both schemes where most of them show.
    const schemes = screen === "connected" || screen === "hold" ? (["dark", "light"] as const) : (["light"] as const);
    for (const colorScheme of schemes) {
      await person.page.emulateMedia({ colorScheme });
      await person.screenshot(`call-${screen}-${person.name}-${colorScheme}`);
      // The call and what it opened; the rest of the pages has tests of its own.
      const parts = await person.page
        .locator("rinnalla-widget, section.call, .popover")
        .evaluateAll((nodes) =>
          nodes.map((node) =>
            node.localName === "section" ? "section.call" : node.localName === "div" ? ".popover" : "rinnalla-widget",
          ),
        );
      const axe = new AxeBuilder({ page: person.page }).withTags(rules).disableRules(["region"]);
      for (const part of parts) axe.include(part);
      const { violations } = await axe.analyze();
      expect(violations.map(({ id, nodes }) => `${id}: ${nodes.map((node) => node.html).join("; ")}`)).toEqual([]);
    }
  }
}

/** Presses Tab until the button has the focus, as somebody without a mouse does. */
async function tabTo(page: Page, name: string): Promise<void> {
  const button = page.getByRole("button", { name, exact: true });
  for (let presses = 0; presses < 40; presses += 1) {
    if (await button.evaluate((node) => node.matches(":focus"))) return;
    await page.keyboard.press("Tab");
  }
  throw new Error(`"${name}" is not reached by Tab`);
}

test(
  "[CALL-03] [CALL-04] devices, quality, details and the picture's own window on both sides, by keyboard, clean in light and dark",
  () =>
    onStage(async (stage) => {
      const { customer, customerPerson, aino, ainoPerson } = await openScene(stage);
      await aino.startCall("Video call");
      await customer.ring.waitFor();
      await customer.ring.getByText("Nothing is heard or seen from you until you accept.", { exact: true }).waitFor();
      await isClean("ring", customerPerson, ainoPerson);
      await tabTo(customer.page, "Accept with video");
      await customer.page.keyboard.press("Enter");
      await Promise.all([waitForSound(aino.page), waitForPicture(customer.page), waitForPicture(aino.page)]);
      await customer.page.getByRole("img", { name: "Connection: good" }).waitFor();
      await aino.callButton("Connection quality: good").waitFor();
      await isClean("connected", customerPerson, ainoPerson);

      // The customer's devices: another microphone and speaker in the running call.
      await tabTo(customer.page, "Devices");
      await customer.page.keyboard.press("Enter");
      const microphone = customer.page.getByRole("combobox", { name: "Microphone", exact: true });
      await microphone.selectOption({ label: "Fake Audio Input 2" });
      await expect.poll(() => microphone.locator("option:checked").innerText()).toBe("Fake Audio Input 2");
      await customer.page
        .getByRole("combobox", { name: "Speaker", exact: true })
        .selectOption({ label: "Fake Audio Output 1" });
      await expect
        .poll(() =>
          customer.page.evaluate(() =>
            [...(document.querySelector("rinnalla-widget")?.shadowRoot?.querySelectorAll("audio") ?? [])].map(
              (audio) => audio.sinkId !== "",
            ),
          ),
        )
        .toEqual([true]);
      await waitForSound(aino.page);
      await customer.page.getByText("Connection", { exact: true }).click();
      await customer.page.getByText(/^Bit rate/).waitFor();
      await isClean("devices", customerPerson);

      // The agent's.
      await aino.callButton("Devices").press("Enter");
      const menu = aino.page.getByRole("menu", { name: "Devices" });
      await menu.getByRole("menuitemradio", { name: "Fake Audio Input 2" }).click();
      await aino.callButton("Devices").press("Enter");
      await expect
        .poll(() => menu.getByRole("menuitemradio", { name: "Fake Audio Input 2" }).getAttribute("aria-checked"))
        .toBe("true");
      // The fake camera offers no blurred background, so there is no word of it.
      expect(await menu.getByText("Blur").count()).toBe(0);
      await menu.getByRole("menuitemradio", { name: "Fake Audio Output 1" }).click();
      await waitForSound(customer.page);
      await aino.callButton("Connection quality: good").click();
      await aino.page.getByText("Bit rate, received").waitFor();
      await isClean("details", ainoPerson);
      await aino.page.keyboard.press("Escape");

      // The picture in a window over all others.
      await customer.button("Picture in a window of its own").click();
      await expect.poll(() => customer.page.evaluate(() => document.pictureInPictureElement !== null)).toBe(true);
      await customer.button("Picture in a window of its own").click();
      await expect.poll(() => customer.page.evaluate(() => document.pictureInPictureElement)).toBeNull();
      await aino.callButton("Picture in a window of its own").click();
      await expect
        .poll(() => aino.page.evaluate(() => document.pictureInPictureElement?.className))
        .toBe("call-remote");

      // On hold says nothing of the customer's own devices.
      await aino.callButton("Hold").click();
      await aino.callButton("Resume").waitFor();
      await customer.page.getByText(/has put you on hold/).waitFor();
      expect(await aino.callControl.getByText(/is muted|camera is off/).count()).toBe(0);
      await isClean("hold", customerPerson, ainoPerson);
      await aino.callButton("Resume").click();
      await waitForSound(aino.page);
      await customer.button("Mute").click();
      await aino.callControl.getByText("Kalle is muted").waitFor();

      await tabTo(aino.page, "End call");
      await aino.page.keyboard.press("Enter");
      await customer.sees(/Video call, \d:\d\d: Aino ended it/);
      await isClean("ended", customerPerson, ainoPerson);
    }),
  // A look at every rule of every screen takes its time.
  240_000,
);
