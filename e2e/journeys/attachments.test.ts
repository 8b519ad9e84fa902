/** Files both ways (CHAT-05): chosen, dropped, pasted; over a reload, a lost server; and those that would do harm. */
import { randomBytes } from "node:crypto";
import { exifJpeg, gif, html, png, svg } from "../../packages/testkit/src/index.ts";
import { expect, test } from "vitest";
import { waitUntil } from "../harness/index.ts";
import type { Page } from "playwright-core";
import { onStage, openScene } from "./scene.ts";

const file = (name: string, bytes: Uint8Array, mimeType = "application/octet-stream") => ({
  name,
  mimeType,
  buffer: Buffer.from(bytes),
});

/** As a hand does it, at the place of the composer. */
async function drop(
  page: Page,
  composer: ReturnType<Page["getByRole"]>,
  name: string,
  bytes: Uint8Array,
): Promise<void> {
  const data = await page.evaluateHandle(
    ([fileName, content]) => {
      const transfer = new DataTransfer();
      transfer.items.add(new File([Uint8Array.from(content)], fileName));
      return transfer;
    },
    [name, [...bytes]] as const,
  );
  await composer.dispatchEvent("dragover", { dataTransfer: data });
  await composer.dispatchEvent("drop", { dataTransfer: data });
}

test("[CHAT-05] files go both ways, once each: chosen, dropped and pasted, over a reload and a killed server in the middle of it", () =>
  onStage(async (stage) => {
    // The server is killed, and uploads are broken off, by this journey itself.
    const expected = [/ERR_|WebSocket|Failed to load resource/];
    const { customer, aino, customerPerson, ainoPerson } = await openScene(stage, expected);
    const chooser = customer.page.locator("rinnalla-widget input[type=file]");
    await customer.button("Attach files").waitFor();

    // A photograph, with words.
    await chooser.setInputFiles([file("loma.png", png(900, 20)), file("ohje.txt", Buffer.from("Hei, tässä ohje."))]);
    await customer.page.getByText("Goes with your next message").nth(1).waitFor();
    await customerPerson.screenshot("attachments-chosen");
    await customer.say("Here they are");
    await aino.page.getByRole("button", { name: "Open image loma.png" }).waitFor();
    await aino.page.getByRole("link", { name: /^Download ohje.txt/ }).waitFor();
    await customer.button("Open image loma.png").waitFor();
    // Drawn, and its room was known before.
    await waitUntil("the picture is drawn", 5_000, async () =>
      customer.page.evaluate(() => {
        const canvas = document
          .querySelector("rinnalla-widget")
          ?.shadowRoot?.querySelector<HTMLCanvasElement>("canvas.drawn");
        return canvas !== null && canvas !== undefined && canvas.width > 1;
      }),
    );

    // Both look at it by keyboard.
    await customer.button("Open image loma.png").focus();
    await customer.page.keyboard.press("Enter");
    const shown = customer.page.getByRole("dialog", { name: "loma.png" });
    await shown.getByRole("button", { name: "Close" }).waitFor();
    await customerPerson.screenshot("attachments-image");
    await customer.page.keyboard.press("Escape");
    await shown.waitFor({ state: "detached" });
    await waitUntil("the focus is back", 2_000, async () =>
      customer.page.evaluate(
        () =>
          document.querySelector("rinnalla-widget")?.shadowRoot?.activeElement?.getAttribute("aria-label") ===
          "Open image loma.png",
      ),
    );
    await aino.page.getByRole("button", { name: "Open image loma.png" }).click();
    await aino.page.getByRole("dialog").getByRole("img", { name: "loma.png" }).waitFor();
    await ainoPerson.screenshot("attachments-console-image");
    await aino.page.keyboard.press("Escape");

    // From the agent, dropped; a note's file stays among staff.
    await drop(aino.page, aino.composer, "tarjous.pdf", Buffer.from("%PDF-1.7 offer"));
    await aino.page.getByText("goes with your next message").waitFor();
    await aino.button("Send").click();
    await customer.button(/^Download tarjous.pdf/).waitFor();
    const download = customer.page.waitForEvent("download");
    await customer.button(/^Download tarjous.pdf/).click();
    expect((await download).suggestedFilename()).toBe("tarjous.pdf");
    await aino.button("Internal note").click();
    await aino.panel.locator("input[type=file]").setInputFiles(file("sisainen.png", png(30, 30)));
    await aino.button("Send").click();
    await aino.page.getByRole("button", { name: "Open image sisainen.png" }).waitFor();
    await aino.button("Internal note").click();

    // A reload in the middle of it.
    await customerPerson.context.route("**/attachments/*", () => new Promise(() => {}), { times: 1 });
    await chooser.setInputFiles(file("kesken.png", png(60, 40)));
    await customer.button("Send").click();
    await customer.page.getByText(/^Sending, /).waitFor();
    await customer.page.reload();
    await customer.button("Open image kesken.png").waitFor();

    // A killed server in the middle of it.
    const cdp = await customerPerson.context.newCDPSession(customer.page);
    await cdp.send("Network.enable");
    await cdp.send("Network.emulateNetworkConditions", {
      offline: false,
      latency: 0,
      downloadThroughput: -1,
      uploadThroughput: 400_000,
    });
    await customer.page
      .locator("rinnalla-widget input[type=file]")
      .setInputFiles(file("iso.txt", Buffer.from(randomBytes(1_000_000).toString("hex"))));
    await customer.button("Send").click();
    await customer.page.getByText(/^Sending, [1-9]/).waitFor();
    await stage.rinnalla.kill("SIGKILL");
    await customer.page.getByText("Waiting for the connection").waitFor();
    await cdp.send("Network.emulateNetworkConditions", {
      offline: false,
      latency: 0,
      downloadThroughput: -1,
      uploadThroughput: -1,
    });
    await stage.rinnalla.start();
    await aino.page.getByRole("link", { name: /^Download iso.txt/ }).waitFor();
    await customer.button(/^Download iso.txt/).waitFor();

    // Each once, the note's not at all.
    const files = async (): Promise<readonly string[]> =>
      await customer.log
        .getByRole("button", { name: /^(Open image|Download) / })
        .evaluateAll((buttons) =>
          buttons.map((button) => button.getAttribute("aria-label")?.replace(/ [\d.]+ \w+$/, "") ?? ""),
        );
    expect(await files()).toEqual([
      "Open image loma.png",
      "Download ohje.txt",
      "Download tarjous.pdf",
      "Open image kesken.png",
      "Download iso.txt",
    ]);
    await ainoPerson.screenshot("attachments-console");
    await customerPerson.screenshot("attachments-widget");
  }));

