/** How a call may be answered, and how it may end: each mix of voice and picture, each refusal, blocked and missing devices. */
import AxeBuilder from "@axe-core/playwright";
import { expect, test } from "vitest";
import {
  deviceRequests,
  launchBrowser,
  mediaTotals,
  newPerson,
  waitForPicture,
  waitForSound,
  type Stage,
} from "../harness/index.ts";
import { AgentAt } from "./agent.ts";
import { CustomerAt } from "./customer.ts";
import { onStage, openScene } from "./scene.ts";

test("[CALL-04] [CALL-05] a voice call accepted with video, a video call accepted with audio: a picture one way alone", () =>
  onStage(async (stage) => {
    const { customer, aino } = await openScene(stage);
    await aino.startCall("Voice call");
    await customer.answer("Accept with video");
    await Promise.all([waitForSound(aino.page), waitForSound(customer.page), waitForPicture(aino.page)]);
    await aino.callButton("Turn on video").waitFor();
    expect((await mediaTotals(customer.page)).videoFramesDecoded).toBe(0);
    await customer.button("End call").click();
    await aino.sees(/The customer ended the call/);
    await customer.sees(/Voice call, \d:\d\d: you ended it/);

    await aino.startCall("Video call");
    await customer.answer("Accept with audio");
    await Promise.all([waitForSound(aino.page), waitForSound(customer.page), waitForPicture(customer.page)]);
    await customer.button("Turn on video").waitFor();
    expect((await mediaTotals(aino.page)).videoFramesDecoded).toBe(0);
    await aino.callControl.getByText("Kalle's camera is off").waitFor();
    await aino.callButton("End call").click();
    await customer.sees(/Video call, \d:\d\d: Aino ended it/);
  }));

test("[CALL-05] declined in one tab, all of them stop; unanswered, a call is missed, and both timelines say so", () =>
  onStage(
    async (stage) => {
      const { customer, customerPerson, aino } = await openScene(stage);
      const second = new CustomerAt(await customerPerson.newTab());
      await second.page.goto(stage.rinnalla.links.shop);
      await second.log.waitFor();
      await aino.startCall("Voice call");
      await Promise.all([customer.ring.waitFor(), second.ring.waitFor()]);
      // Enter with nothing in the composer is no answer either, nor is Escape.
      await second.composer.press("Enter");
      await second.page.keyboard.press("Escape");
      await second.ring.getByRole("button", { name: "Decline" }).press("Enter");
      await customer.ring.waitFor({ state: "detached" });
      await aino.sees(/The customer declined/);
      await customer.sees("Voice call: you declined");
      await aino.startCall("Voice call");
      await customer.ring.waitFor();
      await aino.sees(/The customer did not answer/);
      await customer.sees("Voice call: missed");
      await Promise.all([customer, second].map(({ ring }) => ring.waitFor({ state: "detached" })));
      expect(await deviceRequests(customer.page)).toEqual([]);
    },
    {},
    { widget: { ringMs: 10_000 } },
  ));

/** The customer in a browser of another kind than the stage's. */
async function withCustomerIn(
  options: Parameters<typeof launchBrowser>[0],
  play: (stage: Stage, customer: CustomerAt, aino: AgentAt) => Promise<void>,
): Promise<void> {
  await onStage(async (stage) => {
    const browser = await launchBrowser(options);
    try {
      const aino = new AgentAt((await stage.person({ name: "Aino" })).page);
      await aino.signIn(stage.rinnalla.links.agents.aino);
      const person = await newPerson(browser, { name: "customer" });
      const customer = new CustomerAt(person.page);
      await customer.startChat(stage.rinnalla.links.shop, "Hello", "Kalle");
      await aino.acceptOffer();
      await play(stage, customer, aino);
      await person.close();
    } finally {
      await browser.close();
    }
  });
}

test("[CALL-06] the customer is told what the browser will ask; refused, the call goes on with the steps to lift it, and then with sound", () =>
  withCustomerIn({ isMediaAllowed: false }, async (_, customer, aino) => {
    await aino.startCall("Video call");
    await customer.ring.getByText(/Your browser then asks for your microphone/).waitFor();
    await customer.answer("Accept with audio");
    await customer.page.getByText(/The microphone is blocked. You hear Aino/).waitFor();
    await customer.page.getByText(/Press the icon to the left of the address/).waitFor();
    await waitForSound(customer.page);
    await aino.callControl.getByText("Kalle is muted").waitFor();
    expect((await mediaTotals(customer.page)).mediaBytesSent).toBe(0);
    await customer.page.context().grantPermissions(["microphone"]);
    await customer.button("Try again").click();
    await waitForSound(aino.page);
    await customer.page.getByText(/The microphone is blocked/).waitFor({ state: "detached" });
    // The camera is another question, with a word of its own before it.
    await customer.page.context().grantPermissions(["microphone", "camera"]);
    await customer.button("Turn on video").click();
    await waitForPicture(aino.page);
    await customer.button("End call").click();
  }));

