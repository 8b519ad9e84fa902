/**
 * The customer's page as a stream: when to look, when to write, when to send. What is written is tree.ts, what may be
 * known is secrecy.ts. Idle until somebody looks on; from then on changes leave in the microtask in which they are
 * seen, within a budget of time, and the rest in later tasks. Spec: VIS-03, VIS-05, VIS-07.
 */
import * as op from "../stream/op.ts";
import { pack } from "../stream/pack.ts";
import { createWriter } from "../stream/writer.ts";
import type { Watch } from "../rare/rare-watch.ts";
import type { Capture, CaptureOptions } from "../types.ts";
import { maskCardNumbers } from "./card-numbers.ts";
import { createFieldWatch } from "./fields.ts";
import { createSecrecy } from "./secrecy.ts";
import { pageUrl } from "./shown-url.ts";
import { createStyleWatch } from "./style-watch.ts";
import type { CommandTaker } from "./taking-commands.ts";
import { createTree } from "./tree.ts";

/** Of one task; what else the task costs (packing, the browser's own) stays below 50 ms with it on slow machines too. */
const sliceMs = 10;
/** Of a new page's first task: until it is sent the agent has the page before. */
const firstSliceMs = 20;
const scrollSliceMs = 5;
const scrolledAfterMs = 20;
/** Changes that follow each other faster are sent together. */
const pauseMs = 8;
const maxBufferedBytes = 1_000_000;

