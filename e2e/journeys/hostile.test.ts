/** A customer who forges the mirrored page, against the real console: nothing runs, nothing is fetched from strangers (VIS-09). */
import { once } from "node:events";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { binaryFlags, binaryHeaderBytes } from "@rinnalla/protocol";
import { expect, test } from "vitest";
import { lastEpoch, page, styles, vectors } from "../../packages/cobrowse/test/forged.ts";
import { onStage, openScene } from "./scene.ts";

/** In the customer's page: every snapshot on the wire is replaced by the forged one, all else of the mirror is dropped. */
function forgeSnapshots(forged: { payload: number[]; first: number; snapshot: number; headerBytes: number }): void {
  const send = WebSocket.prototype.send;
  WebSocket.prototype.send = function forging(data) {
    if (typeof data === "string") return send.call(this, data);
    const frame = new Uint8Array(data as Uint8Array<ArrayBuffer>);
    const flags = frame[0] ?? 0;
    if ((flags & forged.snapshot) === 0 || (flags & forged.first) === 0) return;
    const out = new Uint8Array(forged.headerBytes + forged.payload.length);
    out.set(frame.subarray(0, forged.headerBytes));
    out[0] = forged.first | forged.snapshot;
    out.set(forged.payload, forged.headerBytes);
    send.call(this, out);
  };
}

test("[VIS-09] scripts, handlers, javascript: links, imports, forms and nested documents of a forged page do nothing in the console", () =>
  onStage(async (stage) => {
    const strays: string[] = [];
    const stranger = createServer((request, response) => {
      strays.push(request.url ?? "");
      response.end();
    }).listen(0, "127.0.0.1");
    await once(stranger, "listening");
    const host = `127.0.0.1:${(stranger.address() as AddressInfo).port}`;
    try {
      // The viewer's policy says aloud what it stopped.
      const { customer, aino } = await openScene(stage, [/Content Security Policy/, /violates the following/]);
      const pin = await aino.createSession("Co-browse");
      await customer.enterPin(pin);
      await customer.allow();
      await aino.mirror.getByRole("heading", { level: 1 }).waitFor();

      const aimed = JSON.parse(
        JSON.stringify({ vectors, styles }).replaceAll("STRANGERHOST", host).replaceAll("STRANGER", `http://${host}`),
      ) as { vectors: typeof vectors; styles: string[] };
      const payload = page(aimed.vectors, aimed.styles);
      const requests: string[] = [];
      aino.page.on("request", (request) => requests.push(request.url()));
      const dialogs: string[] = [];
      aino.page.on("dialog", (dialog) => {
        dialogs.push(dialog.message());
        void dialog.dismiss();
      });
      await customer.page.addInitScript(forgeSnapshots, {
        payload: [...payload],
        first: binaryFlags.first,
        snapshot: binaryFlags.snapshot,
        headerBytes: binaryHeaderBytes,
      });
      await customer.page.reload();
      await aino.page.getByText(`picture ${lastEpoch()}`).first().waitFor();
      await aino.mirror.locator("body").getByText("click").first().waitFor({ state: "attached" });
      for (const selector of ["#js-link", "#link"]) await aino.mirror.locator(selector).first().click({ force: true });
      // The console still works, and what the forged page began would have come by now.
      await aino.say("Still here");
      await customer.sees("Still here");
      const hacked = await Promise.all(
        aino.page.frames().map((frame) => frame.evaluate(() => "hacked" in globalThis).catch(() => false)),
      );
      expect(hacked).not.toContain(true);
      expect(dialogs).toEqual([]);
      expect(strays).toEqual([]);
      const allowed = [new URL(stage.rinnalla.url).origin, new URL(stage.rinnalla.links.shop).origin];
      expect(requests.filter((url) => /^https?:/.test(url) && !allowed.includes(new URL(url).origin))).toEqual([]);
      expect(aino.page.url()).toContain("/console/");
      expect(await aino.page.locator("iframe[src*='/viewer/']").count()).toBe(1);
    } finally {
      stranger.close();
    }
  }));
