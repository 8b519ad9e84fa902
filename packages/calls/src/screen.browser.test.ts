/** A real screen share: the customer's own tab, picked by a real click, decoded in the agent's page. */
import type { Page } from "playwright-core";
import { afterAll, afterEach, beforeAll, expect, test } from "vitest";
import { openTheatre, untilReceived, type Theatre } from "./stage/stage.ts";

let theatre: Theatre;
beforeAll(async () => {
  theatre = await openTheatre(["--auto-accept-this-tab-capture"]);
});
afterAll(() => theatre.close());
afterEach(async () => {
  for (const context of theatre.browser.contexts()) await context.close();
});

async function share(): Promise<{ agent: Page; customer: Page }> {
  const agent = await theatre.open("agent", "agent-1");
  const customer = await theatre.open("customer", "customer-1");
  await agent.evaluate(() => window.stage.openScreen("agent", "agent-1"));
  await customer.evaluate(() => {
    window.stage.openScreen("customer", "customer-1");
    document.body.style.background = "rgb(200, 30, 30)";
    document.querySelector("button")!.addEventListener("click", () => {
      void window.stage.pickScreen().then((pick) => {
        if (!pick.ok) return;
        window.stage.shared = pick.stream;
        window.stage.screen?.offerScreen(pick.stream);
      });
    });
  });
  expect(await customer.evaluate(() => window.stage.look()?.link)).toBe("idle");
  await customer.click("button");
  await untilReceived(agent, "frames");
  return { agent, customer };
}

test("[VIS-03] the agent sees the pixels of the customer's tab", async () => {
  const { agent } = await share();
  // The first packets may overtake the word that they are coming.
  await agent.waitForFunction(() => window.stage.look()?.isSharing === true && window.stage.look()?.hasRemoteVideo);
  await agent.waitForFunction(() => {
    const video = document.querySelector("video")!;
    if (video.videoWidth === 0) return false;
    const canvas = new OffscreenCanvas(1, 1).getContext("2d")!;
    canvas.drawImage(video, -video.videoWidth / 2, -video.videoHeight * 0.9);
    const [red = 0, green = 0, blue = 0] = canvas.getImageData(0, 0, 1, 1).data;
    return red > 150 && green < 90 && blue < 90;
  });
});

test("[VIS-03] the sound of what is shared comes too where the browser lets it be shared", async () => {
  const { agent } = await share();
  await untilReceived(agent, "audioBytes");
  await agent.waitForFunction(() => window.stage.screen?.view.remoteAudio !== null);
});

test("[VIS-03] stopped in the browser's own bar, sharing ends on both ends and its page is told", async () => {
  const { agent, customer } = await share();
  await customer.evaluate(() => {
    const [track] = window.stage.shared!.getVideoTracks();
    // As the browser does it: `stop()` alone would say nothing.
    track!.stop();
    track!.dispatchEvent(new Event("ended"));
  });
  await agent.waitForFunction(() => window.stage.look()?.isSharing === false);
  expect(await customer.evaluate(() => [window.stage.look()?.isSharing, window.stage.endedByBrowser])).toEqual([
    false,
    1,
  ]);
  expect(await customer.evaluate(() => window.stage.shared!.getTracks().map((one) => one.readyState))).not.toContain(
    "live",
  );
});

test("[VIS-03] an agent who reloads sees the picture again, without another pick", async () => {
  const { agent, customer } = await share();
  await theatre.reload(agent, "agent-1b");
  await agent.evaluate(() => window.stage.openScreen("agent", "agent-1b"));
  await untilReceived(agent, "frames");
  expect(await customer.evaluate(() => window.stage.look()?.isSharing)).toBe(true);
});

test("[VIS-03] closing stops the capture and frees the link on both ends", async () => {
  const { agent, customer } = await share();
  await customer.evaluate(() => window.stage.screen?.close());
  expect(await customer.evaluate(() => window.stage.look())).toMatchObject({
    link: "closed",
    live: 0,
    isSharing: false,
  });
  await agent.waitForFunction(() => window.stage.look()?.hasRemoteVideo === false);
  await agent.evaluate(() => window.stage.screen?.close());
  expect(await agent.evaluate(() => window.stage.look()?.live)).toBe(0);
});
