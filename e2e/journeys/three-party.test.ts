/** Calls of three (CALL-11): a supervisor beside the agent, a colleague called in, the call given to the colleague. */
import { expect, test } from "vitest";
import {
  mediaByPeer,
  mediaTotals,
  waitForPictures,
  waitForSound,
  waitForVoices,
  type Stage,
} from "../harness/index.ts";
import { AgentAt } from "./agent.ts";
import { CustomerAt } from "./customer.ts";
import { onStage, openScene, type Scene } from "./scene.ts";

async function inCall(stage: Stage, kind: "Voice call" | "Video call" = "Voice call"): Promise<Scene> {
  const scene = await openScene(stage);
  await scene.aino.startCall(kind);
  await scene.customer.answer(kind === "Voice call" ? "Accept with audio" : "Accept with video");
  await Promise.all([waitForSound(scene.aino.page), waitForSound(scene.customer.page)]);
  return scene;
}

async function colleague(stage: Stage, who: "ville" | "saga"): Promise<AgentAt> {
  const at = new AgentAt((await stage.person({ name: who })).page);
  await at.signIn(stage.rinnalla.links.agents[who]);
  return at;
}

async function atLiveView(stage: Stage): Promise<AgentAt> {
  const saga = await colleague(stage, "saga");
  await saga.page.getByRole("link", { name: "Live view" }).or(saga.button("Live view")).first().click();
  await saga.page.getByRole("row", { name: /Kalle/ }).waitFor();
  return saga;
}

/** Some seconds of packets, or a second without any, in which nothing but silence came in. */
async function hearsNothing(at: AgentAt | CustomerAt): Promise<void> {
  const total = async () => {
    const peers = await mediaByPeer(at.page);
    return peers.reduce((sum, one) => sum + one.audioEnergyReceived, 0);
  };
  // What was said before is still on its way for a moment; after that one look differs from the next by nothing.
  let before = await total();
  let stillFor = 0;
  await expect
    .poll(
      async () => {
        const now = await total();
        stillFor = now - before < 1e-5 ? stillFor + 1 : 0;
        before = now;
        return stillFor;
      },
      { interval: 250, timeout: 20_000 },
    )
    .toBeGreaterThanOrEqual(12);
}

const peersOf = async (at: AgentAt | CustomerAt) => (await mediaByPeer(at.page)).map((peer) => peer.made);

test("[CALL-11] a supervisor listens: hears both, is heard by nobody, and the customer learns nothing", () =>
  onStage(async (stage) => {
    const { customer, aino } = await inCall(stage);
    const [customersLink] = await peersOf(customer);
    const saga = await atLiveView(stage);
    await saga.sitIn("Kalle", "Listen");
    await waitForSound(saga.page);
    await aino.callControl.getByText("listens").waitFor();
    // Each of the two alone, then neither.
    await aino.callButton("Mute").click();
    await aino.callButton("Unmute").waitFor();
    await hearsNothing(customer);
    await waitForSound(saga.page);
    await customer.button("Mute").click();
    await hearsNothing(saga);
    await aino.callButton("Unmute").click();
    await waitForSound(saga.page);
    await customer.button("Unmute").click();
    await waitForSound(aino.page);
    expect((await mediaTotals(saga.page)).mediaBytesSent).toBe(0);
    expect(await peersOf(customer)).toEqual([customersLink]);
    expect(await customer.page.getByText("Saga").count()).toBe(0);
    await saga.guestButton("Leave the call").click();
    await saga.guestControl.waitFor({ state: "detached" });
    await expect.poll(async () => (await mediaTotals(saga.page)).connections).toBe(0);
    expect(await peersOf(customer)).toEqual([customersLink]);
    await waitForSound(customer.page);
  }));

test("[CALL-11] a supervisor whispers to the agent alone, then joins and all hear all, without a break in the call of two", () =>
  onStage(async (stage) => {
    const { customer, aino } = await inCall(stage);
    const [customersLink] = await peersOf(customer);
    const [agentsLink] = await peersOf(aino);
    const saga = await atLiveView(stage);
    await saga.sitIn("Kalle", "Whisper");
    await waitForVoices(aino.page, 2);
    await waitForSound(saga.page);
    await aino.callButton("Mute").click();
    await hearsNothing(customer);
    await waitForVoices(aino.page, 2);
    expect(await peersOf(customer)).toEqual([customersLink]);
    expect(await customer.page.getByText("Saga").count()).toBe(0);
    await aino.callButton("Unmute").click();

    await saga.guestButton("Join").click();
    await customer.page.getByText("Aino, Saga").waitFor();
    await Promise.all([waitForVoices(customer.page, 2), waitForVoices(aino.page, 2), waitForVoices(saga.page, 2)]);
    expect(await peersOf(customer)).toContain(customersLink);
    expect(await peersOf(aino)).toContain(agentsLink);

    await saga.guestButton("Listen").click();
    await customer.page.getByText("Aino, Saga").waitFor({ state: "detached" });
    await expect.poll(() => peersOf(customer)).toEqual([customersLink]);
    await waitForSound(saga.page);
    await aino.callButton("End call").click();
    await saga.guestControl.waitFor({ state: "detached" });
    await expect.poll(async () => (await mediaTotals(saga.page)).connections).toBe(0);
  }));

test("[CALL-11] a guest with a camera: each of the three sees and hears the two others", () =>
  onStage(async (stage) => {
    const { customer, aino } = await inCall(stage, "Video call");
    const saga = await atLiveView(stage);
    await saga.sitIn("Kalle", "Join");
    await saga.guestButton("Turn on video").click();
    const pages = [customer.page, aino.page, saga.page];
    await Promise.all(pages.map((page) => waitForVoices(page, 2, 40_000)));
    await Promise.all(pages.map((page) => waitForPictures(page, 2, 40_000)));
  }));

