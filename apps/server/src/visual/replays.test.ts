import { cpSync, existsSync, mkdtempSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import {
  binaryFlags,
  binaryHeaderBytes,
  newId,
  readReplayRecords,
  replayKinds,
  replayType,
  writeBinaryHeader,
  type ConversationId,
  type RecordingId,
  type VisualId,
  type WidgetId,
} from "@rinnalla/protocol";
import { pino } from "pino";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { SystemCommand } from "@rinnalla/core";
import { Recordings } from "../calls/recordings.ts";
import type { Line } from "../testing/line.ts";
import {
  acceptConversation,
  aino,
  openConversation,
  saga,
  startTestServer,
  ville,
  type TestServer,
} from "../testing/test-server.ts";
import { Replays } from "./replays.ts";

/** The first piece of a whole snapshot. */
const whole = binaryFlags.first | binaryFlags.snapshot;
const { first, control } = binaryFlags;
const patience = { timeout: 10_000 };

function frame(channel: number, flags: number, byte: number): Uint8Array {
  const bytes = new Uint8Array(binaryHeaderBytes + 1);
  writeBinaryHeader(bytes, flags, channel);
  bytes[binaryHeaderBytes] = byte;
  return bytes;
}

describe("the recording of a co-browse", () => {
  let server: TestServer;
  let agent: Line;
  let customer: Line;
  let id: ConversationId;
  let channel: number;
  const visualId = newId<VisualId>();
  const recordingId = newId<RecordingId>();
  const of = { visualId, recordingId };
  const cookies = new Map<string, string>();

  beforeAll(async () => {
    server = await startTestServer();
    for (const who of [aino, ville, saga]) cookies.set(who, await server.cookie(who));
    agent = await server.agent(aino);
    customer = await server.customer();
    id = await openConversation(customer);
    await acceptConversation(agent, aino, id);
    await agent.ask(id, { type: "inviteVisual", visualId, kind: "cobrowse", clientId: agent.clientId });
    const { event } = await agent.happened(id, "visualInvited");
    await customer.ask(id, { type: "enterPin", pin: event.pin ?? "", clientId: customer.clientId });
    await customer.ask(id, { type: "grantScope", visualId, scope: "view", clientId: customer.clientId });
    channel = await joined();
    await customer.told("channelWants", (wants) => wants.viewers === 1);
  });
  afterAll(() => server.close());

  async function joined(): Promise<number> {
    customer.say({ t: "joinChannel", conversationId: id, visualId });
    agent.say({ t: "joinChannel", conversationId: id, visualId });
    await agent.told("channel");
    return (await customer.told("channel")).channel;
  }
  const folder = (of = server.dataFolder) => join(of, "recordings", recordingId);
  const get = (who: string) =>
    server.fetch(`/api/recordings/${recordingId}`, { headers: { cookie: cookies.get(who) ?? "" } });
  /** What is kept: a page's bytes as they are, a pointing's as negatives, beginnings and ends by name. */
  async function kept(who: string = aino): Promise<(string | number)[]> {
    const records = readReplayRecords(new Uint8Array(await (await get(who)).arrayBuffer()));
    return records.map(({ kind, bytes }) =>
      kind === replayKinds.begin
        ? "begin"
        : kind === replayKinds.end
          ? "end"
          : (bytes[1] === 0 ? 1 : -1) * (bytes[binaryHeaderBytes] ?? 0),
    );
  }
  const wanted = () => customer.heard.filter((each) => each.t === "channelWants" && each.wantsSnapshot).length;
  /** The page gives a snapshot when it is asked for one. */
  async function afterAsking(act: () => Promise<unknown>): Promise<void> {
    const before = wanted();
    await act();
    await customer.until(() => wanted() > before);
  }
  async function passes(frames: readonly Uint8Array[]): Promise<void> {
    const before = agent.binary.length;
    for (const each of frames) customer.sayRaw(each);
    await agent.until(() => agent.binary.length === before + frames.length);
    expect(agent.binary.slice(before).map((bytes) => [...bytes])).toEqual(frames.map((bytes) => [...bytes]));
  }

  test("[VIS-04] looking is not recording: nothing is kept before the customer's own yes to it", async () => {
    await passes([frame(channel, whole, 1), frame(channel, first, 2)]);
    await agent.ask(id, { type: "askVisualRecording", ...of });
    await passes([frame(channel, first, 3)]);
    expect((await get(aino)).status).toBe(404);
    expect(existsSync(folder())).toBe(false);
  });

  test("[VIS-04] from the yes on it begins with a whole snapshot, and keeps the pointing but not what the agent types", async () => {
    await afterAsking(() => customer.ask(id, { type: "grantVisualRecording", ...of }));
    await passes([frame(channel, first, 4), frame(channel, whole, 5), frame(channel, first, 6)]);
    await agent.ask(id, { type: "askScope", visualId, scope: "control" });
    await customer.ask(id, { type: "grantScope", visualId, scope: "control", clientId: customer.clientId });
    agent.sayRaw(frame(channel, first | control, 7));
    agent.sayRaw(frame(channel, first, 8));
    await customer.until(() => customer.binary.length === 2);
    await expect.poll(() => kept(), patience).toEqual(["begin", 5, 6, -8]);
    const answer = await get(aino);
    expect(answer.headers.get("content-type")).toBe(replayType);
    expect(answer.headers.get("x-content-type-options")).toBe("nosniff");
  });

  test("[VIS-04] what the agent pauses is not in it, nor what passes while the customer shows nothing", async () => {
    await agent.ask(id, { type: "pauseVisualRecording", ...of });
    await passes([frame(channel, first, 9)]);
    await afterAsking(() => agent.ask(id, { type: "resumeVisualRecording", ...of }));
    await passes([frame(channel, first, 10), frame(channel, whole, 11)]);
    await customer.ask(id, { type: "pauseVisual", visualId });
    customer.sayRaw(frame(channel, whole, 12));
    await customer.settled();
    await afterAsking(() => customer.ask(id, { type: "resumeVisual", visualId }));
    await passes([frame(channel, whole, 13)]);
    await expect.poll(() => kept(), patience).toEqual(["begin", 5, 6, -8, "end", "begin", 11, "end", "begin", 13]);
  });

  test("[VIS-04] [ADM-02] it is for staff who may follow the conversation; nobody sends it from outside", async () => {
    expect((await get(saga)).status).toBe(200);
    expect((await get(ville)).status).toBe(404);
    expect((await get("nobody")).status).toBe(401);
    const put = await server.fetch(`/api/recordings/${recordingId}/50?conversation=${id}`, {
      method: "PUT",
      headers: { cookie: cookies.get(aino) ?? "", origin: server.consoleOrigin, "content-type": "video/webm" },
      body: Buffer.from("x"),
    });
    expect(put.status).toBe(409);
  });

  test("[VIS-04] a server that is killed keeps what came, and the one after it goes on behind it", async () => {
    // As a crash leaves it: the files as they are now, without the goodbye of a server that is closed.
    const copy = mkdtempSync(join(tmpdir(), "rinnalla-killed-"));
    await passes([frame(channel, first, 14)]);
    await expect.poll(() => kept(), patience).toHaveLength(11);
    cpSync(server.dataFolder, copy, { recursive: true });
    const before = (await kept()).length;
    await server.running.close();
    server = await startTestServer({}, copy);
    for (const who of [aino, saga]) cookies.set(who, await server.cookie(who));
    expect(await kept()).toHaveLength(before);
    agent = await server.agent(aino);
    agent.say({ t: "follow", conversationId: id, after: 0 });
    await agent.happened(id, "visualRecordingGranted");
    expect((await agent.ask(id, { type: "stopVisualRecording", ...of })).ok).toBe(true);
    expect(await kept()).toEqual(["begin", 5, 6, -8, "end", "begin", 11, "end", "begin", 13, 14]);
  });

  test("[VIS-04] past its own time it is deleted, and the log says so", async () => {
    await server.running.close();
    server = await startTestServer({ demo: { widget: { visualRecordingDays: 0 } } }, server.dataFolder);
    const console = await server.agent(saga);
    console.say({ t: "follow", conversationId: id, after: 0 });
    await console.happened(id, "recordingDeleted", ({ event }) => event.recordingId === recordingId);
    await expect.poll(() => existsSync(folder())).toBe(false);
  });
});

test("[VIS-04] a recording that has reached its greatest size is ended, and the log is told why", async () => {
  const told: SystemCommand[] = [];
  const recordings = new Recordings(mkdtempSync(join(tmpdir(), "rinnalla-full-")));
  const replays = new Replays({
    recordings,
    tell: async (_, command) => {
      told.push(command);
      return { ok: true, seq: 1 };
    },
    now: Date.now,
    log: pino({ enabled: false }),
    mostBytes: 400,
  });
  const recordingId = newId<RecordingId>();
  const visualId = newId<VisualId>();
  const of = { conversationId: newId<ConversationId>(), widgetId: "w_demo" as WidgetId, visualId, recordingId };
  for (const byte of [1, 2]) {
    const replay = replays.begin(of);
    for (let n = 0; n < 10; n++) replay.sendBinary(frame(0, first, byte));
    await replay.rest();
  }
  expect(told).toEqual([{ type: "visualRecordingBroken", visualId, recordingId, because: "full" }]);
  const [found] = await recordings.find(recordingId);
  expect(found?.size).toBeLessThanOrEqual(400);
  expect(found?.size).toBeGreaterThan(190);
});
