import { once } from "node:events";
import {
  binaryFlags,
  binaryHeaderBytes,
  previewMark,
  writeBinaryHeader,
  type AgentId,
  type PreviewNotice,
  type PreviewOpening,
} from "@rinnalla/protocol";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { WebSocket } from "ws";
import { aino, startTestServer, type TestServer } from "../testing/test-server.ts";

const otso = "a_otso" as AgentId;

describe("the administrator's preview", () => {
  let server: TestServer;
  let cookie = "";
  const sockets: WebSocket[] = [];
  beforeAll(async () => {
    server = await startTestServer();
    cookie = await server.cookie(otso);
  });
  afterAll(async () => {
    for (const socket of sockets) socket.terminate();
    await server.close();
  });

  const ask = (body: object, by = cookie): Promise<Response> =>
    server.fetch("/api/admin/previews", {
      method: "POST",
      headers: { cookie: by, origin: server.consoleOrigin, "content-type": "application/json" },
      body: JSON.stringify(body),
    });
  const wish = () => ({ widgetId: "w_demo", address: `${server.shopOrigin}/shop/#top`, rules: ["mask .price"] });
  const opened = async (): Promise<PreviewOpening & { token: string }> => {
    const opening = (await (await ask(wish())).json()) as PreviewOpening;
    return { ...opening, token: opening.address.split(previewMark)[1] ?? "" };
  };
  async function ticket(agent = cookie): Promise<string> {
    const answer = await server.fetch("/api/staff/ticket", {
      method: "POST",
      headers: { cookie: agent, origin: server.consoleOrigin },
    });
    return ((await answer.json()) as { ticket: string }).ticket;
  }

  class End {
    readonly socket: WebSocket;
    readonly notices: PreviewNotice[] = [];
    readonly frames: Uint8Array[] = [];
    readonly gone: Promise<number>;
    constructor(origin: string, word: object) {
      this.socket = new WebSocket(`${server.socketUrl}/preview`, { origin });
      sockets.push(this.socket);
      this.socket.on("error", () => undefined);
      this.socket.on("open", () => this.socket.send(JSON.stringify(word)));
      this.socket.on("message", (data: Buffer, isBinary) => {
        if (isBinary) this.frames.push(new Uint8Array(data));
        else this.notices.push(JSON.parse(data.toString()) as PreviewNotice);
      });
      this.gone = once(this.socket, "close").then(([code]) => code as number);
    }
    async hears(notice: object): Promise<void> {
      await expect.poll(() => this.notices).toContainEqual(notice);
    }
  }
  const page = (token: string, origin = server.shopOrigin): End => new End(origin, { t: "page", token });
  const viewer = async (previewId: string, by = cookie, origin = server.consoleOrigin): Promise<End> =>
    new End(origin, { t: "viewer", previewId, ticket: await ticket(by) });
  function frame(flags: number, byte: number): Uint8Array {
    const bytes = new Uint8Array(binaryHeaderBytes + 1);
    writeBinaryHeader(bytes, flags, 0);
    bytes[binaryHeaderBytes] = byte;
    return bytes;
  }

  test("[VIS-05] joins the page with the console of whoever opened it; pictures pass one way, and no acting the other", async () => {
    const { previewId, token, address } = await opened();
    expect(address).toBe(`${server.shopOrigin}/shop/${previewMark}${token}`);
    const console = await viewer(previewId);
    await console.hears({ t: "state", page: "awaited" });
    const shown = page(token);
    await shown.hears({ t: "begin", administrator: "Otso", organisation: "Kahvila Kuusi", rules: ["mask .price"] });
    await console.hears({ t: "state", page: "here" });
    shown.socket.send(frame(binaryFlags.first | binaryFlags.snapshot, 7));
    await expect.poll(() => console.frames.map((bytes) => bytes.at(-1))).toEqual([7]);
    console.socket.send(frame(binaryFlags.first | binaryFlags.control, 8));
    console.socket.send(frame(binaryFlags.first, 9));
    await expect.poll(() => shown.frames.map((bytes) => bytes.at(-1))).toEqual([9]);
    console.socket.send(JSON.stringify({ t: "rules", rules: ["block .price"] }));
    await shown.hears({ t: "rules", rules: ["block .price"] });
    console.socket.close();
    await shown.gone;
  });

  test("[VIS-05] the page's end is told to the console", async () => {
    const { previewId, token } = await opened();
    const console = await viewer(previewId);
    const shown = page(token);
    await console.hears({ t: "state", page: "here" });
    shown.socket.close();
    await console.hears({ t: "state", page: "gone" });
    await console.gone;
  });

  test("[VIS-05] a token opens once, from its own origin alone, and not before its administrator looks", async () => {
    const early = await opened();
    expect(await page(early.token).gone).toBe(1008);
    const strange = await opened();
    await (await viewer(strange.previewId)).hears({ t: "state", page: "awaited" });
    expect(await page(strange.token, "https://elsewhere.example").gone).toBe(1008);
    expect(await page(strange.token).gone).toBe(1008);
    const twice = await opened();
    await (await viewer(twice.previewId)).hears({ t: "state", page: "awaited" });
    const first = page(twice.token);
    await expect.poll(() => first.notices.length).toBe(1);
    expect(await page(twice.token).gone).toBe(1008);
    expect(await page("").gone).toBe(1008);
    expect(await page("x".repeat(32)).gone).toBe(1008);
  });

  test("[VIS-05] nobody else looks: not an agent, not another page, not a second console", async () => {
    const { previewId } = await opened();
    expect(await (await viewer(previewId, await server.cookie(aino))).gone).toBe(1008);
    expect(await (await viewer(previewId, cookie, server.shopOrigin)).gone).toBe(1008);
    const console = await viewer(previewId);
    await console.hears({ t: "state", page: "awaited" });
    expect(await (await viewer(previewId)).gone).toBe(1008);
    expect(console.socket.readyState).toBe(WebSocket.OPEN);
    // Rules are the console's alone to change.
    const other = await opened();
    await (await viewer(other.previewId)).hears({ t: "state", page: "awaited" });
    const shown = page(other.token);
    await expect.poll(() => shown.notices.length).toBe(1);
    shown.socket.send(JSON.stringify({ t: "rules", rules: [] }));
    expect(await shown.gone).toBe(1008);
  });

  test("[VIS-05] only for pages of the widget's own origins, and for administrators", async () => {
    const codeOf = async (answer: Promise<Response>): Promise<unknown> =>
      ((await (await answer).json()) as { code: unknown }).code;
    const elsewhere = [
      "https://elsewhere.example/",
      "javascript:alert(1)",
      "/shop/",
      `http://a:b@127.0.0.1:${server.port}/`,
    ];
    for (const address of elsewhere) expect(await codeOf(ask({ ...wish(), address }))).toBe("originRefused");
    expect(await codeOf(ask({ ...wish(), widgetId: "w_none" }))).toBe("notFound");
    expect(await codeOf(ask({ ...wish(), rules: [1] }))).toBe("badFrame");
    expect(await codeOf(ask(wish(), await server.cookie(aino)))).toBe("notAllowed");
    expect(await codeOf(ask(wish(), ""))).toBe("notSignedIn");
  });
});
