/** Browsers that say no: the call goes on with what there is, and the view says why (CALL-06). */
import type { Browser } from "playwright-core";
import { afterAll, beforeAll, expect, test } from "vitest";
import { fakeDeviceFlags, launch, openTheatre, untilReceived, type Theatre } from "./stage/stage.ts";

let theatre: Theatre;
/** Fake devices, but nobody who answers the prompt. */
let strict: Browser;
/** No microphone or camera at all. */
let bare: Browser;
beforeAll(async () => {
  [theatre, strict, bare] = await Promise.all([
    openTheatre(fakeDeviceFlags),
    launch(["--use-fake-device-for-media-stream"]),
    launch([]),
  ]);
});
afterAll(() => Promise.all([theatre.close(), strict.close(), bare.close()]));

/** A customer of the given browser answers an agent with a working microphone, and hears. */
async function answerFrom(browser: Browser, permissions: string[], name: string) {
  const context = await browser.newContext();
  await context.grantPermissions(permissions);
  const agent = await theatre.open("agent", `agent-${name}`);
  const customer = await theatre.open("customer", `customer-${name}`, context);
  await agent.evaluate((id) => {
    window.stage.openCall("agent", id);
    return window.stage.call?.openMedia({ audio: true, video: false });
  }, `agent-${name}`);
  await customer.evaluate((id) => window.stage.openCall("customer", id), `customer-${name}`);
  await customer.waitForFunction(() => window.stage.look()?.link === "connected");
  await customer.evaluate(() => window.stage.accept({ audio: true, video: true }));
  await agent.evaluate((id) => window.stage.call?.choosePeer(id as never), `customer-${name}`);
  await untilReceived(customer, "audioEnergy");
  const view = await customer.evaluate(() => window.stage.look());
  // The agent's side knows as well that nothing will come, and can confirm the call.
  await agent.waitForFunction(() => window.stage.mediaAt > 0);
  return { agent, customer, view, close: () => Promise.all([context.close(), agent.context().close()]) };
}

test("[CALL-06] permission denied: the view says so, and listening works", async () => {
  const { view, customer, close } = await answerFrom(strict, [], "denied");
  expect(view).toMatchObject({ microphone: "denied", camera: "denied" });
  expect(await customer.evaluate(() => window.stage.sent())).toMatchObject({ audioBytes: 0, videoBytes: 0 });
  await close();
});

test("[CALL-06] only the camera is blocked: the voice goes through, and unblocked the camera comes in the same call", async () => {
  const { view, agent, customer, close } = await answerFrom(strict, ["microphone"], "half");
  expect(view).toMatchObject({ microphone: "on", camera: "denied" });
  await untilReceived(agent, "audioEnergy");
  await customer.context().grantPermissions(["microphone", "camera"]);
  await customer.evaluate(() => window.stage.call?.setCamera(true));
  await untilReceived(agent, "frames");
  await close();
});

test("[CALL-06] no devices at all: the view says so, and listening works", async () => {
  const { view, close } = await answerFrom(bare, ["microphone", "camera"], "none");
  expect(view).toMatchObject({ microphone: "none", camera: "none" });
  await close();
});

test("[CALL-06] what a customer can do is known before the ring, without a prompt", async () => {
  const [able, unable] = await Promise.all(
    [strict, bare].map(async (browser, index) => {
      const page = await theatre.open("customer", `able-${index}`, await browser.newContext());
      const abilities = await page.evaluate(() => window.stage.readAbilities());
      expect(await page.evaluate(() => window.stage.devicesOpened)).toBe(0);
      return abilities;
    }),
  );
  expect(able).toEqual({ hasMicrophone: true, hasCamera: true, canCall: true, canShareScreen: true });
  expect(unable).toEqual({ hasMicrophone: false, hasCamera: false, canCall: true, canShareScreen: true });
});
