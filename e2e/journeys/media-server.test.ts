/** Calls of three through the real Janus (CALL-11): the same rooms and pages as with the browsers alone. */
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
import { withJanus } from "./janus.ts";
import { openScene, type Scene } from "./scene.ts";

async function inCall(stage: Stage, kind: "Voice call" | "Video call"): Promise<Scene & { readonly saga: AgentAt }> {
  const scene = await openScene(stage);
  await scene.aino.startCall(kind);
  await scene.customer.answer(kind === "Voice call" ? "Accept with audio" : "Accept with video");
  await Promise.all([waitForSound(scene.aino.page), waitForSound(scene.customer.page)]);
  const saga = new AgentAt((await stage.person({ name: "saga" })).page);
  await saga.signIn(stage.rinnalla.links.agents.saga);
  await saga.page.getByRole("link", { name: "Live view" }).or(saga.button("Live view")).first().click();
  await saga.page.getByRole("row", { name: /Kalle/ }).waitFor();
  return { ...scene, saga };
}

const peersOf = async (at: { readonly page: AgentAt["page"] }) => (await mediaByPeer(at.page)).map((peer) => peer.made);
const health = async (stage: Stage): Promise<unknown> =>
  (await fetch(new URL("/api/health", stage.rinnalla.links.shop))).json();

test("[CALL-11] three join through Janus: all hear and see all, each with one connection out", () =>
  withJanus(async (stage, janus) => {
    const { customer, aino, saga } = await inCall(stage, "Video call");
    expect(await health(stage)).toMatchObject({ mediaServer: "ok" });
    await saga.sitIn("Kalle", "Join");
    await saga.guestButton("Turn on video").click();
    const pages = [customer.page, aino.page, saga.page];
    await Promise.all(pages.map((page) => waitForVoices(page, 2, 40_000)));
    await Promise.all(pages.map((page) => waitForPictures(page, 2, 40_000)));
    // The page that joined publishes once for both.
    const sending = async () => (await mediaByPeer(saga.page)).filter((peer) => peer.mediaBytesSent > 0).length;
    await expect.poll(sending, { timeout: 15_000 }).toBe(1);
    expect(janus.output()).not.toContain("No such feed");
  }));

test("[CALL-11] through Janus as well: who listens or whispers is hidden from the customer, and heard by the agent alone", () =>
  withJanus(async (stage) => {
    const { customer, aino, saga } = await inCall(stage, "Voice call");
    const before = await peersOf(customer);
    await saga.sitIn("Kalle", "Listen");
    await waitForVoices(saga.page, 1, 40_000);
    expect((await mediaTotals(saga.page)).mediaBytesSent).toBe(0);
    expect(await peersOf(customer)).toEqual(before);
    await saga.guestButton("Whisper").click();
    await waitForVoices(aino.page, 2, 40_000);
    await waitForVoices(saga.page, 1);
    await waitForVoices(customer.page, 1);
    expect(await peersOf(customer)).toEqual(before);
    await saga.guestButton("Leave the call").click();
    await saga.guestControl.waitFor({ state: "detached" });
    await expect.poll(async () => (await mediaTotals(saga.page)).connections).toBe(0);
  }));

test("[CALL-11] Janus dies in the call: it says so in its health, and the browsers join the parties themselves", () =>
  withJanus(async (stage, janus) => {
    const { customer, aino, saga } = await inCall(stage, "Voice call");
    await saga.sitIn("Kalle", "Join");
    const pages = [customer.page, aino.page, saga.page];
    await Promise.all(pages.map((page) => waitForVoices(page, 2, 40_000)));
    await janus.kill();
    await expect.poll(() => health(stage)).toMatchObject({ mediaServer: "unreachable", status: "ok" });
    await Promise.all(pages.map((page) => waitForVoices(page, 2, 40_000)));
    await aino.callButton("End call").click();
    await saga.guestControl.waitFor({ state: "detached" });
  }));
