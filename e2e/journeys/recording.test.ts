/** Recording with the consent of both sides (CALL-12): nothing before it, all of it afterwards, and who may hear it. */
import type { Page } from "playwright-core";
import { expect, test } from "vitest";
import { waitForPicture, waitForSound, waitForVoices, waitUntil } from "../harness/index.ts";
import { AgentAt } from "./agent.ts";
import { choose, decode, mark, playerOf, question, watchUploads } from "./recording-steps.ts";
import { onStage, openScene } from "./scene.ts";

/** Notes how large each piece is; the protocol of the browser's own tools does not tell it of a `Blob`. */
function weighUploads(page: Page): Promise<void> {
  return page.evaluate(() => {
    const sizes: number[] = ((window as unknown as { pieceSizes?: number[] }).pieceSizes = []);
    const original = window.fetch.bind(window);
    window.fetch = (input, init) => {
      if (init?.method === "PUT" && init.body instanceof Blob) sizes.push(init.body.size);
      return original(input, init);
    };
  });
}
const sizesOf = (page: Page): Promise<readonly number[]> =>
  page.evaluate(() => (window as unknown as { pieceSizes: number[] }).pieceSizes);

const statusOf = (page: Page, recordingId: string): Promise<number> =>
  page.evaluate(async (id) => (await fetch(`/api/recordings/${id}`)).status, recordingId);

test("[CALL-12] asked and refused: nothing is stored; allowed: recorded, paused, resumed, stopped, and playable by those who may", () =>
  onStage(async (stage) => {
    const refusals = [/Failed to load resource.*\b(401|404)\b/];
    const { customer, customerPerson, aino, ainoPerson } = await openScene(stage, refusals);
    const uploads = watchUploads(aino.page);
    await weighUploads(aino.page);
    await aino.startCall("Video call");
    await customer.answer("Accept with video");
    await Promise.all([waitForSound(aino.page), waitForSound(customer.page), waitForPicture(aino.page)]);

    await choose(aino, "Record call");
    await aino.callControl.getByText("Waiting for the customer to allow recording").waitFor();
    await question(customer)
      .getByText(/Let Aino of Kahvila Kuusi record this call\?/)
      .waitFor();
    // A message sent while the question stands consents to nothing.
    await customer.say("what for?");
    await aino.sees("what for?");
    await customerPerson.screenshot("recording-asked");
    await question(customer).getByRole("button", { name: "Deny" }).click();
    await aino.sees("The customer did not allow recording");
    await question(customer).waitFor({ state: "detached" });
    expect(await mark(customer).count()).toBe(0);
    expect(uploads).toEqual([]);

    await choose(aino, "Record call");
    await question(customer).waitFor();
    expect(uploads).toEqual([]);
    await question(customer).getByRole("button", { name: "Allow" }).click();
    const startedAt = Date.now();
    await mark(customer).waitFor();
    await aino.callControl.getByText("Recording", { exact: true }).waitFor();
    await waitUntil("two pieces were sent", 20_000, () => uploads.length >= 2);
    await ainoPerson.screenshot("recording-console");
    await customerPerson.screenshot("recording-widget");

    await choose(aino, "Pause recording");
    await customer.page.getByText("Recording is paused").waitFor();
    const recordedMs = Date.now() - startedAt;
    // Sound goes on meanwhile, and none of it is sent: what was recorded before the pause comes, then nothing.
    await waitForSound(aino.page);
    let sentAtPause = uploads.length;
    let pausedAt = Date.now();
    await waitUntil("what was recorded before the pause has come", 20_000, () => {
      if (uploads.length > sentAtPause) {
        sentAtPause = uploads.length;
        pausedAt = Date.now();
      }
      return Date.now() - pausedAt > 2500;
    });
    await waitUntil("a while goes by in the pause", 20_000, () => Date.now() - pausedAt > 7000);
    expect(uploads).toHaveLength(sentAtPause);
    const pausedMs = Date.now() - pausedAt;

    await choose(aino, "Resume recording");
    await mark(customer).waitFor();
    const resumedAt = Date.now();
    const sentAtResume = uploads.length;
    await waitUntil("another piece was sent", 20_000, () => uploads.length > sentAtResume);
    const resumedMs = Date.now() - resumedAt;
    await choose(aino, "Stop recording");
    await mark(customer).waitFor({ state: "detached" });
    await aino.log.getByText("Recording stopped").waitFor();
    const allMs = Date.now() - startedAt;

    const recordingId = uploads[0]?.recordingId ?? "";
    expect(new Set(uploads.map((upload) => upload.recordingId))).toEqual(new Set([recordingId]));
    expect(uploads.map(({ at }) => at)).toEqual(uploads.map((_, index) => index));
    await aino.callButton("End call").click();
    const player = aino.log.getByLabel(/^Recording, 0:\d\d$/);
    await player.waitFor();

    const file = await decode(aino.page, recordingId);
    expect(file.status).toBe(200);
    expect(file.type).toMatch(/^video\/webm/);
    expect(file.bytes).toBe((await sizesOf(aino.page)).reduce((sum, bytes) => sum + bytes, 0));
    // The recorder starts a moment after the consent, when its code is here.
    expect(file.duration * 1000).toBeGreaterThan(recordedMs + resumedMs - 1500);
    expect(file.duration * 1000).toBeLessThan(allMs - pausedMs + 1000);
    expect(file.soundSeconds).toBeGreaterThan(file.duration - 1);
    expect(file.loudest).toBeGreaterThan(0.01);
    expect(file.frames).toBeGreaterThan(5);
    expect(file.width).toBeGreaterThan(640);

    // In the timeline it plays from the server itself.
    await player.evaluate((element) => void (element as HTMLVideoElement).play());
    await waitUntil("the player plays", 20_000, () =>
      player.evaluate((element) => (element as HTMLVideoElement).currentTime > 0.2),
    );

    const ville = new AgentAt((await stage.person({ name: "Ville", expected: refusals })).page);
    await ville.signIn(stage.rinnalla.links.agents.ville);
    expect(await statusOf(ville.page, recordingId)).toBe(404);
    const saga = new AgentAt((await stage.person({ name: "Saga" })).page);
    await saga.signIn(stage.rinnalla.links.agents.saga);
    expect(await statusOf(saga.page, recordingId)).toBe(200);
    const nobody = await stage.person({ name: "nobody", expected: refusals });
    await nobody.page.goto(new URL("/console/", aino.page.url()).href);
    expect(await statusOf(nobody.page, recordingId)).toBe(401);
    // The customer's page is of another origin, with the customer's token at most.
    const bare = await fetch(new URL(`/api/recordings/${recordingId}`, stage.rinnalla.links.shop));
    expect(bare.status).toBe(401);
  }));

