/** Recording by the real Janus (CALL-12): every party's sound and picture whole, played as one; whoever dies, what was recorded is kept. */
import { linkSync, mkdtempSync, readdirSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { RecordingOutline } from "@rinnalla/protocol";
import type { Page } from "playwright-core";
import { expect, test } from "vitest";
import { readMjr, type MjrPacket } from "../../apps/server/src/calls/janus/mjr.ts";
import { waitForPicture, waitForSound, waitForVoices, waitUntil, type Stage } from "../harness/index.ts";
import { AgentAt } from "./agent.ts";
import { withJanus } from "./janus.ts";
import { choose, decode, mark, outlineOf, playerOf, question, watchUploads } from "./recording-steps.ts";
import { openScene } from "./scene.ts";

const rawOf = ({ rinnalla }: Stage): string => join(rinnalla.dataFolder, "janus-recordings");
const filesIn = (folder: string): readonly string[] => {
  try {
    return readdirSync(folder).filter((name) => name.endsWith(".mjr"));
  } catch {
    return [];
  }
};
const idOf = (stage: Stage): string => readdirSync(join(stage.rinnalla.dataFolder, "recordings"))[0] ?? "";

/** Keeps what Janus writes, which our server removes once it has made tracks of it. */
function keepRaw(folder: string): {
  readonly read: () => Promise<ReadonlyMap<string, readonly MjrPacket[]>>;
  readonly close: () => void;
} {
  const kept = mkdtempSync(join(tmpdir(), "rinnalla-raw-"));
  const look = (): void => {
    for (const name of filesIn(folder))
      if (!readdirSync(kept).includes(name)) linkSync(join(folder, name), join(kept, name));
  };
  const timer = setInterval(look, 50);
  return {
    async read() {
      const tracks = new Map<string, readonly MjrPacket[]>();
      for (const name of filesIn(kept)) {
        const packets: MjrPacket[] = [];
        if (await readMjr([readFileSync(join(kept, name))], (packet) => packets.push(packet)))
          tracks.set(name, packets);
      }
      return tracks;
    },
    close() {
      clearInterval(timer);
      rmSync(kept, { recursive: true });
    },
  };
}

/** Packets of sound that this page has sent on its newest connection: the one to Janus. */
const soundSent = (page: Page): Promise<number> =>
  page.evaluate(async () => {
    const peers = [...((window as unknown as { rinnallaPeers: Set<RTCPeerConnection> }).rinnallaPeers ?? [])];
    const newest = peers.filter((peer) => peer.getTransceivers()[0]?.direction === "sendonly").at(-1);
    for (const stat of (await newest?.getStats())?.values() ?? [])
      if (stat.type === "outbound-rtp" && stat.kind === "audio") return stat.packetsSent as number;
    return 0;
  });

/** Opus packets in an Ogg file (RFC 3533, RFC 7845), its two headers not counted. */
function opusPackets(bytes: Buffer): number {
  let packets = 0;
  for (let at = 0; at + 27 <= bytes.length && bytes.toString("latin1", at, at + 4) === "OggS";) {
    const lacing = bytes.subarray(at + 27, at + 27 + bytes[at + 26]!);
    packets += lacing.filter((value) => value < 255).length;
    at += 27 + lacing.length + lacing.reduce((sum, value) => sum + value, 0);
  }
  return packets - 2;
}

const tracksOf = (outline: RecordingOutline, stretch = 0): readonly string[] =>
  (outline.stretches[stretch]?.tracks ?? [])
    .map(({ of, hasVideo }) => `${of} ${hasVideo ? "picture" : "sound"}`)
    .toSorted();

test("[CALL-12] [CALL-11] recorded by Janus: no packet missing of anybody's sound, paused when told, through the agent's reload, and played as one", () =>
  withJanus(async (stage) => {
    const { customer, aino, ainoPerson } = await openScene(stage, [/Failed to load resource/]);
    const uploads = watchUploads(aino.page);
    const raw = keepRaw(rawOf(stage));
    try {
      await aino.startCall("Video call");
      await customer.answer("Accept with video");
      await Promise.all([waitForSound(aino.page), waitForSound(customer.page), waitForPicture(aino.page)]);
      await choose(aino, "Record call");
      await question(customer).waitFor();
      expect(filesIn(rawOf(stage))).toEqual([]);
      await question(customer).getByRole("button", { name: "Allow" }).click();
      await mark(customer).waitFor();
      await waitUntil("four files grow", 20_000, () => filesIn(rawOf(stage)).length === 4);
      const pages = [aino.page, customer.page];
      const from = await Promise.all(pages.map(soundSent));
      await waitUntil(
        "three seconds of sound were sent",
        20_000,
        async () => (await soundSent(aino.page)) > from[0]! + 150,
      );
      const to = await Promise.all(pages.map(soundSent));
      await choose(aino, "Pause recording");
      await customer.page.getByText("Recording is paused").waitFor();
      const first = await raw.read();
      for (const [at, of] of (["agent", "customer"] as const).entries()) {
        const [, packets] = [...first].find(([name]) => name.includes(`~${of}~`) && name.includes("-audio-"))!;
        // Every number from the first to the last, and as many as were sent between the two looks.
        expect(new Set(packets.map(({ sequence }) => sequence)).size).toBe(packets.length);
        expect((packets.at(-1)!.sequence - packets[0]!.sequence + 65_536) % 65_536).toBe(packets.length - 1);
        expect(packets.length).toBeGreaterThanOrEqual(to[at]! - from[at]!);
      }
      await choose(aino, "Resume recording");
      await mark(customer).waitFor();
      await waitUntil("four more files grow", 20_000, async () => (await raw.read()).size === 8);
      await aino.page.reload();
      await waitForSound(aino.page);
      await waitUntil("the new page is recorded", 20_000, () => filesIn(rawOf(stage)).length >= 10);
      expect([await mark(customer).count(), await question(customer).count()]).toEqual([1, 0]);
      const again = await soundSent(aino.page);
      await waitUntil("two seconds more were sent", 20_000, async () => (await soundSent(aino.page)) > again + 100);
      await choose(aino, "Stop recording");
      await mark(customer).waitFor({ state: "detached" });

      const outline = await outlineOf(aino.page, idOf(stage));
      expect(filesIn(rawOf(stage))).toEqual([]);
      expect(uploads).toEqual([]);
      expect(outline.stretches.map(({ part }) => part)).toEqual([0, 0]);
      const both = ["agent picture", "agent sound", "customer picture", "customer sound"];
      expect(tracksOf(outline)).toEqual(both);
      expect([...new Set(tracksOf(outline, 1))]).toEqual(both);
      for (const { name, hasVideo, lengthMs } of outline.stretches[0]!.tracks) {
        const file = await decode(aino.page, idOf(stage), name);
        expect(Math.abs(file.duration * 1000 - lengthMs)).toBeLessThan(400);
        expect(hasVideo ? file.frames : file.loudest).toBeGreaterThan(0.01);
      }
      // All packets that Janus wrote are in what is played; where the sender was silent more may stand.
      const folder = join(stage.rinnalla.dataFolder, "recordings", idOf(stage), "tracks");
      for (const [name, packets] of await raw.read()) {
        if (!name.includes("-audio-")) continue;
        const [, part, take, of, , n] = /~(\d+)~(\d+)~(\w+)~(\w+)~(\d+)-audio/.exec(name)!;
        expect(opusPackets(readFileSync(join(folder, `s${part}-${take}-${of}-${n}.opus`)))).toBeGreaterThanOrEqual(
          packets.length,
        );
      }

      const player = playerOf(aino);
      await player.getByRole("button", { name: "Play recording" }).click();
      const playing = () =>
        player.locator("audio, video").evaluateAll((all) => all.map((one) => (one as HTMLMediaElement).currentTime));
      // One who came a little later is as much behind, and no more.
      const starts = outline.stretches[0]!.tracks.map(({ startMs }) => startMs / 1000);
      await waitUntil("all four play side by side", 20_000, async () => {
        const times = await playing();
        const places = times.map((time, at) => time + starts[at]!);
        return times.length === 4 && Math.min(...times) > 0.2 && Math.max(...places) - Math.min(...places) < 0.4;
      });
      await ainoPerson.screenshot("recording-of-parties");
    } finally {
      raw.close();
    }
  }));

test("[CALL-12] [CALL-11] Janus dies while it records: what it recorded is kept, and the agent's page goes on with the rest", () =>
  withJanus(async (stage, janus) => {
    const { customer, aino } = await openScene(stage, [/Failed to load resource/]);
    const uploads = watchUploads(aino.page);
    await aino.startCall("Voice call");
    await customer.answer("Accept with audio");
    await Promise.all([waitForSound(aino.page), waitForSound(customer.page)]);
    await choose(aino, "Record call");
    await question(customer).getByRole("button", { name: "Allow" }).click();
    await waitUntil("Janus records", 20_000, () => filesIn(rawOf(stage)).length >= 2);
    const sent = await soundSent(customer.page);
    await waitUntil("three seconds more were sent", 20_000, async () => (await soundSent(customer.page)) > sent + 150);
    await janus.kill();
    await waitUntil("the page records", 30_000, () => uploads.some(({ part, at }) => part === 1 && at === 1));
    await Promise.all([waitForSound(aino.page), waitForSound(customer.page)]);
    expect(await mark(customer).count()).toBe(1);
    await choose(aino, "Stop recording");
    const outline = await outlineOf(aino.page, idOf(stage));
    expect(tracksOf(outline).filter((track) => track.endsWith("sound"))).toEqual(["agent sound", "customer sound"]);
    expect(outline.stretches.map(({ part }) => part)).toEqual([0, 1]);
    // The last block of Janus's own buffer, a second of sound at most, died with it.
    expect(outline.stretches[0]!.lengthMs).toBeGreaterThan(2_000);
    expect(outline.stretches[1]!.tracks.map(({ of }) => of)).toEqual(["all"]);
    await playerOf(aino)
      .getByText(/Something may be missing at 0:0\d/)
      .waitFor();
  }));

test("[CALL-12] [CALL-11] [CALL-08] our server dies in a call of three that Janus joins and records: nobody rings again, the browsers join them, and both parts are kept", () =>
  withJanus(async (stage) => {
    const { customer, aino } = await openScene(stage, [/Failed to load resource/, /WebSocket/]);
    const uploads = watchUploads(aino.page);
    await aino.startCall("Voice call");
    await customer.answer("Accept with audio");
    await Promise.all([waitForSound(aino.page), waitForSound(customer.page)]);
    const sagaPerson = await stage.person({ name: "saga", expected: [/Failed to load resource/, /WebSocket/] });
    const saga = new AgentAt(sagaPerson.page);
    await saga.signIn(stage.rinnalla.links.agents.saga);
    await saga.page.getByRole("link", { name: "Live view" }).or(saga.button("Live view")).first().click();
    await saga.sitIn("Kalle", "Join");
    const pages = [customer.page, aino.page, saga.page];
    await Promise.all(pages.map((page) => waitForVoices(page, 2, 40_000)));
    await choose(aino, "Record call");
    await question(customer).getByRole("button", { name: "Allow" }).click();
    await waitUntil("Janus records all three", 20_000, () => filesIn(rawOf(stage)).length >= 3);
    const sent = await soundSent(customer.page);
    await waitUntil("three seconds more were sent", 20_000, async () => (await soundSent(customer.page)) > sent + 150);
    await stage.rinnalla.restart("SIGKILL");
    await Promise.all(pages.map((page) => waitForVoices(page, 2, 60_000)));
    await waitUntil("the page records", 30_000, () => uploads.some(({ part, at }) => part === 1 && at === 1));
    expect(await customer.page.getByRole("button", { name: "Accept with audio" }).count()).toBe(0);
    await choose(aino, "Stop recording");
    const outline = await outlineOf(aino.page, idOf(stage));
    const sounds = tracksOf(outline).filter((track) => track.endsWith("sound"));
    expect(sounds).toEqual(["agent sound", "customer sound", "guest sound"]);
    expect(outline.stretches[0]!.lengthMs).toBeGreaterThan(2_500);
    expect(outline.stretches.map(({ part }) => part)).toEqual([0, 1]);
  }));