test("[CHAT-05] hostile files: refused in words, and what is let through runs nothing, however it is opened", () =>
  onStage(async (stage) => {
    // Refusals, a script that the browser refuses and its own style of an image opened by itself are this journey's subject.
    const { customer, aino, ainoPerson } = await openScene(stage, [
      /MIME type|Refused to execute|Failed to load resource/,
      /Applying inline style/,
    ]);
    const chooser = customer.page.locator("rinnalla-widget input[type=file]");
    await customer.button("Attach files").waitFor();
    for (const [name, bytes] of [
      ["kuva.png", html],
      ["kuva.svg", svg],
      ["../../../etc/tyhja.txt", new Uint8Array()],
      ["skripti.gif", Buffer.from("GIF89a=1;document.title='ran'//")],
      ["suuri.png", png(60_000, 60_000, { pixels: new Uint8Array(9) })],
    ] as const) {
      await chooser.setInputFiles(file(name.replace(/^.*\//, ""), bytes, "image/png"));
      const reason = name.includes("tyhja")
        ? "The file is empty."
        : name.includes("suuri")
          ? "The image has too many pixels."
          : "Files of this kind cannot be sent here.";
      await customer.page.locator("rinnalla-widget li.failed").getByText(reason).waitFor();
      await customer.button(/^Remove /).click();
    }
    // A GIF that is HTML from its end on, one whose comment closes a script's, a photograph that names a place, and a page called text.
    const polyglot = Uint8Array.from([...gif(40, 40, "*/=1;document.title='ran';/*"), ...html]);
    await chooser.setInputFiles([
      file("a.gif", polyglot, "text/html"),
      file("b.jpg", exifJpeg(40, 30, 1)),
      file("page\u202elmth.html", Buffer.from("Hello <script>document.title='ran'</script>"), "text/html"),
    ]);
    await customer.page.getByText("Goes with your next message").nth(2).waitFor();
    await customer.button("Send").click();
    const picture = aino.page.getByRole("button", { name: "Open image a.gif" });
    await picture.waitFor();
    await aino.page.getByRole("link", { name: /^Download pagelmth.html.txt/ }).waitFor();
    const addresses = await aino.log.evaluate((log) => [
      ...[...log.querySelectorAll("img")].map((image) => image.src),
      ...[...log.querySelectorAll<HTMLAnchorElement>("a.file")].map((link) => link.href),
    ]);
    expect(addresses.length).toBeGreaterThanOrEqual(2);
    for (const address of addresses.map((each) => each.replace(/\/preview$/, ""))) {
      const asScript = await aino.page.evaluate(
        (src) =>
          new Promise((settle) => {
            const script = document.createElement("script");
            script.onload = () => settle("ran");
            script.onerror = () => settle("refused");
            script.src = src;
            document.head.append(script);
          }),
        address,
      );
      expect(asScript).toBe("refused");
      const tab = await ainoPerson.newTab();
      const isImage = address === addresses[0]?.replace(/\/preview$/, "");
      const downloaded = tab.waitForEvent("download").catch(() => null);
      await tab.goto(address).catch(() => null);
      if (isImage) expect(await tab.evaluate(() => document.contentType)).toBe("image/gif");
      else await Promise.race([downloaded, tab.evaluate(() => document.contentType)]);
      expect(await tab.title()).not.toContain("ran");
      const answer = await ainoPerson.context.request.get(address);
      expect(Buffer.from(await answer.body()).toString("latin1")).not.toMatch(/GPS|<script>parent/);
      await tab.close();
    }
    expect(await aino.page.title()).not.toContain("ran");
    expect(await customer.page.title()).not.toContain("ran");
  }));
