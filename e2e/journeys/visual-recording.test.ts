/** Recording what is shared, with a consent of its own (VIS-04): nothing before it, nothing masked in it, and how it is played. */
import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { inflateRawSync } from "node:zlib";
import { PieceJoiner } from "@rinnalla/client";
import { readReplayRecords, replayKinds } from "@rinnalla/protocol";
import { expect, test } from "vitest";
import { waitForPicture, waitUntil } from "../harness/index.ts";
import { AgentAt } from "./agent.ts";
import type { CustomerAt } from "./customer.ts";
import { onStage, openScene } from "./scene.ts";

const card = "4929 1234 5678 9014";
const password = "salainen-kuusi-42";

/** All that was kept of the only recording, unpacked. */
function keptIn(dataFolder: string): Buffer {
  const folder = join(dataFolder, "recordings");
  const [id] = existsSync(folder) ? readdirSync(folder) : [];
  if (!id) return Buffer.alloc(0);
  const pieces = readdirSync(join(folder, id))
    .filter((name) => /^\d+$/.test(name))
    .toSorted((a, b) => Number(a) - Number(b))
    .map((name) => readFileSync(join(folder, id, name)));
  const joiner = new PieceJoiner();
  const payloads = readReplayRecords(Buffer.concat(pieces)).flatMap(({ kind, bytes }) => {
    const whole = kind === replayKinds.frame ? joiner.take(bytes) : null;
    if (!whole) return [];
    return [whole.payload[0] === 1 ? inflateRawSync(whole.payload.subarray(1)) : whole.payload];
  });
  return Buffer.concat(payloads);
}

const question = (customer: CustomerAt) => customer.page.getByRole("alertdialog", { name: /record this\?/ });
const mark = (customer: CustomerAt) => customer.page.getByRole("status").filter({ hasText: "Aino is recording" });

async function addToHeading(customer: CustomerAt, words: string): Promise<void> {
  await customer.page.evaluate((added) => document.querySelector("h1")!.append(added), words);
}

test("[VIS-04] [VIS-05] a co-browse: refused, nothing is kept; allowed, it is kept without what is masked, over a killed server, and played", () =>
  onStage(async (stage) => {
    const refusals = [/Failed to load resource/, /ERR_CONNECTION_REFUSED/, /WebSocket connection/];
    const { customer, customerPerson, aino, ainoPerson } = await openScene(stage, refusals);
    const { dataFolder } = stage.rinnalla;
    await customer.page.goto(stage.rinnalla.links.shop);
    await customer.page.locator(".products a.card").first().click();
    await customer.page.getByRole("button", { name: "Add to cart" }).click();
    await customer.page.getByRole("link", { name: "Go to checkout" }).click();
    const pin = await aino.createSession("Co-browse");
    await customer.enterPin(pin);
    await customer.allow();
    await aino.mirror.getByRole("heading", { name: "Checkout" }).waitFor();
    const tools = aino.page.getByRole("toolbar", { name: "Session tools" });

    await tools.getByRole("button", { name: "Record", exact: true }).click();
    await question(customer).getByText("Let Aino of Kahvila Kuusi record this?").waitFor();
    await customerPerson.screenshot("visual-recording-asked");
    await question(customer).getByRole("button", { name: "Deny" }).click();
    await aino.sees("The customer did not allow recording");
    await addToHeading(customer, " – unrecorded");
    await aino.mirror.getByRole("heading", { name: "unrecorded" }).waitFor();
    expect(readdirSync(dataFolder)).not.toContain("recordings");
    await customer.page.evaluate(() => (document.querySelector("h1")!.textContent = "Checkout"));

    await tools.getByRole("button", { name: "Record", exact: true }).click();
    await question(customer).getByRole("button", { name: "Allow" }).click();
    await mark(customer).waitFor();
    await tools.getByText("Recording", { exact: true }).waitFor();
    await addToHeading(customer, " – step 2");
    await customer.page.getByLabel("Name", { exact: true }).fill("Kalle Kuusi");
    await customer.page.getByLabel("Card number").pressSequentially(card);
    await customer.page.getByLabel("Password", { exact: true }).pressSequentially(password);
    await customer.page.getByLabel("Show password").check();
    await aino.mirror.getByRole("heading", { name: "step 2" }).waitFor();
    await tools.getByRole("radio", { name: "Laser pointer" }).click();
    await aino.mirror.getByRole("button", { name: "Place the order" }).hover({ force: true });
    await customer.page.locator("rinnalla-laser i").waitFor({ state: "attached" });
    await addToHeading(customer, " – pointed");
    await waitUntil("what came is on disk", 20_000, () => keptIn(dataFolder).includes("pointed"));
    await customerPerson.screenshot("visual-recording-mark");
    await ainoPerson.screenshot("visual-recording-tools");
    await tools.getByRole("radio", { name: "Look" }).click();

    await stage.rinnalla.kill("SIGKILL");
    await stage.rinnalla.start();
    await waitUntil("the session goes on", 60_000, async () => {
      await addToHeading(customer, ".");
      return (await aino.mirror.getByRole("heading", { name: /pointed\.+/ }).count()) > 0;
    });
    await addToHeading(customer, " – after the crash");
    await waitUntil("what came after it is on disk", 30_000, () => keptIn(dataFolder).includes("after the crash"));

    await tools.getByRole("button", { name: "Pause recording" }).click();
    await customer.page.getByText("Recording is paused").waitFor();
    await addToHeading(customer, " – in the pause");
    await aino.mirror.getByRole("heading", { name: "in the pause" }).waitFor();
    await customer.page.evaluate(() => (document.querySelector("h1")!.textContent = "Checkout, again"));
    await tools.getByRole("button", { name: "Resume recording" }).click();
    await mark(customer).waitFor();
    await waitUntil("it goes on from a whole picture", 20_000, () => keptIn(dataFolder).includes("Checkout, again"));
    await customer.button("Stop recording").click();
    await mark(customer).waitFor({ state: "detached" });
    await aino.sees("The customer stopped the recording");
    await addToHeading(customer, " – after the stop");
    await aino.mirror.getByRole("heading", { name: "after the stop" }).waitFor();
    await customer.button("Stop").click();
    await aino.log.getByText(/Co-browse ended/).waitFor();

    const kept = keptIn(dataFolder);
    for (const secret of [
      card,
      card.replaceAll(" ", ""),
      card.slice(0, 9),
      password,
      "Kalle Kuusi",
      "unrecorded",
      "in the pause",
      "after the stop",
    ])
      expect(kept.includes(secret), `the recording has ${secret}`).toBe(false);

    await aino.log.getByRole("button", { name: "Play recording" }).click();
    const player = aino.page.getByRole("dialog", { name: "Recorded co-browse" });
    const picture = player.locator("iframe").contentFrame().locator("#pictures iframe:not(.next)").contentFrame();
    await picture.getByRole("heading", { name: "Checkout" }).waitFor();
    const laser = player.locator("iframe").contentFrame().locator("#laser:not([hidden])");
    await laser.waitFor({ timeout: 60_000 });
    const [spot, target] = await Promise.all([
      laser.boundingBox(),
      picture.getByRole("button", { name: "Place the order" }).boundingBox(),
    ]);
    expect((spot?.x ?? 0) + (spot?.width ?? 0) / 2 - (target?.x ?? 0) - (target?.width ?? 0) / 2).toBeCloseTo(0, -1);
    await ainoPerson.screenshot("visual-recording-played");
    await player.getByRole("radio", { name: "4×" }).click();
    await picture.getByRole("heading", { name: "Checkout, again" }).waitFor({ timeout: 60_000 });
    await player
      .getByRole("button", { name: "Stop playing" })
      .or(player.getByRole("button", { name: "Play recording" }))
      .click();
    const bar = player.getByRole("slider", { name: "Place in the recording" });
    await bar.focus();
    await aino.page.keyboard.press("Home");
    await picture.getByRole("heading", { name: "again" }).waitFor({ state: "detached" });
    await aino.page.keyboard.press("End");
    await picture.getByRole("heading", { name: "Checkout, again" }).waitFor();
    await player.getByRole("button", { name: "Close" }).click();

    const id = readdirSync(join(dataFolder, "recordings"))[0] ?? "";
    const ville = new AgentAt((await stage.person({ name: "Ville", expected: refusals })).page);
    await ville.signIn(stage.rinnalla.links.agents.ville);
    expect(await ville.page.evaluate(async (of) => (await fetch(`/api/recordings/${of}`)).status, id)).toBe(404);
  }));

