/**
 * What a page shows that the viewer cannot fetch or draw itself, sent as bytes: canvases, videos' frames, pictures from
 * blobs, fonts; and the text of linked style sheets, so that the viewer can apply the customer's hover and focus in them.
 * Bounded in size and rate: one picture at a time, larger ones more seldom.
 */
import * as bit from "../capture/context-bit.ts";
import * as op from "../stream/op.ts";
import { resourceBytes } from "../stream/resource-bytes.ts";
import type { Part, PartOptions } from "./part.ts";

const everyMs = 400;
/** Of the time that pictures took, so much is rest. */
const restFactor = 15;
const maxSide = 1400;
const largePixels = 300_000;
/** All fonts of a page. */
const fontsBytes = 4 * 1024 * 1024;
/** All pictures that the viewer could not fetch, of one picture of the page. */
const broughtBytes = 8 * 1024 * 1024;
const [asContent, asSrc, asPoster] = [0, 1, 2];

const maxMasks = 30;
const maxMaskBytes = 35_900;
const masks = /mask[\w-]*:[^;}]*?url\(\s*["']?([^"')]+)/g;
/** What the viewer must have the text for. */
const told =
  /:(?:hover|focus|active|target|defined|state|valid|invalid|user-|:selection)|prefers-color-scheme|color-scheme:|mask[\w-]*:[^;}]*url\(/i;

type Drawable = HTMLCanvasElement | HTMLVideoElement;

export function createPart({ window, writer: w, tree, hooks, texts, flush }: PartOptions): Part {
  const document = window.document;
  /** With the hash of what was last sent. */
  const drawn = new Map<Drawable, string>();
  const links = new WeakSet<Element>();
  let fonts = new WeakSet<FontFace>();
  let fontsLeft = fontsBytes;
  let ready: (() => void)[] = [];
  let broughtLeft = broughtBytes;
  /** With the address under which it was brought. */
  let brought = new WeakMap<Element, string>();
  /** One after the other. */
  let bringing = Promise.resolve();
  let nextAt = 0;
  let isBusy = false;
  let round = 0;

  function later(write: () => void): void {
    ready.push(write);
    flush();
  }
  function isSeen(element: Element): boolean {
    return tree.idOf(element) !== undefined && !(tree.contextOf(element) & bit.isTextMasked);
  }

  async function send(element: Element, use: number, blob: Blob): Promise<void> {
    if (blob.size === 0 || blob.size > resourceBytes) return;
    const bytes = new Uint8Array(await blob.arrayBuffer());
    later(() => {
      const id = tree.idOf(element);
      if (id === undefined || !isSeen(element)) return;
      w.u(op.picture);
      w.u(id);
      w.u(use);
      w.s(blob.type);
      w.bytes(bytes);
    });
  }

  async function sendBlob(image: HTMLImageElement): Promise<void> {
    const { src } = image;
    const blob = await (await window.fetch(src)).blob();
    if (image.src === src && blob.type.startsWith("image/")) await send(image, asSrc, blob);
  }

  /** As the customer sees it, from the browser's own memory; pictures of other sites can only be read where those allow it. */
  async function sendSeen(image: HTMLImageElement): Promise<void> {
    const { currentSrc, naturalWidth: wide, naturalHeight: high } = image;
    if (!wide || !isSeen(image) || brought.get(image) === currentSrc || broughtLeft <= 0) return;
    brought.set(image, currentSrc);
    const scale = Math.min(1, maxSide / Math.max(wide, high));
    const copy = new window.OffscreenCanvas(Math.ceil(wide * scale), Math.ceil(high * scale));
    copy.getContext("2d")!.drawImage(image, 0, 0, copy.width, copy.height);
    const isLarge = copy.width * copy.height > largePixels;
    const blob = await copy.convertToBlob(isLarge ? { type: "image/webp", quality: 0.8 } : { type: "image/png" });
    broughtLeft -= blob.size;
    if (image.currentSrc === currentSrc) await send(image, asSrc, blob);
  }

  async function sendDrawn(element: Drawable): Promise<void> {
    const isVideo = element.localName === "video";
    const [wide, high] = isVideo
      ? [(element as HTMLVideoElement).videoWidth, (element as HTMLVideoElement).videoHeight]
      : [element.width, element.height];
    if (!wide || !high) return;
    const scale = Math.min(1, (isVideo ? maxSide / 2 : maxSide) / Math.max(wide, high));
    const [width, height] = [Math.ceil(wide * scale), Math.ceil(high * scale)];
    const copy = new window.OffscreenCanvas(width, height);
    const context = copy.getContext("2d")!;
    // What scripts draw with WebGL is there until the end of the frame only.
    await new Promise((done) => window.requestAnimationFrame(done));
    context.drawImage(element, 0, 0, width, height);
    const isLarge = width * height > largePixels;
    const blob = await copy.convertToBlob(isLarge ? { type: "image/webp", quality: 0.8 } : { type: "image/png" });
    const sum = await sumOf(blob);
    if (drawn.get(element) === sum || !drawn.has(element)) return;
    drawn.set(element, sum);
    await send(element, isVideo ? asPoster : asContent, blob);
  }

  /** The next one in turn that is on the screen. */
  function nextDrawn(): Drawable | null {
    const list = [...drawn.keys()];
    for (let i = 0; i < list.length; i++) {
      const each = list[round++ % list.length]!;
      if (!each.isConnected || tree.idOf(each) === undefined) drawn.delete(each);
      else if (isSeen(each) && isOnScreen(each) && hasFrame(each)) return each;
    }
    return null;
  }
  function isOnScreen(element: Element): boolean {
    const { top, bottom, width } = element.getBoundingClientRect();
    return width > 0 && bottom > -200 && top < window.innerHeight + 200;
  }

  async function work(): Promise<void> {
    const begin = performance.now();
    const element = nextDrawn();
    try {
      if (element) await sendDrawn(element);
    } catch {
      // Drawn on with another site's picture: the browser lets nobody read it.
      if (element) drawn.delete(element);
    }
    nextAt =
      performance.now() +
      Math.max(drawn.size > 1 ? everyMs / drawn.size : everyMs, (performance.now() - begin) * restFactor * 0.1);
  }

  /** Only where its text says more than its address: the rest the viewer fetches itself. */
  async function sendSheet(link: HTMLLinkElement): Promise<void> {
    const { href } = link;
    if (new URL(href).origin !== window.location.origin) return;
    const answer = await window.fetch(href, { cache: "force-cache" });
    const text = await answer.text();
    if (!answer.ok || texts.has(link) || link.href !== href) return;
    if (!told.test(text)) return;
    const whole = await withMasks(text, href);
    if (texts.has(link) || link.href !== href) return;
    texts.set(link, whole);
    later(() => tree.renew(link));
  }

  /** Masks are fetched as fonts are, which other sites rarely allow the viewer: small ones go inside the text. */
  async function withMasks(text: string, base: string): Promise<string> {
    const addresses = new Set(Array.from(text.matchAll(masks), ([, address]) => address!));
    let whole = text;
    for (const address of [...addresses].slice(0, maxMasks)) {
      const url = URL.parse(address, base);
      if (url?.origin !== window.location.origin) continue;
      const blob = await (await window.fetch(url, { cache: "force-cache" })).blob();
      if (blob.size > maxMaskBytes || !blob.type.startsWith("image/")) continue;
      const bytes = Array.from(new Uint8Array(await blob.arrayBuffer()), (byte) => String.fromCharCode(byte));
      whole = whole.replaceAll(address, `data:${blob.type};base64,${window.btoa(bytes.join(""))}`);
    }
    return whole;
  }

  async function sendFonts(): Promise<void> {
    for (const face of document.fonts) {
      if (face.status !== "loaded" || fonts.has(face) || fontsLeft <= 0) continue;
      fonts.add(face);
      const source = hooks.fonts.get(face) ?? sourceOf(face);
      const bytes = await bytesOf(source).catch(() => null);
      if (!bytes || bytes.length > resourceBytes) continue;
      fontsLeft -= bytes.length;
      later(() => {
        w.u(op.font);
        for (const each of [
          face.family.replace(/^["']|["']$/g, ""),
          face.style,
          face.weight,
          face.stretch,
          face.unicodeRange,
        ])
          w.s(each);
        w.bytes(bytes);
      });
    }
  }

  async function bytesOf(source: unknown): Promise<Uint8Array | null> {
    if (typeof source !== "string")
      return source ? new Uint8Array(await new Response(source as BodyInit).arrayBuffer()) : null;
    const url = /url\(\s*["']?([^"')]+)["']?\s*\)/.exec(source)?.[1];
    if (!url) return null;
    const answer = await window.fetch(new URL(url, document.baseURI), { cache: "force-cache" });
    return answer.ok ? new Uint8Array(await answer.arrayBuffer()) : null;
  }

  /** The source of a font that a style sheet declares, its address absolute. */
  function sourceOf(face: FontFace): string | null {
    const plain = (family: string): string => family.replace(/["']/g, "");
    for (const sheet of document.styleSheets) {
      let rules: CSSRuleList;
      try {
        rules = sheet.cssRules;
      } catch {
        continue;
      }
      for (const rule of rules) {
        if (!(rule instanceof window.CSSFontFaceRule)) continue;
        const style = rule.style;
        const [weight, kind] = [
          style.getPropertyValue("font-weight") || "normal",
          style.getPropertyValue("font-style") || "normal",
        ];
        if (plain(style.getPropertyValue("font-family")) !== plain(face.family)) continue;
        if (named(weight) !== named(face.weight) || kind !== face.style) continue;
        const range = style.getPropertyValue("unicode-range");
        if (range && range.replace(/\s/g, "").toLowerCase() !== face.unicodeRange.replace(/\s/g, "").toLowerCase())
          continue;
        return style
          .getPropertyValue("src")
          .replace(
            /url\(\s*["']?([^"')]+)["']?\s*\)/g,
            (_all, url: string) => `url("${new URL(url, sheet.href ?? document.baseURI).href}")`,
          );
      }
    }
    return null;
  }

  const onFonts = (): void => void sendFonts();
  document.fonts.addEventListener("loadingdone", onFonts);
  onFonts();

  return {
    take(element) {
      const tag = element.localName;
      if (tag === "img") void sendBlob(element as HTMLImageElement).catch(() => {});
      else if (tag !== "link") drawn.set(element as Drawable, "");
      else if (!links.has(element)) {
        links.add(element);
        void sendSheet(element as HTMLLinkElement).catch(() => {});
      }
    },
    bring(image) {
      bringing = bringing.then(() => sendSeen(image)).catch(() => {});
    },
    compare() {
      for (const write of ready) write();
      ready = [];
      if (isBusy || drawn.size === 0 || performance.now() < nextAt || document.visibilityState === "hidden") return;
      isBusy = true;
      void work().finally(() => (isBusy = false));
    },
    clear() {
      ready = [];
      drawn.clear();
      fonts = new WeakSet();
      fontsLeft = fontsBytes;
      brought = new WeakMap();
      broughtLeft = broughtBytes;
      onFonts();
    },
  };
}

function hasFrame(element: Drawable): boolean {
  if (element.localName !== "video") return true;
  const video = element as HTMLVideoElement;
  return video.readyState > 1 && (!video.poster || video.currentTime > 0 || !video.paused);
}

function named(weight: string): string {
  return weight === "normal" ? "400" : weight === "bold" ? "700" : weight;
}

async function sumOf(blob: Blob): Promise<string> {
  const bytes = new Uint8Array(await blob.arrayBuffer());
  let sum = 0;
  for (let i = 0; i < bytes.length; i++) sum = (sum * 31 + bytes[i]!) | 0;
  return `${bytes.length} ${sum}`;
}
