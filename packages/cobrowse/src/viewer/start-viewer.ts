/**
 * The viewer document: takes payloads from the console's port, keeps the picture that is shown and the one that is
 * being built behind it, and sends the agent's commands back. A broken stream ends that picture, never the viewer.
 */
import { decodeCommand, encodeCommand, isControl, type ViewerCommand } from "../stream/commands.ts";
import * as outcome from "../stream/outcome.ts";
import { unpack } from "../stream/unpack.ts";
import { StreamError } from "../stream/reader.ts";
import * as op from "../stream/op.ts";
import type { CommandOutcome, ViewerStatus } from "../types.ts";
import { greeting, type FromViewer, type ToViewer } from "../viewer-link.ts";
import { boxIn, cutByFrames } from "../pointing/frames.ts";
import { createAgentInput } from "./agent-input.ts";
import { createNodeFilter } from "./node-filter.ts";
import { createOwnLook } from "./own-look.ts";
import { createPictureFrames } from "./picture-frames.ts";
import { createPicture, type Picture } from "./picture.ts";
import { createStage } from "./stage.ts";

/** A new picture waits behind the old one for its style sheets so long. */
const styledWithinMs = 600;
const resyncEveryMs = 2000;
const longApplyMs = 16;
const headerBytes = 4;
/** What was just shown has been painted by then. */
const paintedMs = 200;

/** The meta element into which the server writes the widget's allowed origins. */
export const originsMeta = "rinnalla-allowed-origins";
/** And the one in which it names the console's origin, where that is another. */
const consoleMeta = "rinnalla-console-origin";

const outcomeNames = Object.keys(outcome) as CommandOutcome[];