test("[CALL-12] the customer stops the recording, the call goes on, and not a piece is made after it", () =>
  onStage(async (stage) => {
    const { customer, aino } = await openScene(stage);
    const uploads = watchUploads(aino.page);
    await aino.startCall("Voice call");
    await customer.answer("Accept with audio");
    await Promise.all([waitForSound(aino.page), waitForSound(customer.page)]);
    await choose(aino, "Record call");
    await question(customer).getByRole("button", { name: "Allow" }).click();
    await waitUntil("a piece was sent", 20_000, () => uploads.length >= 1);
    await customer.button("Stop recording").click();
    await aino.sees("The customer stopped the recording");
    await aino.callControl.getByText("Recording", { exact: true }).waitFor({ state: "detached" });
    await waitForSound(aino.page);
    const sent = uploads.length;
    await waitForSound(aino.page);
    expect(uploads.length).toBeLessThanOrEqual(sent + 1);
    await aino.callButton("End call").click();
    await aino.log.getByLabel(/^Recording, 0:\d\d$/).waitFor();
    const file = await decode(aino.page, uploads[0]?.recordingId ?? "");
    expect(file.type).toMatch(/^audio\/webm/);
    expect(file.frames).toBe(0);
    expect(file.duration).toBeGreaterThan(1);
    expect(file.loudest).toBeGreaterThan(0.01);
  }));

