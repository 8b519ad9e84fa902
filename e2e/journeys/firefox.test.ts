/** The product in Debian's Firefox: the customer there and the agent in Chromium, and the other way round. */
import { describe, expect, test } from "vitest";
import {
  mediaTotals,
  openFirefox,
  waitForPicture,
  waitForSound,
  type FirefoxPerson,
  type Stage,
} from "../harness/index.ts";
import { AgentAt } from "./agent.ts";
import { CustomerAt } from "./customer.ts";
import { onStage } from "./scene.ts";

async function withFirefox(play: (stage: Stage, firefox: FirefoxPerson) => Promise<void>): Promise<void> {
  await onStage(async (stage) => {
    const firefox = await openFirefox();
    try {
      await play(stage, firefox);
    } catch (error) {
      await firefox.screenshot(`failed-firefox-${Date.now()}`).catch(() => undefined);
      await firefox.close().catch((complaint: unknown) => console.error(String(complaint)));
      throw error;
    }
    await firefox.close();
  });
}

describe("with Firefox", () => {
  test("[CALL-03] [CALL-04] [CALL-08] the customer in Firefox takes a video call from Chromium, reloads, and hangs up", () =>
    withFirefox(async (stage, firefox) => {
      const aino = new AgentAt((await stage.person({ name: "Aino" })).page);
      await aino.signIn(stage.rinnalla.links.agents.aino);
      await firefox.open(stage.rinnalla.links.shop);
      await firefox.press("button", /^Open chat$/);
      await firefox.say(/^Your message|^Write a message/, "Hello from Firefox");
      await aino.acceptOffer();
      await aino.sees("Hello from Firefox");
      await aino.startCall("Video call");
      await firefox.waitFor("alertdialog", /is calling you with video/);
      expect((await mediaTotals(firefox.page)).mediaBytesSent).toBe(0);
      await firefox.press("button", /^Accept with video$/);
      await Promise.all([
        waitForSound(aino.page),
        waitForPicture(aino.page),
        waitForSound(firefox.page),
        waitForPicture(firefox.page),
      ]);
      await firefox.press("button", /^Mute$/);
      await firefox.waitFor("button", /^Unmute$/);
      await aino.callControl.getByText(/is muted$/).waitFor();
      await firefox.press("button", /^Unmute$/);
      await firefox.press("button", /^Devices$/);
      await firefox.sees(/Microphone/);
      await firefox.screenshot("firefox-widget-video-call");
      await firefox.reload();
      await Promise.all([waitForSound(aino.page), waitForPicture(aino.page), waitForPicture(firefox.page)]);
      expect(await firefox.has("alertdialog", /is calling you/)).toBe(false);
      await firefox.press("button", /^End call$/);
      await aino.sees(/The customer ended the call/);
      await firefox.sees(/Video call, \d:\d\d: you ended it/);
    }));

  test("[CALL-03] [CALL-06] [CALL-08] the agent in Firefox is told what the browser asks, calls a customer in Chromium, reloads, and ends the call", () =>
    withFirefox(async (stage, firefox) => {
      await firefox.open(stage.rinnalla.links.agents.aino);
      await firefox.waitFor("button", /^Presence: /);
      const customer = new CustomerAt((await stage.person({ name: "customer" })).page);
      await customer.startChat(stage.rinnalla.links.shop, "Hello from Chromium", "Kalle");
      await firefox.waitFor("alertdialog", /New conversation/);
      await firefox.press("button", /^Accept$/);
      await firefox.sees(/Hello from Chromium/);
      await firefox.press("button", /^More commands$/);
      await firefox.press("menuitem", /^Voice call$/);
      await firefox.press("button", /^Continue$/);
      await customer.ring.waitFor();
      await customer.answer("Accept with audio");
      await Promise.all([waitForSound(firefox.page), waitForSound(customer.page)]);
      await firefox.press("button", /^Turn on video$/);
      await firefox.press("button", /^Continue$/);
      await waitForPicture(customer.page);
      await customer.button("Turn on video").click();
      await waitForPicture(firefox.page);
      await firefox.press("button", /^Mute$/);
      await customer.page.getByText("Aino is muted").waitFor();
      await firefox.press("button", /^Unmute$/);
      await firefox.screenshot("firefox-console-call");
      await firefox.reload();
      await Promise.all([waitForSound(firefox.page), waitForSound(customer.page), waitForPicture(firefox.page)]);
      await customer.hasNoRing();
      await firefox.press("button", /^End call$/);
      await customer.sees(/Voice call, \d:\d\d: Aino ended it/);
    }));
});
