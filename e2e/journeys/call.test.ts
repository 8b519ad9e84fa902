/** Steps 4 and 5 of the main path: calls, and what they do to capacity. */
import { expect, test } from "vitest";
import { deviceRequests, mediaTotals, waitForPicture, waitForSound } from "../harness/index.ts";
import { AgentAt } from "./agent.ts";
import { CustomerAt } from "./customer.ts";
import { onStage, openScene } from "./scene.ts";

test("[CALL-02] [CALL-03] [CALL-04] [CALL-05] a video call accepted with video: sound and picture both ways, controls, and its line in the timeline", () =>
  onStage(async (stage) => {
    const { customer, aino } = await openScene(stage);
    await aino.startCall("Video call");
    await customer.ring.waitFor();
    // The agent's picture is attached and decoded while it rings, and nobody sees it; the accept shows the very same element.
    const theirs = customer.page.locator("video[aria-label$=', video']");
    await waitForPicture(customer.page);
    expect(await theirs.isVisible()).toBe(false);
    await theirs.evaluate((video) => (video.dataset["since"] = "ring"));
    await customer.answer("Accept with video");
    await theirs.waitFor();
    expect(await theirs.getAttribute("data-since")).toBe("ring");
    await Promise.all([
      waitForSound(aino.page),
      waitForSound(customer.page),
      waitForPicture(aino.page),
      waitForPicture(customer.page),
    ]);
    await aino.callControl
      .getByText(/\d:\d\d/)
      .first()
      .waitFor();
    await aino.callButton("Mute").click();
    await aino.callButton("Unmute").waitFor();
    await aino.callButton("Turn off video").click();
    await aino.callButton("Turn on video").click();
    await aino.callButton("Turn off video").waitFor();
    await waitForPicture(customer.page);
    await customer.button("Mute").click();
    await customer.button("Unmute").waitFor();
    await aino.callButton("End call").click();
    await aino.sees(/Aino ended the call/);
    await customer.log.getByText(/Video call, \d:\d\d/).waitFor();
    await expect.poll(async () => (await mediaTotals(customer.page)).connections).toBe(0);
    await expect.poll(async () => (await mediaTotals(aino.page)).connections).toBe(0);
  }));

test("[CALL-04] a voice call accepted with audio: sound both ways, no picture, no camera opened", () =>
  onStage(async (stage) => {
    const { customer, aino } = await openScene(stage);
    await aino.startCall("Voice call");
    await customer.answer("Accept with audio");
    await Promise.all([waitForSound(aino.page), waitForSound(customer.page)]);
    expect((await mediaTotals(aino.page)).videoFramesDecoded).toBe(0);
    await customer.button("End call").click();
    await aino.sees(/The customer ended the call/);
  }));

test("[CALL-07] while it rings, the customer's devices are shut and no media byte leaves, though the transport is up", () =>
  onStage(async (stage) => {
    const { customer, aino } = await openScene(stage);
    await aino.startCall("Video call");
    await customer.ring.waitFor();
    // Early transport: the connection stands while it rings.
    await expect.poll(async () => (await mediaTotals(customer.page)).connections).toBeGreaterThan(0);
    await expect
      .poll(() =>
        customer.page.evaluate(() =>
          [...(window as unknown as { rinnallaPeers: Set<RTCPeerConnection> }).rinnallaPeers].some(
            (peer) => peer.connectionState === "connected",
          ),
        ),
      )
      .toBe(true);
    expect(await deviceRequests(customer.page)).toEqual([]);
    expect((await mediaTotals(customer.page)).mediaBytesSent).toBe(0);
    await customer.answer("Accept with audio");
    await waitForSound(aino.page);
    expect(await deviceRequests(customer.page)).toEqual(["getUserMedia"]);
  }));

test("[CALL-05] a decline is seen at once; a cancelled ring stops; a message sent never answers", () =>
  onStage(async (stage) => {
    const { customer, aino } = await openScene(stage);
    await aino.startCall("Voice call");
    await customer.ring.waitFor();
    await customer.say("one moment");
    await aino.sees("one moment");
    expect(await customer.ring.count()).toBe(1);
    await customer.answer("Decline");
    await aino.sees(/The customer declined/);
    await aino.startCall("Video call");
    await customer.ring.waitFor();
    await aino.callButton("End call").click();
    await customer.ring.waitFor({ state: "detached" });
    await aino.sees(/Cancelled/);
    expect(await deviceRequests(customer.page)).toEqual([]);
  }));