test("[CALL-12] [CALL-11] a guest who joined is heard in the recording", () =>
  onStage(async (stage) => {
    const { customer, aino } = await openScene(stage);
    const uploads = watchUploads(aino.page);
    await aino.startCall("Voice call");
    await customer.answer("Accept with audio");
    await Promise.all([waitForSound(aino.page), waitForSound(customer.page)]);
    const saga = new AgentAt((await stage.person({ name: "saga" })).page);
    await saga.signIn(stage.rinnalla.links.agents.saga);
    await saga.page.getByRole("link", { name: "Live view" }).or(saga.button("Live view")).first().click();
    await saga.sitIn("Kalle", "Join");
    await waitForVoices(aino.page, 2);
    // Only the guest speaks from here on.
    await aino.callButton("Mute").click();
    await customer.button("Mute").click();
    await customer.button("Unmute").waitFor();
    // What was said before is through by the time that the guest alone has been heard for a while.
    await waitForSound(aino.page);
    await waitForVoices(aino.page, 1);
    await choose(aino, "Record call");
    await question(customer).getByRole("button", { name: "Allow" }).click();
    await waitUntil("two pieces were sent", 30_000, () => uploads.length >= 2);
    await aino.callButton("End call").click();
    await aino.log.getByLabel(/^Recording, 0:\d\d$/).waitFor();
    const file = await decode(aino.page, uploads[0]?.recordingId ?? "");
    expect(file.loudest).toBeGreaterThan(0.01);
  }));

test("[CALL-12] [CALL-08] a lost piece is sent again in its place; after the agent's reload the recording goes on as a part of its own, unasked, and plays as one", () =>
  onStage(async (stage) => {
    const { customer, aino, ainoPerson } = await openScene(stage, [/Failed to load resource/]);
    let toLose = 2;
    await aino.page.route("**/api/recordings/*/1?part=0&*", (route) =>
      toLose-- > 0 ? route.abort("connectionfailed") : route.continue(),
    );
    const uploads = watchUploads(aino.page);
    await aino.startCall("Voice call");
    await customer.answer("Accept with audio");
    await Promise.all([waitForSound(aino.page), waitForSound(customer.page)]);
    await choose(aino, "Record call");
    await question(customer).getByRole("button", { name: "Allow" }).click();
    await waitUntil("what was lost and two more were sent", 30_000, () => uploads.some(({ at }) => at === 3));
    expect(uploads.map(({ at }) => at).slice(0, 6)).toEqual([0, 1, 1, 1, 2, 3]);
    await aino.page.reload();
    await waitForSound(aino.page);
    await waitUntil("two pieces of the next part were sent", 30_000, () =>
      uploads.some(({ at, part }) => part === 1 && at === 1),
    );
    // The customer saw the mark all the time, and was not asked again.
    expect([await mark(customer).count(), await question(customer).count()]).toEqual([1, 0]);
    await aino.sees("Recording went on in a new part");
    const sent = uploads.length;
    await choose(aino, "Stop recording");
    await waitUntil("the last piece was sent", 20_000, () => uploads.length > sent);
    const recordingId = uploads[0]?.recordingId ?? "";
    const parts = await Promise.all([0, 1].map((track) => decode(aino.page, recordingId, track)));
    expect(parts[0]!.duration).toBeGreaterThan(5.5);
    expect(parts[1]!.duration).toBeGreaterThan(3);
    const seconds = parts.reduce((sum, { duration }) => sum + duration, 0);

    const player = playerOf(aino);
    const place = player.getByRole("slider");
    await waitUntil("the player knows all of it", 20_000, async () => {
      const all = Number(await place.getAttribute("max")) / 1000;
      return Math.abs(all - seconds) < 0.5;
    });
    await player.getByText(/Something may be missing at 0:0\d/).waitFor();
    await ainoPerson.screenshot("recording-in-parts");
    // From the end of the first part into the second, by itself.
    await place.fill(String(Math.floor(parts[0]!.duration - 1) * 1000));
    await player.getByRole("button", { name: "Play recording" }).click();
    const heard = () => player.locator("audio").evaluate((one) => (one as HTMLAudioElement).currentTime);
    await waitUntil("the second part plays", 20_000, async () => {
      const isBeyond = Number(await place.inputValue()) / 1000 > parts[0]!.duration + 0.5;
      return isBeyond && (await heard()) > 0.5;
    });
  }));