test("[VIS-04] a shared screen is recorded as the agent sees it, with the customer's own yes, and played as video", () =>
  onStage(async (stage) => {
    const { customer, aino } = await openScene(stage);
    const pin = await aino.createSession("Screen share");
    await customer.enterPin(pin);
    await customer.allow();
    await waitForPicture(aino.page);
    const tools = aino.page.getByRole("toolbar", { name: "Session tools" });
    const pieces: number[] = [];
    aino.page.on("request", (request) => {
      if (request.method() === "PUT" && request.url().includes("/api/recordings/")) pieces.push(pieces.length);
    });
    await tools.getByRole("button", { name: "Record", exact: true }).click();
    await question(customer).waitFor();
    expect(pieces).toEqual([]);
    await question(customer).getByRole("button", { name: "Allow" }).click();
    await mark(customer).waitFor();
    await waitUntil("two pieces were sent", 20_000, () => pieces.length >= 2);
    // It goes on over a reload of the agent's page, as another part.
    await aino.page.reload();
    await waitForPicture(aino.page);
    await aino.sees("Recording went on in a new part");
    const before = pieces.length;
    await waitUntil("two pieces of the next part were sent", 20_000, () => pieces.length >= before + 2);
    await mark(customer).waitFor();
    await tools.getByRole("button", { name: "Stop recording" }).click();
    await mark(customer).waitFor({ state: "detached" });
    const player = aino.log.getByRole("group", { name: /^Recording, / });
    await player.waitFor();
    // To be shown in the timeline is not to be played.
    expect(await aino.count("Aino played the recording")).toBe(0);
    await player.getByRole("button", { name: "Play recording" }).click();
    await aino.sees("Aino played the recording");
    const video = player.locator("video").first();
    await waitUntil("it plays, as a picture", 20_000, () =>
      video.evaluate((element) => {
        const { currentTime, videoWidth, videoHeight } = element as HTMLVideoElement;
        return currentTime > 0.2 && videoWidth === 1600 && videoHeight === 900;
      }),
    );
  }));
