import { mkdirSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { request as httpRequest } from "node:http";
import { join } from "node:path";
import { limits, newId, type AttachmentId, type ConversationId, type WidgetConfig } from "@rinnalla/protocol";
import { exifJpeg, gif, html, png, svg, zip } from "@rinnalla/testkit";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
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

const otso = "a_otso" as typeof aino;
const bytes = (text: string): Uint8Array<ArrayBuffer> => new TextEncoder().encode(text);

describe("attachments", () => {
  let server: TestServer;
  let agent: Line;
  let customer: Line;
  let token: string;
  let conversationId: ConversationId;
  const cookies = new Map<string, string>();

  beforeAll(async () => {
    server = await startTestServer();
    for (const who of [aino, ville, saga, otso]) cookies.set(who, await server.cookie(who));
    token = await server.visitorToken();
    agent = await server.agent(aino);
    customer = await server.customer(token);
    conversationId = await openConversation(customer);
    await acceptConversation(agent, aino, conversationId);
  });
  afterAll(() => server.close());

  const byVisitor = (own = token): Record<string, string> => ({
    authorization: `Bearer ${own}`,
    origin: server.shopOrigin,
  });
  const byStaff = (who: string): Record<string, string> => ({
    cookie: cookies.get(who) ?? "",
    origin: server.consoleOrigin,
  });
  const addressOf = (id: string, part = ""): string => `/api/conversations/${conversationId}/attachments/${id}${part}`;
  const put = (id: string, body: Uint8Array<ArrayBuffer>, headers = byVisitor(), part = "") =>
    server.fetch(addressOf(id, part), {
      method: "PUT",
      headers: { "content-type": "application/octet-stream", ...headers },
      body,
    });
  const get = (id: string, headers: Record<string, string>, part = "") =>
    server.fetch(addressOf(id, part), { headers });
  const codeOf = async (answer: Response): Promise<unknown> => ((await answer.json()) as { code: string }).code;
  const post = (id: string, name = "kuva.png") =>
    customer.ask(conversationId, { type: "postAttachment", attachmentId: id as AttachmentId, name });
  const drafts = (): string[] => readdirSync(join(server.dataFolder, "attachments/.drafts"));

  test("[CHAT-05] a file is uploaded, becomes a message, and both sides may fetch it; nobody else, and nobody before", async () => {
    const id = newId<AttachmentId>();
    expect((await put(id, png(40, 30))).status).toBe(204);
    expect((await put(id, png(8, 6), byVisitor(), "/preview")).status).toBe(204);
    for (const headers of [byVisitor(), byStaff(aino)]) expect((await get(id, headers)).status).toBe(404);
    // Uploaded by the customer: not the agent's to post.
    const stolen = { type: "postAttachment", attachmentId: id, name: "x", audience: "all" } as const;
    expect(await agent.ask(conversationId, stolen)).toEqual({ ok: false, code: "notFound" });
    expect(await post(id, "../kuitti\u202e.png")).toMatchObject({ ok: true });
    const { event } = await agent.happened(
      conversationId,
      "messagePosted",
      ({ event }) => event.messageId === (id as string),
    );
    expect(event).toMatchObject({
      kind: "attachment",
      text: "kuitti.png",
      attachment: { id, type: "image/png", width: 40, height: 30, hasPreview: true },
    });
    for (const headers of [byVisitor(), byStaff(aino), byStaff(saga)]) {
      const answer = await get(id, headers);
      expect(answer.status).toBe(200);
      expect(new Uint8Array(await answer.arrayBuffer())).toEqual(png(40, 30));
      expect(Object.fromEntries(answer.headers)).toMatchObject({
        "content-type": "image/png",
        "content-disposition": 'inline; filename="file.png"',
        "content-security-policy": "sandbox; default-src 'none'",
        "x-content-type-options": "nosniff",
        "cross-origin-resource-policy": "same-origin",
        "cache-control": "private, no-store",
      });
      expect((await get(id, headers, "/preview")).headers.get("content-type")).toBe("image/png");
    }
    const stranger = await server.visitorToken();
    expect((await get(id, byVisitor(stranger))).status).toBe(404);
    expect((await get(id, byStaff(ville))).status).toBe(404);
    expect((await get(id, {})).status).toBe(401);
    expect((await get(id, byVisitor("nonsense"))).status).toBe(401);
    // Another conversation's address does not lead to it.
    const elsewhere = `/api/conversations/${newId()}/attachments/${id}`;
    expect((await server.fetch(elsewhere, { headers: byStaff(saga) })).status).toBe(404);
    // A foreign page with the cookie.
    expect((await get(id, { ...byStaff(aino), origin: "https://evil.example" })).status).toBe(403);
    expect((await put(newId(), png(1, 1), { ...byStaff(aino), origin: "https://evil.example" })).status).toBe(403);
  });

  test("[CHAT-05] said and sent twice it is there once, as it was first", async () => {
    const id = newId<AttachmentId>();
    expect((await put(id, bytes("first"))).status).toBe(204);
    expect((await put(id, bytes("second"))).status).toBe(204);
    expect((await put(id, bytes("third"), byStaff(aino))).status).toBe(404);
    expect(await post(id, "a.txt")).toMatchObject({ ok: true });
    expect(await post(id, "b.txt")).toMatchObject({ ok: true });
    await agent.happened(conversationId, "messagePosted", ({ event }) => event.messageId === (id as string));
    await agent.settled();
    expect(
      agent
        .events(conversationId)
        .filter(({ event }) => event.type === "messagePosted" && event.messageId === (id as string)),
    ).toHaveLength(1);
    expect(await (await get(id, byStaff(aino))).text()).toBe("first");
  });

  test.each([
    ["HTML named .png", html],
    ["SVG with script", svg],
    ["a GIF that is a script", bytes("GIF89a=1;document.title='ran'//")],
    ["a program", bytes("MZ\u0000\u0002\u0003")],
    ["an archive, which the rules do not name", zip("kuitti.txt")],
    ["a document with macros", zip("[Content_Types].xml", "word/document.xml", "word/vbaProject.bin")],
    [
      "text with markup far inside is text, with a zero byte it is not",
      bytes(`${"a".repeat(150_000)}\u0000${"b".repeat(150_000)}`),
    ],
  ])("[CHAT-05] refused: %s", async (_what, content) => {
    const id = newId<AttachmentId>();
    const answer = await put(id, content);
    expect([answer.status, await codeOf(answer)]).toEqual([415, "fileKind"]);
    expect(await post(id)).toEqual({ ok: false, code: "notFound" });
    expect(drafts()).toEqual([]);
  });

  test("[CHAT-05] refused by size: nothing, too much as said, too much as sent, and pictures too large to hold", async () => {
    const refused = async (body: Uint8Array<ArrayBuffer>): Promise<unknown> => await codeOf(await put(newId(), body));
    expect(await refused(new Uint8Array())).toBe("fileEmpty");
    expect(await refused(new Uint8Array(limits.attachmentBytes + 1))).toBe("tooLarge");
    expect(await refused(png(60_000, 60_000, { pixels: new Uint8Array(9) }))).toBe("imageTooLarge");
    const image = newId();
    expect((await put(image, png(4, 4))).status).toBe(204);
    expect(await codeOf(await put(image, html, byVisitor(), "/preview"))).toBe("fileKind");
    expect(
      await codeOf(await put(image, png(2_000, 2_000, { pixels: new Uint8Array(9) }), byVisitor(), "/preview")),
    ).toBe("imageTooLarge");
    expect(await codeOf(await put(image, new Uint8Array(limits.previewBytes + 1), byVisitor(), "/preview"))).toBe(
      "tooLarge",
    );
    expect(drafts()).toEqual([]);
  });

  test("[CHAT-05] types that are said and addresses that lead elsewhere change nothing", async () => {
    expect((await put(newId(), png(1, 1), { ...byVisitor(), "content-type": "text/html" })).status).toBe(400);
    for (const id of ["..%2f..%2fvisitors", "%2e%2e", "a%00b", ".drafts", "a".repeat(65)])
      expect((await put(id, png(1, 1))).status).toBeGreaterThanOrEqual(400);
    const id = newId<AttachmentId>();
    await put(id, bytes("<3 hearts, and then <script>"));
    await post(id, "x.html");
    const answer = await get(id, byStaff(aino));
    expect(answer.headers.get("content-type")).toBe("text/plain; charset=utf-8");
    expect(answer.headers.get("content-disposition")).toBe('attachment; filename="file.txt"');
  });

  test("[CHAT-05] a photograph and a polyglot are kept without what does not belong to the picture", async () => {
    const id = newId<AttachmentId>();
    await put(id, exifJpeg(40, 30, 6));
    await post(id, "IMG_1.jpg");
    const kept = Buffer.from(await (await get(id, byStaff(aino))).arrayBuffer()).toString("latin1");
    expect(kept).not.toMatch(/GPS|CAMERA|secret/);
    expect(kept).toContain("pixels-of-the-scan");
    const polyglot = newId<AttachmentId>();
    await put(polyglot, Uint8Array.from([...gif(4, 4, "*/=1;/*"), ...html]));
    await post(polyglot, "a.gif");
    expect(Buffer.from(await (await get(polyglot, byStaff(aino))).arrayBuffer()).toString("latin1")).not.toContain(
      "script",
    );
  });

  test("[CHAT-05] a note's file is the staff's", async () => {
    const id = newId<AttachmentId>();
    expect((await put(id, png(2, 2), byStaff(aino))).status).toBe(204);
    await agent.ask(conversationId, { type: "postAttachment", attachmentId: id, name: "n.png", audience: "staff" });
    expect((await get(id, byStaff(saga))).status).toBe(200);
    expect((await get(id, byVisitor())).status).toBe(404);
  });

  test("[CHAT-05] an upload that breaks off leaves nothing, and the same id can come again", async () => {
    const id = newId<AttachmentId>();
    const sending = httpRequest({
      port: server.port,
      host: "127.0.0.1",
      method: "PUT",
      path: addressOf(id),
      headers: { ...byVisitor(), "content-type": "application/octet-stream", "content-length": 1_000_000 },
    });
    sending.on("error", () => {});
    sending.write(png(40, 30));
    await expect.poll(drafts).toHaveLength(1);
    sending.destroy();
    await expect.poll(drafts).toEqual([]);
    expect((await put(id, png(40, 30))).status).toBe(204);
    expect(await post(id)).toMatchObject({ ok: true });
  });

  test("[CHAT-05] the rules are the administrator's, as they were when the conversation began", async () => {
    const widget = (
      (await (await server.fetch("/api/admin/configuration", { headers: byStaff(otso) })).json()) as {
        widget: WidgetConfig[];
      }
    ).widget[0]!;
    const value = { ...widget, attachments: { from: ["agent"], kinds: ["pdf"], mostBytes: 1_000, days: 3 } };
    const saved = await server.fetch(`/api/admin/configuration/widget/${widget.id}`, {
      method: "PUT",
      headers: { ...byStaff(otso), "content-type": "application/json" },
      body: JSON.stringify({ value, before: widget }),
    });
    expect(saved.status).toBe(200);
    expect((await put(newId(), png(2, 2))).status).toBe(204);
    const otherToken = await server.visitorToken();
    const other = await server.customer(otherToken);
    const otherConversation = await openConversation(other);
    const answer = await server.fetch(`/api/conversations/${otherConversation}/attachments/${newId()}`, {
      method: "PUT",
      headers: { ...byVisitor(otherToken), "content-type": "application/octet-stream" },
      body: bytes("%PDF-1.4"),
    });
    expect(await codeOf(answer)).toBe("attachmentsOff");
  });
});

test("[CHAT-05] what is over its time is deleted, log first; what never became a message goes after a day; a killed server leaves no halves", async () => {
  let server = await startTestServer();
  const token = await server.visitorToken();
  const headers = {
    authorization: `Bearer ${token}`,
    origin: server.shopOrigin,
    "content-type": "application/octet-stream",
  };
  const conversationId = await openConversation(await server.customer(token));
  const folder = join(server.dataFolder, "attachments", conversationId);
  const send = async (id = newId<AttachmentId>(), body = png(2, 2)): Promise<AttachmentId> => {
    const path = `/api/conversations/${conversationId}/attachments/${id}`;
    expect((await server.fetch(path, { method: "PUT", headers, body })).status).toBe(204);
    return id;
  };
  const post = async (id: AttachmentId) =>
    await (
      await server.customer(token)
    ).ask(conversationId, { type: "postAttachment", attachmentId: id, name: "a.png" });
  /** The next start sweeps at once. */
  const older = async (days: number): Promise<void> => {
    await server.running.close();
    for (const id of readdirSync(folder)) {
      const path = join(folder, id, "about");
      const about = JSON.parse(readFileSync(path, "utf8")) as { createdAt: number };
      writeFileSync(path, JSON.stringify({ ...about, createdAt: about.createdAt - days * 86_400_000 }));
    }
    server = await server.restart();
  };
  const [posted, left] = [await send(), await send()];
  await post(posted);
  await older(0.6);
  expect(readdirSync(folder).toSorted()).toEqual([posted, left].toSorted());
  await older(0.6);
  await expect.poll(() => readdirSync(folder)).toEqual([posted]);

  // Killed between the file and what is known of it, and in the middle of another.
  const half = newId<AttachmentId>();
  mkdirSync(join(folder, half));
  writeFileSync(join(folder, half, "file"), "half");
  writeFileSync(join(server.dataFolder, "attachments/.drafts/half"), "half");
  expect(await post(half)).toEqual({ ok: false, code: "notFound" });
  server = await server.restart();
  expect(readdirSync(join(server.dataFolder, "attachments/.drafts"))).toEqual([]);
  await send(half, new Uint8Array(Buffer.from("whole")));
  expect(await post(half)).toMatchObject({ ok: true });
  expect(readFileSync(join(folder, half, "file"), "utf8")).toBe("whole");

  await older(limits.attachmentDays);
  await expect.poll(() => readdirSync(folder)).toEqual([]);
  const again = await server.customer(token);
  again.say({ t: "follow", conversationId, after: 0 });
  await again.happened(conversationId, "attachmentDeleted", ({ event }) => event.attachmentId === posted);
  await server.close();
});
