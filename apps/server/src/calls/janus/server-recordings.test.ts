/** Raw files as Janus writes them, made ready by the real `janus-pp-rec`. */
import { mkdtempSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { newId, type ConversationId, type RecordingId, type WidgetId } from "@rinnalla/protocol";
import { pino } from "pino";
import { afterEach, beforeEach, expect, test } from "vitest";
import { stretchesOf } from "../recording-outline.ts";
import { Recordings } from "../recordings.ts";
import { readMjr } from "./mjr.ts";
import { ServerRecordings } from "./server-recordings.ts";

const log = pino({ level: "silent" });
const startedAt = 1_780_000_000_000;
const about = {
  conversationId: "c1" as ConversationId,
  widgetId: "w1" as WidgetId,
  type: "audio/webm",
  createdAt: startedAt,
} as const;

/** Twenty milliseconds of silence in each packet. */
function mjrOf(packets: number, at = startedAt): Buffer {
  const info = Buffer.from(JSON.stringify({ t: "a", c: "opus", s: at * 1000, u: at * 1000 }));
  const size = (length: number) => Buffer.from([length >> 8, length & 255]);
  const parts = [Buffer.from("MJR00002"), size(info.length), info];
  for (let n = 0; n < packets; n += 1) {
    const rtp = Buffer.alloc(15);
    rtp.set([0x80, 111], 0);
    rtp.writeUInt16BE((65_530 + n) % 65_536, 2);
    rtp.writeUInt32BE(n * 960, 4);
    rtp.writeUInt32BE(1, 8);
    rtp.set([0xf8, 0xff, 0xfe], 12);
    const time = Buffer.alloc(4);
    time.writeUInt32BE(n * 20);
    parts.push(Buffer.from("MEET"), time, size(rtp.length), rtp);
  }
  return Buffer.concat(parts);
}

function* inPieces(bytes: Buffer, size: number): Generator<Buffer> {
  for (let at = 0; at < bytes.length; at += size) yield bytes.subarray(at, at + size);
}

let folder: string;
let recordings: Recordings;
let server: ServerRecordings;
beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), "rinnalla-server-recordings-"));
  recordings = new Recordings(join(folder, "recordings"));
  server = new ServerRecordings(join(folder, "raw"), recordings, log);
  await server.start();
});
afterEach(() => rmSync(folder, { recursive: true }));

test("[CALL-12] what Janus wrote is read packet by packet; what was torn off in the middle of one is left out; in pieces of any size", async () => {
  const whole = mjrOf(10);
  for (const size of [1, 7, 33, whole.length]) {
    const times: number[] = [];
    const found = await readMjr(inPieces(whole, size), ({ atMs }) => times.push(atMs));
    expect(found).toEqual({ kind: "audio", startedAt, packets: 10, lengthMs: 180 });
    expect(times).toEqual([0, 20, 40, 60, 80, 100, 120, 140, 160, 180]);
  }
  expect(await readMjr([whole.subarray(0, whole.length - 3)])).toMatchObject({ packets: 9, lengthMs: 160 });
  expect([await readMjr([mjrOf(0)]), await readMjr([Buffer.from("no recording")]), await readMjr([])]).toEqual([
    null,
    null,
    null,
  ]);
});

test("[CALL-12] what a process that died had recorded is made ready by the next; a party's start and length are told", async () => {
  const id = newId<RecordingId>();
  const raw = { recordingId: id, part: 0, take: 1, mode: "voice", n: 1 } as const;
  const names = [
    await server.begin({ ...raw, of: "customer" }, about),
    await server.begin({ ...raw, of: "agent", n: 2 }, about),
    await server.begin({ ...raw, of: "agent", take: 2, n: 3 }, about),
  ];
  expect([server.isPending(id), await server.hasBegun(names[0]!)]).toEqual([true, false]);
  for (const [at, name] of names.entries())
    writeFileSync(join(server.folder, `${name}-audio-0.mjr`), mjrOf(100, startedAt + at * 500));
  // Without a packet: nobody ever spoke there.
  writeFileSync(join(server.folder, `${names[0]}-video-1.mjr`), mjrOf(0));
  const next = new ServerRecordings(server.folder, recordings, log);
  expect(next.isPending(id)).toBe(false);
  await next.finishOthers();
  expect(readdirSync(server.folder)).toEqual([]);
  const track = { hasVideo: false, lengthMs: 1980 };
  expect(await stretchesOf(await recordings.find(id), () => Promise.resolve(0))).toEqual([
    {
      part: 0,
      lengthMs: 2480,
      tracks: [
        { name: "s0-1-agent-2.opus", of: "agent", startMs: 500, ...track },
        { name: "s0-1-customer-1.opus", of: "customer", startMs: 0, ...track },
      ],
    },
    { part: 0, lengthMs: 1980, tracks: [{ name: "s0-2-agent-3.opus", of: "agent", startMs: 0, ...track }] },
  ]);
});

test("[CALL-12] what was deleted meanwhile is not brought back", async () => {
  const id = newId<RecordingId>();
  const name = await server.begin({ recordingId: id, part: 0, take: 1, of: "agent", mode: "voice", n: 1 }, about);
  writeFileSync(join(server.folder, `${name}-audio-0.mjr`), mjrOf(50));
  await recordings.delete(id);
  await server.finish(id);
  expect([readdirSync(server.folder), await recordings.find(id)]).toEqual([[], []]);
});