test("[CALL-08] the call lives through the customer's full page load and reload and the agent's reload, without a second ring", () =>
  onStage(async (stage) => {
    const { customer, aino } = await openScene(stage);
    await aino.startCall("Video call");
    await customer.answer("Accept with video");
    await Promise.all([waitForSound(aino.page), waitForPicture(aino.page), waitForSound(customer.page)]);
    await customer.page.goto(new URL("cart", stage.rinnalla.links.shop.replace(/\/?$/, "/")).href);
    await Promise.all([waitForSound(aino.page), waitForPicture(aino.page)]);
    await aino.sees("The customer is back in the call");
    await aino.callControl.getByText(/^\d:\d\d$/).waitFor();
    await customer.hasNoRing();
    await customer.page.reload();
    await Promise.all([waitForSound(aino.page), waitForPicture(aino.page)]);
    await expect.poll(() => aino.count("The customer is back in the call")).toBe(2);
    await aino.callControl.getByText(/^\d:\d\d$/).waitFor();
    await aino.page.reload();
    await aino.callButton("End call").waitFor();
    await Promise.all([waitForSound(aino.page), waitForPicture(customer.page)]);
    await aino.sees("The agent is back in the call");
    await customer.hasNoRing();
    await aino.callButton("End call").click();
    await customer.log.getByText(/Video call, \d:\d\d/).waitFor();
  }));

test("[CALL-05] all the customer's tabs ring, one answers, the other stops", () =>
  onStage(async (stage) => {
    const { customer, customerPerson, aino } = await openScene(stage);
    const second = new CustomerAt(await customerPerson.newTab());
    await second.page.goto(stage.rinnalla.links.shop);
    await second.log.waitFor();
    await aino.startCall("Voice call");
    await Promise.all([customer.ring.waitFor(), second.ring.waitFor()]);
    await second.answer("Accept with audio");
    await customer.ring.waitFor({ state: "detached" });
    await Promise.all([waitForSound(aino.page), waitForSound(second.page)]);
    await customer.page.getByText("The call goes on in another tab.").waitFor();
    expect(await deviceRequests(customer.page)).toEqual([]);
  }));

test("[ROUTE-03] [ROUTE-04] in a call nothing is offered, the supervisor still assigns, and the oldest waiting comes at once afterwards", () =>
  onStage(async (stage) => {
    const { links } = stage.rinnalla;
    const { customer, aino } = await openScene(stage);
    await aino.startCall("Voice call");
    await customer.answer("Accept with audio");
    await waitForSound(aino.page);
    const second = new CustomerAt((await stage.person({ name: "second customer" })).page);
    await second.startChat(links.shop, "I am the oldest waiting", "Sirkka");
    const third = new CustomerAt((await stage.person({ name: "third customer" })).page);
    await third.startChat(links.shop, "I will be assigned", "Tauno");
    const saga = new AgentAt((await stage.person({ name: "Saga" })).page);
    await saga.signIn(links.agents.saga);
    await saga.page.getByRole("link", { name: "Live view" }).or(saga.button("Live view")).first().click();
    const row = saga.page.getByRole("row", { name: /Tauno/ });
    await row.waitFor();
    expect(await aino.offer.count()).toBe(0);
    await row.getByRole("button", { name: /Assign/ }).click();
    const dialog = saga.page.getByRole("dialog");
    await dialog.getByText(/Aino/).first().click();
    await dialog
      .getByText(/in a call/i)
      .first()
      .waitFor();
    await dialog.getByRole("button", { name: "Assign", exact: true }).click();
    await third.sees(/Aino joined the conversation/);
    await aino.page
      .getByRole("navigation")
      .or(aino.page.getByRole("grid"))
      .or(aino.page.getByRole("list"))
      .first()
      .waitFor();
    await aino.page.getByText("Tauno").first().waitFor();
    expect(await aino.offer.count()).toBe(0);
    await aino.callButton("End call").click();
    await aino.offer.getByText(/Sirkka/).waitFor();
    await aino.acceptOffer();
    await second.sees(/Aino joined the conversation/);
  }));
