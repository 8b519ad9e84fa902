/** The self-test page as staff and customers open it, in front of the real coturn. */
import AxeBuilder from "@axe-core/playwright";
import type { Page } from "playwright-core";
import { expect, test } from "vitest";
import { startCoturn } from "../../apps/server/src/testing/coturn.ts";
import { deviceRequests, waitForSound } from "../harness/index.ts";
import { onStage, openScene } from "./scene.ts";

const row = (page: Page, name: RegExp) => page.getByRole("listitem").filter({ hasText: name });

async function isOk(page: Page, name: RegExp): Promise<void> {
  await expect.poll(() => row(page, name).first().getAttribute("data-state"), { timeout: 30_000 }).toBe("ok");
}

test("[CALL-13] [CALL-09] self-test: devices only on a click, each relay by UDP and TCP, the way through it, a report to copy", async () => {
  const coturn = await startCoturn({ peers: "anyForTests" });
  // The second address of the region leads nowhere.
  const urls = [...coturn.urls, "turn:127.0.0.1:9?transport=tcp"];
  const env = {
    RINNALLA_TURN_URLS: urls.join(","),
    RINNALLA_TURN_SECRET: coturn.secret,
    RINNALLA_TURN_REGION: "Helsinki",
  };
  try {
    await onStage(async (stage) => {
      const { customer, aino } = await openScene(stage);
      const health = (await (await fetch(`${stage.rinnalla.url}/api/health`)).json()) as unknown;
      expect(health).toEqual({ status: "ok", relays: "ok" });

      await aino.button("Settings").click();
      const opening = aino.page.context().waitForEvent("page");
      await aino.page.getByRole("menuitem", { name: "Test devices and connection" }).click();
      const page = await opening;
      await page.getByRole("heading", { name: "Self-test" }).waitFor();
      await isOk(page, /Calls \(WebRTC\)/);
      expect(await deviceRequests(page)).toEqual([]);
      expect((await new AxeBuilder({ page }).analyze()).violations).toEqual([]);
      await page.getByRole("button", { name: "Test microphone and camera" }).click();
      await isOk(page, /Microphone.*sound comes in/);
      await isOk(page, /Camera.*×/);
      await page.getByRole("button", { name: "Test the connection" }).click();
      await isOk(page, /Live connection/);
      await isOk(page, /Relay, Helsinki, UDP 127\.0\.0\.1/);
      await isOk(page, /Relay, Helsinki, TCP 127\.0\.0\.1:\d{3,}/);
      await row(page, /TCP 127\.0\.0\.1:9.*not reachable/).waitFor();
      await isOk(page, /Round trip, through the relay in Helsinki/);
      await row(page, /Bandwidth, through the relay in Helsinki.*kbit\/s/).waitFor();
      const report = await page.getByRole("textbox", { name: "Report" }).inputValue();
      expect(report).toMatch(/\[ok\] Relay, Helsinki, UDP 127\.0\.0\.1:\d+: \d+ ms/);
      expect(report).toMatch(/\[bad\] Relay, Helsinki, TCP 127\.0\.0\.1:9: not reachable/);
      expect(report).not.toContain(coturn.secret);
      await page.getByRole("button", { name: "Copy the report" }).click();
      await page.getByText("Copied", { exact: true }).waitFor();
      await page.close();

      await aino.startCall("Voice call");
      await customer.answer("Accept with audio");
      await waitForSound(customer.page);
      await customer.page.getByText("Connection", { exact: true }).click();
      const theirs = customer.page.context().waitForEvent("page");
      await customer.button("Test devices and connection").click();
      const theirPage = await theirs;
      await theirPage.getByRole("button", { name: "Test the connection" }).click();
      await isOk(theirPage, /Relay, Helsinki, UDP/);
      expect(new URL(theirPage.url()).hash).toBe("");
    }, env);
  } finally {
    await coturn.kill();
  }
});

test("[CALL-13] without relays, and for a stranger, it says so and tests the rest, in the reader's language", () =>
  onStage(async (stage) => {
    const { page } = await stage.person({ name: "stranger", expected: [/401/] });
    await page.goto(`${stage.rinnalla.url}/self-test/?lang=sv`);
    await page.getByRole("heading", { name: "Självtest" }).waitFor();
    await page.getByRole("button", { name: "Testa anslutningen" }).click();
    await row(page, /Öppna sidan från chatten/).waitFor();
    await isOk(page, /Tur och retur, inom den här webbläsaren/);
  }));