test("[CALL-06] a customer without microphone and camera: the agent knows before the ring, and is heard", () =>
  withCustomerIn({ hasDevices: false }, async (_, customer, aino) => {
    await aino.panel.getByRole("button", { name: "More commands" }).click();
    await aino.page.getByText("The customer's device has no microphone: you are heard, but hear nothing.").waitFor();
    await aino.page.getByText("The customer's device has no camera.").waitFor();
    await aino.page.getByRole("menuitem", { name: "Voice call" }).click();
    await customer.answer("Accept with audio");
    await waitForSound(customer.page);
    await customer.page.getByText("No microphone was found. You hear Aino, but Aino does not hear you.").waitFor();
    await aino.callButton("End call").click();
    await customer.sees(/Voice call, \d:\d\d: Aino ended it/);
  }));

test("[CALL-06] the agent is told before the browser asks, may turn back, and reads how to lift a block", () =>
  onStage(
    async (stage) => {
      const { customer, aino, ainoPerson } = await openScene(stage);
      const start = async () => {
        await aino.panel.getByRole("button", { name: "More commands" }).click();
        await aino.page.getByRole("menuitem", { name: "Voice call" }).click();
      };
      await start();
      const dialog = aino.page.getByRole("dialog", { name: "Voice call" });
      await dialog.getByText(/Your browser asks for your microphone next/).waitFor();
      const axe = new AxeBuilder({ page: aino.page }).withTags(["wcag2a", "wcag2aa", "wcag21aa", "wcag22aa"]);
      expect((await axe.include(".dialog").analyze()).violations.map(({ id }) => id)).toEqual([]);
      await dialog.getByRole("button", { name: "Cancel" }).click();
      expect(await customer.ring.count()).toBe(0);
      await start();
      await dialog.getByRole("button", { name: "Continue" }).click();
      // This browser's person refuses.
      await aino.callControl.getByText(/The browser blocks your microphone/).waitFor();
      await ainoPerson.context.grantPermissions(["microphone"]);
      await aino.callControl.getByRole("button", { name: "Try again" }).click();
      await customer.ring.waitFor();
      await aino.callButton("Mute").waitFor();
      await aino.callButton("End call").click();
      await customer.sees("Voice call: cancelled");
    },
    {},
    undefined,
    { isMediaAllowed: false },
  ));

test("[CALL-06] [CALL-11] a supervisor is told before the browser asks for a part in which one speaks; the customer sees who listens where it is set", () =>
  onStage(
    async (stage) => {
      const { customer, aino, ainoPerson } = await openScene(stage);
      await ainoPerson.context.grantPermissions(["microphone"]);
      await aino.startCall("Voice call");
      await customer.answer("Accept with audio");
      await waitForSound(customer.page);
      const saga = new AgentAt((await stage.person({ name: "Saga" })).page);
      await saga.signIn(stage.rinnalla.links.agents.saga);
      await saga.button("Live view").click();
      // To listen takes no device.
      await saga.sitIn("Kalle", "Listen");
      await customer.page.getByText("Aino, Saga (listening)").waitFor();
      const dialog = saga.page.getByRole("dialog", { name: "Into the call" });
      const speak = () => saga.guestButton("Join").click();
      await speak();
      await dialog.getByText(/Your browser asks for your microphone next/).waitFor();
      expect(await deviceRequests(saga.page)).toEqual([]);
      await dialog.getByRole("button", { name: "Cancel" }).click();
      await speak();
      expect(await deviceRequests(saga.page)).toEqual([]);
      await dialog.getByRole("button", { name: "Continue" }).click();
      await customer.page.getByText("Aino, Saga", { exact: true }).waitFor();
      await expect.poll(() => deviceRequests(saga.page)).toEqual(["getUserMedia"]);
      // This browser's person refuses; the call goes on without a voice.
      await saga.guestControl.getByText(/The browser blocks your microphone/).waitFor();
      await saga.guestButton("Leave the call").click();
      await aino.callButton("End call").click();
    },
    {},
    { widget: { customerSeesListeners: true } },
    { isMediaAllowed: false },
  ));
