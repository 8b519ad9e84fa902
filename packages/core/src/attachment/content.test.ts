import fc from "fast-check";
import { expect, test } from "vitest";
import { cleanImage } from "./clean-image.ts";
import { sniff } from "./sniff.ts";
import { exifJpeg, gif, html, jpeg, png, svg, webp, zip } from "@rinnalla/testkit";

const of = (bytes: Uint8Array): string | null => sniff(bytes, bytes);
const text = (words: string): Uint8Array<ArrayBuffer> => new TextEncoder().encode(words);
const latin = (bytes: Uint8Array): string => Array.from(bytes, (byte) => String.fromCharCode(byte)).join("");
const whole = (pieces: readonly Uint8Array[] = []): Uint8Array<ArrayBuffer> =>
  Uint8Array.from(pieces.flatMap((piece) => [...piece]));

test.each([
  ["a JPEG", jpeg(3, 2), "image/jpeg"],
  ["a PNG", png(3, 2), "image/png"],
  ["a GIF", gif(3, 2), "image/gif"],
  ["a WebP", webp(3, 2), "image/webp"],
  ["a PDF", text("%PDF-1.7\n…"), "application/pdf"],
  ["a zip", zip("kuitti.txt"), "application/zip"],
  [
    "a Word document",
    zip("[Content_Types].xml", "word/document.xml"),
    `application/vnd.openxmlformats-officedocument.wordprocessingml.document`,
  ],
  [
    "a sheet",
    zip("[Content_Types].xml", "xl/workbook.xml"),
    `application/vnd.openxmlformats-officedocument.spreadsheetml.sheet`,
  ],
  ["a document with macros", zip("[Content_Types].xml", "word/document.xml", "word/vbaProject.bin"), null],
  ["a Java archive", zip("META-INF/MANIFEST.MF"), null],
  ["plain text", text("Hei, äö 😀\r\n"), "text/plain"],
  ["HTML", html, null],
  ["HTML behind blanks and a mark", text("\ufeff \n\t<script>alert(1)</script>"), null],
  ["SVG", svg, null],
  ["XML", text('<?xml version="1.0"?><a/>'), null],
  ["a shell script", text("#!/bin/sh\nrm -rf /"), null],
  ["PostScript", text("%!PS-Adobe"), null],
  ["a program", text("MZ\u0000\u0001"), null],
  ["an ELF", Uint8Array.of(0x7f, 0x45, 0x4c, 0x46, 2, 1), null],
  ["RIFF of another kind", text("RIFF0000AVI LIST"), null],
  ["Latin-1", Uint8Array.of(0x48, 0xe4, 0x69), null],
  ["UTF-16", Uint8Array.of(0xff, 0xfe, 0x48, 0), null],
  ["a HEIC", Uint8Array.from("\0\0\0\x18ftypheic\0\0", (sign) => sign.charCodeAt(0)), null],
  ["a GIF not at the beginning", text(" GIF89a"), "text/plain"],
])("[CHAT-05] %s is known by its content", (_what, bytes, type) => {
  expect(of(bytes)).toBe(type);
});

test("[CHAT-05] a photograph loses place, maker, comment, second picture and what hides behind its end, and keeps its pixels and which way is up", () => {
  const taken = exifJpeg(40, 30, 6);
  expect(latin(taken)).toMatch(/GPS-60\.17/);
  const cleaned = cleanImage(taken, "image/jpeg");
  // Held upright: as shown it is higher than wide.
  expect([cleaned?.width, cleaned?.height]).toEqual([30, 40]);
  const bytes = whole(cleaned?.pieces);
  expect(latin(bytes)).not.toMatch(/GPS|CAMERA|secret|http:\/\/ns\.adobe|MPF|trailer/);
  expect(latin(bytes)).toContain("ICC_PROFILE");
  expect(latin(bytes)).toContain("pixels-of-the-scan");
  expect(of(bytes)).toBe("image/jpeg");
  const again = cleanImage(bytes, "image/jpeg");
  expect([again?.width, again?.height]).toEqual([30, 40]);
  expect(whole(again?.pieces)).toEqual(bytes);
});

test.each([
  ["PNG", png(40, 30, { text: "secret" }), "image/png"],
  ["GIF", gif(40, 30, "secret"), "image/gif"],
  ["WebP", webp(40, 30, "secret"), "image/webp"],
] as const)("[CHAT-05] a %s loses its texts and what hides behind its end", (_kind, bytes, type) => {
  const hidden = whole([bytes, text("<script>secret</script>")]);
  const cleaned = cleanImage(hidden, type);
  expect([cleaned?.width, cleaned?.height]).toEqual([40, 30]);
  expect(latin(whole(cleaned?.pieces))).not.toContain("secret");
  expect(whole(cleanImage(whole(cleaned?.pieces), type)?.pieces)).toEqual(whole(cleaned?.pieces));
});

test("[CHAT-05] what only begins as an image is none", () => {
  for (const [bytes, type] of [
    [text("GIF89a=1;alert(1)//"), "image/gif"],
    [text("\x89PNG\r\n\x1a\n<script>"), "image/png"],
    [Uint8Array.of(0xff, 0xd8, 0xff, 0xfe, 0, 9), "image/jpeg"],
    [jpeg(3, 2).subarray(0, -2), "image/jpeg"],
    [png(3, 2).subarray(0, -12), "image/png"],
    [png(0, 2), "image/png"],
    [text("RIFF\x20\0\0\0WEBPnothing of the kind here"), "image/webp"],
  ] as const)
    expect(cleanImage(bytes, type)).toBe(null);
});

test("[CHAT-05] a picture of a square kilometre says so before it is decoded", () => {
  expect(cleanImage(png(60_000, 60_000, { pixels: new Uint8Array(9) }), "image/png")).toMatchObject({
    width: 60_000,
    height: 60_000,
  });
});

test("[CHAT-05] no bytes at all make the readers of images fail or hang", () => {
  const beginnings = [jpeg(4, 4), png(4, 4), gif(4, 4), webp(4, 4), exifJpeg(4, 4, 3)];
  fc.assert(
    fc.property(fc.nat(4), fc.nat(200), fc.uint8Array({ maxLength: 300 }), (which, cut, noise) => {
      const bytes = whole([beginnings[which]!.subarray(0, cut), noise]);
      for (const type of ["image/jpeg", "image/png", "image/gif", "image/webp"] as const) {
        const cleaned = cleanImage(bytes, type);
        if (cleaned) expect(cleaned.width * cleaned.height).toBeGreaterThan(0);
      }
      expect(() => sniff(bytes, bytes)).not.toThrow();
    }),
    { numRuns: 2_000 },
  );
});
