/** The instruments themselves: a probe that hears in silence, or a watch that sees no complaint, would prove nothing. */
import { once } from "node:events";
import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { afterAll, beforeAll, expect, test } from "vitest";
import type { Browser, Page } from "playwright-core";
import { deviceRequests, launchBrowser, mediaTotals, newPerson, waitForPicture, waitForSound } from "./index.ts";

let browser: Browser;
let server: Server;
let url: string;

beforeAll(async () => {
  browser = await launchBrowser();
  server = createServer((_, response) => {
    response.setHeader("content-type", "text/html");
    response.end("<!doctype html><title>Empty</title>");
  }).listen(0, "127.0.0.1");
  await once(server, "listening");
  url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/`;
});

afterAll(async () => {
  await browser.close();
  server.close();
});

/** Two connections in one page, one sending what `constraints` give, or silence when null. */
async function connect(page: Page, constraints: MediaStreamConstraints | null): Promise<void> {
  await page.evaluate(async (wanted) => {
    const [from, to] = [new RTCPeerConnection(), new RTCPeerConnection()];
    from.onicecandidate = ({ candidate }) => void to.addIceCandidate(candidate);
    to.onicecandidate = ({ candidate }) => void from.addIceCandidate(candidate);
    to.ontrack = ({ track }) => {
      const player = document.body.appendChild(document.createElement("video"));
      player.srcObject = new MediaStream([track]);
      void player.play();
    };
    const stream = wanted
      ? await navigator.mediaDevices.getUserMedia(wanted)
      : new AudioContext().createMediaStreamDestination().stream;
    for (const track of stream.getTracks()) from.addTrack(track, stream);
    await from.setLocalDescription();
    await to.setRemoteDescription(from.localDescription!);
    await to.setLocalDescription();
    await from.setRemoteDescription(to.localDescription!);
  }, constraints);
}

test("hears the fake microphone, sees the fake camera, and knows who asked for a device", async () => {
  const person = await newPerson(browser, { name: "both" });
  await person.page.goto(url);
  expect(await deviceRequests(person.page)).toEqual([]);
  await connect(person.page, { audio: true, video: true });
  await waitForSound(person.page);
  await waitForPicture(person.page);
  expect(await mediaTotals(person.page)).toMatchObject({ connections: 2 });
  expect((await mediaTotals(person.page)).mediaBytesSent).toBeGreaterThan(0);
  expect(await deviceRequests(person.page)).toEqual(["getUserMedia"]);
  await person.close();
});

test("does not take silence for sound", async () => {
  const person = await newPerson(browser, { name: "silent" });
  await person.page.goto(url);
  await connect(person.page, null);
  await expect(waitForSound(person.page, 3_000)).rejects.toThrow("in vain");
  await person.close();
});

test("a page that complains fails its person, an expected complaint does not", async () => {
  const loud = await newPerson(browser, { name: "loud" });
  const warned = await newPerson(browser, { name: "warned", expected: [/on purpose/] });
  for (const { page } of [loud, warned]) {
    await page.goto(url);
    await page.evaluate(() => console.error("on purpose"));
    await page.evaluate(
      () =>
        void setTimeout(() => {
          throw new Error("thrown on purpose");
        }),
    );
    await page.waitForFunction(() => document.readyState === "complete");
  }
  await expect.poll(() => loud.problems().length).toBe(2);
  await expect(loud.close()).rejects.toThrow("loud's pages complained");
  await warned.close();
});