export function startViewer(window: Window): void {
  const document = window.document;
  const said = (name: string): string => document.querySelector<HTMLMetaElement>(`meta[name=${name}]`)?.content ?? "";
  const origins = said(originsMeta).split(/\s+/);
  const consoleOrigin = URL.parse(said(consoleMeta))?.origin ?? window.location.origin;
  const filter = createNodeFilter(new Set(origins));
  // In a window of its own it shows a customer what the page that opened it sends (VIS-05): pages of the allowed origins only.
  const isOwn = window.parent === window;
  const giver = isOwn ? (window.opener as Window | null) : window.parent;
  const giverOrigins = isOwn ? origins : [consoleOrigin];
  const stage = createStage(document);
  const input = createAgentInput(stage.glass, () => shown, send);
  const look = createOwnLook({ glass: stage.glass, frame: stage.frame, picture: () => shown, at: input.elementAt });
  const frames = createPictureFrames(stage.holder);
  let port: MessagePort | null = null;
  let shown: Picture | null = null;
  let next: Picture | null = null;
  let work = Promise.resolve();
  let lastResync = -Infinity;
  let refusedEpoch = -1;
  let status: ViewerStatus = { phase: "waiting", pageUrl: "", title: "", width: 0, height: 0, lastOutcome: null };

  function tell(change: Partial<ViewerStatus>): void {
    status = { ...status, ...change };
    stage.setVeiled(status.phase === "paused");
    post({ type: "status", status });
  }
  function post(message: FromViewer): void {
    port?.postMessage(message);
  }
  function send(command: ViewerCommand): void {
    post({ type: "send", payload: encodeCommand(shown?.epoch ?? 0, command), isControl: isControl(command) });
  }

  function build(epoch: number): Picture {
    next?.remove();
    const isFirst = shown === null;
    const made: Picture = createPicture(frames.take(), epoch, filter, {
      onPage: (pageUrl, title) => tell({ pageUrl: pageUrl.slice(0, 2000), title: title.slice(0, 300) }),
      onSize(width, height) {
        if (made === shown || isFirst) stage.resize(width, height);
        size = { width, height };
        if (made === shown) tell(size);
      },
      onReady: () => void made.styled(styledWithinMs).then(() => made === next && show(made)),
      onPaused: () => tell({ phase: "paused" }),
      onLeaving() {
        frames.prepare();
        tell({ phase: "leaving" });
      },
      onOutcome: (number) => tell({ lastOutcome: outcomeNames.find((name) => outcome[name] === number) ?? null }),
      onMouse(x, y) {
        if (made !== shown) return;
        stage.showMouse(x, y);
        look.showMouse(x, y);
      },
      // One that is being built behind it begins where the customer is.
      isFollowing: () => made !== shown || look.isFollowing,
      onMissing: (id) => post({ type: "send", payload: encodeCommand(epoch, { type: "bring", id }), isControl: false }),
    });
    let size = { width: 1024, height: 768 };
    sizes.set(made, () => size);
    // There is nothing yet that it should wait behind.
    if (isFirst) made.iframe.className = "";
    return made;
  }
  const sizes = new WeakMap<Picture, () => { width: number; height: number }>();

  function show(picture: Picture): void {
    const size = sizes.get(picture)!();
    const before = shown === picture ? null : shown;
    shown = picture;
    next = null;
    picture.iframe.className = "";
    stage.resize(size.width, size.height);
    if (before) before.iframe.className = "next spare";
    window.setTimeout(() => {
      before?.remove();
      frames.prepare();
    }, paintedMs);
    tell({ ...size, phase: status.phase === "paused" ? "paused" : "live" });
  }

  function apply(bytes: Uint8Array): void {
    if (bytes.length < headerBytes) throw new StreamError("cut short");
    const epoch = new DataView(bytes.buffer, bytes.byteOffset).getUint32(0, true);
    const body = bytes.subarray(headerBytes);
    if (body[0] === op.reset) {
      refusedEpoch = -1;
      next = build(epoch);
      if (status.phase === "paused") tell({ phase: "waiting" });
    }
    const picture = next?.epoch === epoch ? next : shown?.epoch === epoch ? shown : null;
    // A page of which nothing was shown yet, and nothing may be.
    if (!picture && body[0] === op.paused) return tell({ phase: "paused" });
    // Else: a payload of a picture that is no more.
    if (epoch !== refusedEpoch) picture?.apply(body);
  }

  function fail(error: unknown): void {
    // oxlint-disable-next-line no-console -- the developer tools are the only place for a forged stream's reason
    console.warn("The mirrored page's stream was refused:", error);
    refusedEpoch = (next ?? shown)?.epoch ?? -1;
    next?.remove();
    next = null;
    tell({ phase: "failed" });
    if (performance.now() - lastResync < resyncEveryMs) return;
    lastResync = performance.now();
    send({ type: "resync" });
  }

  function deliver(payload: Uint8Array<ArrayBuffer>): void {
    work = work.then(async () => {
      const begin = window.performance.now();
      try {
        const bytes = unpack(payload);
        apply(bytes instanceof Uint8Array ? bytes : await bytes);
      } catch (error) {
        fail(error);
      }
      // The console around us has its turn before the next.
      if (window.performance.now() - begin > longApplyMs) await new Promise((done) => window.setTimeout(done));
    });
  }

  function showPointing(payload: Uint8Array): void {
    work = work.then(() => {
      const said = decodeCommand(payload);
      if (said?.command.type !== "point") return;
      const { id, x, y } = said.command;
      const picture = shown?.epoch === said.epoch ? shown : null;
      const node = picture?.nodeOf(id);
      stage.showLaser(
        picture && node && isElement(node)
          ? placeIn(node, x / 10_000, y / 10_000, picture.iframe.contentDocument!)
          : null,
      );
    });
  }

  function onPort({ data }: MessageEvent<ToViewer>): void {
    switch (data.type) {
      case "deliver":
        return deliver(data.payload);
      case "pointing":
        return showPointing(data.payload);
      case "mode":
        input.setMode(data.mode);
        return look.setMode(data.mode);
      case "follow":
        return look.setFollow(data.isOn);
      case "erase":
        return input.erase(data.what);
      case "scale":
        return stage.setScale(data.scale);
      case "caption":
        return stage.setCaption(data.text);
      case "navigate":
        return send(
          typeof data.target === "string" ? { type: data.target } : { type: "navigate", url: data.target.url },
        );
    }
  }

  window.addEventListener("message", (event) => {
    // Only the console around us, or the page that opened us: the picture inside has no scripts, other windows are of no concern.
    if (event.source !== giver || !giverOrigins.includes(event.origin)) return;
    if (event.data === greeting.ask) greet();
    if (event.data !== greeting.connect || !event.ports[0]) return;
    port?.close();
    port = event.ports[0];
    port.onmessage = onPort;
    tell({});
  });
  function greet(): void {
    // Says nothing but that we are here.
    giver?.postMessage(greeting.ready, isOwn ? "*" : consoleOrigin);
  }
  greet();
}

/** Of the picture's own window, which is another than the viewer's. */
function isElement(node: Node): node is Element {
  return node.nodeType === 1;
}

/** A place inside an element's box, in pixels of the page; frames in it may lie between. */
function placeIn(element: Element, x: number, y: number, page: Document): { x: number; y: number } {
  const box = boxIn(element, page);
  return cutByFrames(element, page, { x: box.left + x * box.width, y: box.top + y * box.height });
}