test("[CALL-11] on hold the customer hears and gives only silence, reads why, and the call goes on", () =>
  onStage(async (stage) => {
    const { customer, aino } = await inCall(stage);
    await aino.callButton("Hold").click();
    await customer.page.getByText("Aino has put you on hold").waitFor();
    await Promise.all([hearsNothing(customer), hearsNothing(aino)]);
    await aino.callButton("Resume").click();
    await customer.page.getByText("Aino has put you on hold").waitFor({ state: "detached" });
    await Promise.all([waitForSound(customer.page), waitForSound(aino.page)]);
  }));

test("[CALL-11] a colleague is consulted while the customer is on hold, and takes the call over without a second ring", () =>
  onStage(async (stage) => {
    const { customer, aino } = await inCall(stage);
    const ville = await colleague(stage, "ville");
    await aino.consult("Ville");
    await ville.callInvite.getByRole("button", { name: "Accept" }).click();
    await ville.guestControl.waitFor();
    await customer.page.getByText("Aino has put you on hold").waitFor();
    await Promise.all([waitForVoices(ville.page, 1), waitForVoices(aino.page, 1)]);
    await hearsNothing(customer);

    await aino.callButton("Transfer call to Ville").click();
    await ville.callControl.waitFor();
    await aino.callControl.waitFor({ state: "detached" });
    await Promise.all([waitForSound(customer.page), waitForSound(ville.page)]);
    await customer.hasNoRing();
    await customer.button("End call").waitFor();
    await expect.poll(async () => (await mediaTotals(aino.page)).connections, { timeout: 10_000 }).toBe(0);

    // Aino has room again, Ville has none.
    const next = new CustomerAt((await stage.person({ name: "next customer" })).page);
    await next.startChat(stage.rinnalla.links.shop, "Who is free?", "Sirkka");
    await aino.offer.getByText(/Sirkka/).waitFor();
    expect(await ville.offer.count()).toBe(0);

    await ville.callButton("End call").click();
    await customer.log.getByText(/Voice call, \d:\d\d/).waitFor();
  }));

test("[CALL-11] to a queue: the customer waits on hold, one of the queue takes it with the live call, and no second ring", () =>
  onStage(async (stage) => {
    const { customer, aino } = await inCall(stage);
    await aino.toQueue("Asiakaspalvelu");
    await customer.page.getByText("Waiting for Asiakaspalvelu.").waitFor();
    await aino.callControl.getByText("Waiting for Asiakaspalvelu…").waitFor();
    // Cancelled: as before.
    await aino.callButton("Cancel").click();
    await customer.page.getByText("Waiting for Asiakaspalvelu.").waitFor({ state: "detached" });
    await Promise.all([waitForSound(customer.page), waitForSound(aino.page)]);

    await aino.toQueue("Asiakaspalvelu");
    const ville = await colleague(stage, "ville");
    await ville.offer.getByText("With a live call: you speak with the customer at once").waitFor();
    await hearsNothing(customer);
    await ville.acceptOffer();
    await ville.callControl.waitFor();
    await aino.callControl.waitFor({ state: "detached" });
    await Promise.all([waitForSound(customer.page), waitForSound(ville.page)]);
    await customer.page.getByText("Waiting for Asiakaspalvelu.").waitFor({ state: "detached" });
    await customer.hasNoRing();
    await expect.poll(async () => (await mediaTotals(aino.page)).connections, { timeout: 10_000 }).toBe(0);
    await expect.poll(async () => (await mediaTotals(customer.page)).connections).toBe(1);
    await expect.poll(async () => (await mediaTotals(ville.page)).connections).toBe(1);

    // Aino has room again, Ville has none.
    const next = new CustomerAt((await stage.person({ name: "next customer" })).page);
    await next.startChat(stage.rinnalla.links.shop, "Who is free?", "Sirkka");
    await aino.offer.getByText(/Sirkka/).waitFor();
    expect(await ville.offer.count()).toBe(0);
    await ville.callButton("End call").click();
    await customer.log.getByText(/Voice call, \d:\d\d/).waitFor();
  }));

test("[CALL-11] a colleague who declines leaves the call as it was", () =>
  onStage(async (stage) => {
    const { customer, aino } = await inCall(stage);
    const ville = await colleague(stage, "ville");
    await aino.consult("Ville");
    await ville.callInvite.getByRole("button", { name: "Decline" }).click();
    await aino.callControl.getByText("Calling Ville…").waitFor({ state: "detached" });
    await aino.callButton("Hold").waitFor();
    await Promise.all([waitForSound(customer.page), waitForSound(aino.page)]);
  }));

test("[CALL-11] guests and the agent may reload: each is in the call again, in the same role", () =>
  onStage(async (stage) => {
    const { customer, aino } = await inCall(stage);
    const saga = await atLiveView(stage);
    await saga.sitIn("Kalle", "Join");
    await waitForVoices(customer.page, 2);
    await saga.page.reload();
    await saga.guestControl.waitFor();
    await Promise.all([waitForVoices(customer.page, 2), waitForVoices(saga.page, 2)]);
    await aino.page.reload();
    await aino.callControl.getByText("in the call").waitFor();
    await Promise.all([waitForVoices(saga.page, 2), waitForVoices(customer.page, 2)]);
    await customer.page.reload();
    await customer.page.getByText("Aino, Saga").waitFor();
    await Promise.all([waitForVoices(saga.page, 2), waitForVoices(aino.page, 2)]);
    await customer.hasNoRing();
  }));