export function startCapture(options: CaptureOptions): Capture {
  const { channel } = options;
  const window = options.window as Window & typeof globalThis;
  const document = window.document;
  const writer = createWriter();
  const secrecy = createSecrecy(document, options.rules, options.labels);
  const roots = new Set<Document | ShadowRoot>();
  const excluded = new Set<Node>([options.exclude]);
  const texts = new WeakMap<Element, string>();
  const edits = new WeakMap<CSSStyleSheet, number>();
  const inside = new WeakMap<Node, Document | ShadowRoot>();
  const tree = createTree({
    document,
    writer,
    secrecy,
    excluded,
    inside,
    texts,
    isFrameShown,
    onRoot: mirror,
    onField: (field) => fields.add(field),
    onScroller: (node) => scrollers.push(node),
    onRare: (element) => rare.add(element),
  });
  const fields = createFieldWatch({
    writer,
    idOf: tree.idOf,
    degreeOf: (field) => secrecy.degree(field, tree.contextOf(field)),
  });
  const styles = createStyleWatch({ document, writer, texts, edits, idOf: tree.idOf, restyle: tree.restyle });
  let commands: Promise<CommandTaker> | null = null;
  let watch: Watch | null = null;
  /** The customer's last key or click. */
  let handAt = -Infinity;

  // Asked for now, and kept: while a page loads the browser would work out all its styles for the answer.
  const scheme = window.matchMedia("(prefers-color-scheme: dark)");
  let isDark = false;
  let size: readonly [width: number, height: number] = [0, 0];

  let epoch = Math.floor(Math.random() * 0x3fffffff);
  let phase: "idle" | "live" | "paused" | "stopped" = "idle";
  let isWanted = false;
  let isSnapshot = false;
  let isReady = false;
  /** More waits for the line than a new picture would be: it gets that instead. */
  let isCut = false;
  let timer = 0;
  let lastFlush = 0;
  let lastSnapshot = 0;
  let sending = Promise.resolve();
  let queued = 0;
  let place = "";
  const scrolled = new Set<Node>();
  /** Of the first picture; looked at once it stands. */
  let scrollers: Node[] = [];
  const rare = new Set<Element>();
  /** Pictures that the viewer could not fetch. */
  const missing = new Set<Node>();
  const release = new AbortController();
  const observer = new MutationObserver((records) => {
    if (isCut) return;
    take(records);
    const wait = lastFlush + pauseMs - performance.now();
    if (wait <= 0 && !timer) flush();
    else schedule(Math.max(0, wait));
  });

  function take(records: readonly MutationRecord[]): void {
    for (const frame of options.frameRules?.moved() ?? []) tree.renew(frame);
    if (records.length > 0) tree.change(records);
  }

  function isFrameShown(inner: Document): boolean {
    const rules = options.frameRules?.rulesOf(inner);
    if (rules) secrecy.setRules(inner, rules);
    return rules !== null;
  }

  function mirror(root: Document | ShadowRoot): void {
    styles.add(root);
    if (roots.has(root)) return;
    roots.add(root);
    secrecy.watch(root);
    observer.observe(root, { subtree: true, childList: true, attributes: true, characterData: true });
    // Scrolling and changes inside a shadow root do not leave it.
    const listening = { capture: true, passive: true, signal: release.signal };
    root.addEventListener("scroll", onScroll, listening);
    for (const type of ["input", "change", "click", "reset"]) root.addEventListener(type, onUse, listening);
    root.addEventListener("load", onLoad, listening);
    watch?.root(root);
    // What happens in a frame does not leave it either.
    if (root.nodeType === 9) listenToHands((root as Document).defaultView!);
  }

  /** The agent's editing is trusted too (`input`, `submit`), but it makes no trusted key or pointer. */
  function onHand({ isTrusted, target }: Event): void {
    if (isTrusted && target !== options.exclude) handAt = performance.now();
  }
  function listenToHands(of: Window): void {
    for (const type of ["keydown", "pointerdown"])
      of.addEventListener(type, onHand, { capture: true, passive: true, signal: release.signal });
  }

  function onScroll(event: Event): void {
    scrolled.add(event.target as Node);
    schedule(0);
  }
  function onUse(): void {
    if (phase === "live") schedule(0);
  }
  /** A picture chose its source, or a style sheet can be read now. */
  function onLoad({ target }: Event): void {
    const element = target as Element;
    if (tree.idOf(element) === undefined) return;
    if (element.localName === "img") tree.attribute(element, "src");
    else if (element.localName === "link" || element.localName === "iframe") tree.renew(element);
    else return;
    schedule(0);
  }
  function schedule(ms: number): void {
    if (timer || phase !== "live") return;
    timer = window.setTimeout(() => {
      timer = 0;
      flush();
    }, ms);
  }

  function flush(): void {
    if (phase !== "live") return;
    if (queued + (channel.bufferedBytes?.() ?? 0) > maxBufferedBytes) {
      isCut ||= writer.length() > maxBufferedBytes;
      if (isCut) writer.take(0);
      return schedule(50);
    }
    if (isCut) return snapshot();
    const begin = performance.now();
    const records = observer.takeRecords();
    take(records);
    const isAll = tree.flush(begin + (isSnapshot ? firstSliceMs : sliceMs));
    // What changed first; what had to be compared in its own time.
    if (isReady) send();
    watch?.compare();
    styles.compare();
    if (tree.isWaiting() !== !isAll) tree.flush(begin + sliceMs);
    // What a field holds comes once it stands.
    if (isAll || isReady) fields.compare();
    if (isAll) writeScrolls();
    writePage();
    if (isAll && !isReady) {
      isReady = true;
      // While a page loads nothing is scrolled yet, and to ask would have it laid out before anything is sent.
      if (document.readyState === "complete") writeScroll(document);
      else scrollers.push(document);
      watch?.ready();
      writer.u(op.ready);
      window.setTimeout(lookForScrolled, scrolledAfterMs, epoch);
    }
    send();
    if (isReady && watch) {
      for (const element of rare) watch.take(element);
      rare.clear();
    }
    lastFlush = performance.now();
    if (!isAll || tree.isWaiting()) schedule(0);
  }

  /** In slices, and after the page was drawn: each place that is asked for costs as much as to write the element. */
  function lookForScrolled(of: number): void {
    if (phase !== "live" || of !== epoch) return;
    const until = performance.now() + scrollSliceMs;
    while (scrollers.length > 0 && performance.now() < until) {
      const node = scrollers.pop() as Element;
      const scroller = (node as Node as Document).scrollingElement ?? node;
      if (scroller.scrollTop || scroller.scrollLeft) scrolled.add(node);
    }
    if (scrolled.size > 0) schedule(0);
    if (scrollers.length > 0) window.setTimeout(lookForScrolled, 0, of);
  }
  function writeScrolls(): void {
    for (const target of scrolled) writeScroll(target);
    scrolled.clear();
  }
  /** Of a document, or of an element; a document's own scroller stands for it. */
  function writeScroll(target: Node): void {
    const holder = target.ownerDocument ?? (target as Document);
    const scroller = holder.scrollingElement;
    const element = target === holder ? scroller : (target as Element);
    const id = element !== scroller ? tree.idOf(target) : holder === document ? 0 : tree.idOf(holder);
    if (id === undefined || !element) return;
    writer.u(op.scroll);
    writer.u(id);
    writer.z(Math.round(element.scrollLeft));
    writer.z(Math.round(element.scrollTop));
  }
  function writePage(): void {
    const title = maskCardNumbers(document.title.slice(0, 300));
    const now = pageUrl(window.location) + "\n" + title;
    if (now === place) return;
    place = now;
    writer.u(op.page);
    writer.s(pageUrl(window.location));
    writer.s(title);
  }

  function send(): void {
    if (writer.length() === 0) return;
    const flags = { isSnapshot };
    isSnapshot = false;
    const body = writer.take(1 + epochBytes);
    new DataView(body.buffer).setUint32(1, epoch, true);
    const packed = pack(body);
    if (packed instanceof Uint8Array && queued === 0) return channel.send(packed, flags);
    queued += body.length;
    sending = sending
      .then(async () => {
        const payload = await packed;
        if (phase !== "stopped") channel.send(payload, flags);
      })
      .finally(() => {
        queued -= body.length;
      });
  }

  function say(...numbers: number[]): void {
    if ((phase !== "live" && phase !== "paused") || (isCut && numbers[0] === op.mark)) return;
    for (const number of numbers) writer.u(number);
    send();
  }

  function snapshot(): void {
    if (phase === "paused") return say(op.paused);
    if (phase === "stopped") return;
    phase = "live";
    epoch = (epoch + 1) & 0x3fffffff;
    isSnapshot = true;
    isReady = isCut = false;
    lastSnapshot = performance.now();
    observer.takeRecords();
    writer.take(0);
    writer.clearTable();
    scrolled.clear();
    scrollers = [];
    rare.clear();
    watch?.clear();
    fields.clear();
    styles.clear();
    tree.reset();
    place = "";
    for (const root of roots) if (!root.isConnected) roots.delete(root);
    mirror(document);
    writer.u(op.reset);
    writer.u(document.compatMode === "BackCompat" ? 1 : 0);
    for (const length of size) writer.u(length);
    writer.u(op.dark);
    const isBoth = document.querySelector<HTMLMetaElement>("meta[name=color-scheme]")?.content.includes("dark");
    writer.u((isDark ? 1 : 0) + (isBoth ? 2 : 0));
    flush();
  }

  function want(): void {
    isWanted = true;
    if (document.readyState !== "loading") return snapshot();
    document.addEventListener("DOMContentLoaded", snapshot, { once: true, signal: release.signal });
  }

  function listen(): void {
    const { signal } = release;
    const look = (): void => {
      isDark = scheme.matches;
      size = [window.innerWidth, window.innerHeight];
    };
    look();
    scheme.addEventListener("change", look, { signal });
    window.addEventListener("resize", () => (look(), say(op.viewport, ...size)), { signal });
    window.addEventListener("pagehide", () => say(op.leaving), { signal });
    // Back from the browser's page cache: the viewer has seen another page meanwhile.
    window.addEventListener("pageshow", (event) => event.persisted && (look(), isWanted) && snapshot(), { signal });
    listenToHands(window);
  }
  listen();
  import("../rare/rare-watch.ts").then(
    ({ createWatch }) => {
      if (phase === "stopped") return;
      const renew = (): void => void (phase === "live" && snapshot());
      const isLive = (): boolean => phase === "live";
      const { signal } = release;
      const flushSoon = (): void => schedule(0);
      const made = createWatch({
        window,
        writer,
        tree,
        inside,
        texts,
        roots,
        edits,
        signal,
        isLive,
        say,
        renew,
        flush: flushSoon,
      });
      watch = made;
      for (const root of roots) made.root(root);
      if (isReady) made.ready();
      bringMissing();
      schedule(0);
    },
    // The page is mirrored all the same.
    () => undefined,
  );

  function rest(): void {
    window.clearTimeout(timer);
    timer = 0;
    observer.disconnect();
    roots.clear();
    void commands?.then(
      (each) => each.rest(),
      () => undefined,
    );
  }

  function bringMissing(): void {
    for (const each of missing) watch?.bring(each);
    if (watch) missing.clear();
  }

  /** They keep their order; what could not be fetched now may be later. */
  function handle(payload: Uint8Array): void {
    commands ??= import("./taking-commands.ts").then(({ createCommandTaker }) =>
      createCommandTaker({
        capture: options,
        tree,
        secrecy,
        excluded,
        isLive: () => phase === "live",
        epoch: () => epoch,
        handAt: () => handAt,
        say,
        resync: () => void (performance.now() - lastSnapshot > 1000 && want()),
        bring(node) {
          missing.add(node);
          bringMissing();
        },
      }),
    );
    commands.then(
      (each) => each.take(payload),
      () => (commands = null),
    );
  }

  return {
    handlePayload: handle,
    wantSnapshot: want,
    idle() {
      isWanted = false;
      if (phase !== "live") return;
      rest();
      phase = "idle";
    },
    pause() {
      if (phase === "stopped") return;
      say(op.paused);
      rest();
      phase = "paused";
    },
    resume() {
      if (phase !== "paused") return;
      phase = "idle";
      if (isWanted) snapshot();
    },
    stop() {
      if (phase === "stopped") return;
      rest();
      phase = "stopped";
      release.abort();
      secrecy.stop();
      void commands?.then(
        (each) => each.remove(),
        () => undefined,
      );
    },
  };
}

const epochBytes = 4;
