/**
 * The customer's page as a stream: when to look, when to write, when to send. What is written is tree.ts, what may be
 * known is secrecy.ts. Idle until somebody looks on; from then on changes leave in the microtask in which they are
 * seen, within a budget of time, and the rest in later tasks. Spec: VIS-03, VIS-05, VIS-07.
 */
import { marks, type Mark } from "../stream/mark.ts";
import * as op from "../stream/op.ts";
import { pack } from "../stream/pack.ts";
import { createWriter } from "../stream/writer.ts";
import { decodeCommand } from "../stream/commands.ts";
import type { Pointing } from "../pointing/pointing.ts";
import type { Capture, CaptureOptions } from "../types.ts";
import { maskCardNumbers } from "./card-numbers.ts";
import type { Control, ControlCommand } from "./control.ts";
import { createFieldWatch } from "./fields.ts";
import { createHooks } from "./hooks.ts";
import { createRareParts } from "./rare-parts.ts";
import { createSecrecy } from "./secrecy.ts";
import { pageUrl } from "./shown-url.ts";
import { createStyleWatch } from "./style-watch.ts";
import { createTree } from "./tree.ts";

/** Of one task; what else the task costs (packing, the browser's own) stays below 50 ms with it on slow machines too. */
const sliceMs = 10;
/** Changes that follow each other faster are sent together. */
const pauseMs = 8;
const compareMs = 400;
const maxBufferedBytes = 1_000_000;

export function startCapture(options: CaptureOptions): Capture {
  const { channel } = options;
  const window = options.window as Window & typeof globalThis;
  const document = window.document;
  const writer = createWriter();
  const secrecy = createSecrecy(document, options.rules);
  const roots = new Set<Document | ShadowRoot>();
  const excluded = new Set<Node>([options.exclude]);
  const texts = new WeakMap<Element, string>();
  const hooks = createHooks(window, (host) => {
    if (phase !== "live") return;
    tree.renew(host);
    schedule(0);
  });
  const tree = createTree({
    document,
    writer,
    secrecy,
    excluded,
    inside: hooks.inside,
    texts,
    onRoot: watch,
    onField: (field) => fields.add(field),
    onScrolled: (element) => scrolled.add(element),
    onRare: (element) => (isLayer(element) ? layered : rare).add(element),
  });
  const fields = createFieldWatch({
    writer,
    idOf: tree.idOf,
    degreeOf: (field) => secrecy.degree(field, tree.contextOf(field)),
  });
  const styles = createStyleWatch({ document, writer, texts, idOf: tree.idOf, restyle: tree.restyle });
  const parts = createRareParts({ window, writer, tree, hooks, texts, flush: () => schedule(0) });
  let pointing: Promise<Pointing> | null = null;
  let control: Promise<Control> | null = null;
  /** The customer's last key or click. */
  let handAt = -Infinity;

  let epoch = Math.floor(Math.random() * 0x3fffffff);
  let phase: "idle" | "live" | "paused" | "stopped" = "idle";
  let isWanted = false;
  let isSnapshot = false;
  let isReady = false;
  let timer = 0;
  let lastFlush = 0;
  let lastSnapshot = 0;
  let sending = Promise.resolve();
  let queued = 0;
  let place = "";
  const scrolled = new Set<Node>();
  const layered = new Set<Element>();
  const rare = new Set<Element>();
  const release = new AbortController();
  const scheme = window.matchMedia("(prefers-color-scheme: dark)");
  const observer = new MutationObserver((records) => {
    tree.change(records);
    const wait = lastFlush + pauseMs - performance.now();
    if (wait <= 0 && !timer) flush();
    else schedule(Math.max(0, wait));
  });

  function watch(root: Document | ShadowRoot): void {
    styles.add(root);
    if (roots.has(root)) return;
    roots.add(root);
    observer.observe(root, { subtree: true, childList: true, attributes: true, characterData: true });
    // Scrolling and changes inside a shadow root do not leave it.
    const listening = { capture: true, passive: true, signal: release.signal };
    root.addEventListener("scroll", onScroll, listening);
    for (const type of ["input", "change", "click", "reset"]) root.addEventListener(type, onUse, listening);
    root.addEventListener("load", onLoad, listening);
    root.addEventListener("toggle", onToggle, listening);
    if (root.nodeType !== 9) return;
    for (const type of ["focusin", "focusout"]) root.addEventListener(type, onFocus, listening);
    for (const type of ["mouseover", "mouseout", "mousedown", "mouseup"])
      root.addEventListener(type, onMouse, listening);
    root.addEventListener("selectionchange", onSelect, listening);
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
  function onToggle({ target }: Event): void {
    if (!isLayer(target as Element)) return;
    layered.add(target as Element);
    schedule(0);
  }
  function onSelect(): void {
    if (document.getSelection()?.isCollapsed === false) parts.wake("states");
    onUse();
  }
  function onFocus(event: Event): void {
    const target = event.type === "focusin" ? event.composedPath()[0] : undefined;
    mark("focus", target);
    mark("focus-visible", (target as Element | undefined)?.matches(":focus-visible") ? target : undefined);
  }
  function onMouse(event: Event): void {
    const isEnd = event.type === "mouseup" || (event.type === "mouseout" && !(event as MouseEvent).relatedTarget);
    if (event.type === "mouseout" && !isEnd) return;
    mark(/e[rt]/.test(event.type) ? "hover" : "active", isEnd ? undefined : event.composedPath()[0]);
  }
  function mark(which: Mark, target: EventTarget | null | undefined): void {
    say(op.mark, marks.indexOf(which), (target && tree.idOf(target as Node)) ?? 0);
  }
  /** As it is when somebody begins to look on. */
  function markAll(): void {
    for (const which of marks) {
      const found = document.querySelectorAll(":" + which);
      if (found.length > 0) mark(which, found[found.length - 1]);
    }
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
    if (queued + (channel.bufferedBytes?.() ?? 0) > maxBufferedBytes) return schedule(50);
    const begin = performance.now();
    const records = observer.takeRecords();
    if (records.length > 0) tree.change(records);
    const isAll = tree.flush(begin + sliceMs);
    parts.compare();
    styles.compare();
    if (tree.isWaiting() !== !isAll) tree.flush(begin + sliceMs);
    fields.compare();
    if (isAll) {
      writeLayers();
      writeScrolls();
    }
    writePage();
    if (isAll && !isReady) {
      isReady = true;
      writeScroll(document);
      markAll();
      writer.u(op.ready);
    }
    send();
    if (isReady) {
      for (const element of rare) parts.take(element);
      rare.clear();
    }
    lastFlush = performance.now();
    if (!isAll || tree.isWaiting()) schedule(0);
  }

  function writeScrolls(): void {
    for (const target of scrolled) writeScroll(target);
    scrolled.clear();
  }
  /** Of a document, or of an element; a document's own scroller stands for it. */
  function writeScroll(target: Node): void {
    const holder = target.nodeType === 9 ? (target as Document) : target.ownerDocument!;
    const element = target === holder ? holder.scrollingElement : (target as Element);
    const isPage = element === holder.scrollingElement;
    const id = !isPage ? tree.idOf(target) : holder === document ? 0 : tree.idOf(holder);
    if (id === undefined || !element) return;
    writer.u(op.scroll);
    writer.u(id);
    writer.z(Math.round(element.scrollLeft));
    writer.z(Math.round(element.scrollTop));
  }
  function writeLayers(): void {
    for (const element of layered) {
      const id = tree.idOf(element);
      if (id === undefined) continue;
      const isModal = element.matches(":modal");
      const what = isModal ? op.layerModal : element.matches(":popover-open") ? op.layerPopover : op.layerNone;
      for (const each of [op.layer, id, what]) writer.u(each);
    }
    layered.clear();
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
    if (phase !== "live" && phase !== "paused") return;
    for (const number of numbers) writer.u(number);
    send();
  }

  function snapshot(): void {
    if (phase === "paused") return say(op.paused);
    if (phase === "stopped") return;
    phase = "live";
    epoch = (epoch + 1) & 0x3fffffff;
    isSnapshot = true;
    isReady = false;
    lastSnapshot = performance.now();
    observer.takeRecords();
    writer.take(0);
    writer.clearTable();
    scrolled.clear();
    layered.clear();
    rare.clear();
    parts.clear();
    fields.clear();
    styles.clear();
    tree.reset();
    place = "";
    for (const root of roots) if (!(root.isConnected && root.ownerDocument?.defaultView !== null)) roots.delete(root);
    watch(document);
    writer.u(op.reset);
    writer.u(document.compatMode === "BackCompat" ? 1 : 0);
    writer.u(window.innerWidth);
    writer.u(window.innerHeight);
    writer.u(op.dark);
    const isBoth = document.querySelector<HTMLMetaElement>("meta[name=color-scheme]")?.content.includes("dark");
    writer.u((scheme.matches ? 1 : 0) + (isBoth ? 2 : 0));
    flush();
  }

  function want(): void {
    isWanted = true;
    if (document.readyState !== "loading") return snapshot();
    document.addEventListener("DOMContentLoaded", snapshot, { once: true, signal: release.signal });
  }

  function listen(): void {
    const { signal } = release;
    window.addEventListener("resize", () => say(op.viewport, window.innerWidth, window.innerHeight), { signal });
    window.addEventListener("pagehide", () => say(op.leaving), { signal });
    // Back from the browser's page cache: the viewer has seen another page meanwhile.
    window.addEventListener("pageshow", (event) => event.persisted && isWanted && snapshot(), { signal });
    scheme.addEventListener("change", snapshot, { signal });
    window.addEventListener("hashchange", () => mark("target", document.querySelector(":target")), { signal });
    // The agent's editing is trusted too (`input`, `submit`), but it makes no trusted key or pointer.
    const onHand = ({ isTrusted, target }: Event): void => {
      if (isTrusted && target !== options.exclude) handAt = performance.now();
    };
    window.addEventListener("keydown", onHand, { capture: true, passive: true, signal });
    window.addEventListener("pointerdown", onHand, { capture: true, passive: true, signal });
    let lastMouse = 0;
    document.addEventListener(
      "mousemove",
      ({ clientX, clientY, timeStamp, isTrusted }) => {
        if (!isTrusted || timeStamp - lastMouse < 50) return;
        lastMouse = timeStamp;
        say(op.mouse, Math.max(0, clientX), Math.max(0, clientY));
      },
      { capture: true, passive: true, signal },
    );
    const comparing = window.setInterval(() => {
      if (phase !== "live" || document.visibilityState !== "visible") return;
      styles.read();
      if (hooks.animated.size > 0 || window.CSS.highlights?.size) parts.wake("states");
      flush();
    }, compareMs);
    signal.addEventListener("abort", () => window.clearInterval(comparing));
  }
  listen();

  /** Fetched with the first command; those that follow keep their order. */
  async function act(command: ControlCommand, isStale: boolean): Promise<void> {
    control ??= Promise.all([import("./control.ts"), import("./guard-rule.ts")]).then(
      ([{ createControl }, { weigh }]) =>
        createControl({
          ...options,
          window,
          tree,
          secrecy,
          weigh,
          maskText: maskCardNumbers,
          handAt: () => handAt,
          outcome: (code) => say(op.outcome, code),
          mark: (element) => void show((each) => each.frame(element)),
        }),
    );
    const made = await control.catch(() => (control = null));
    if (made && phase === "live") await made.act(command, isStale);
  }

  async function show(use: (pointing: Pointing) => void): Promise<void> {
    pointing ??= import("../pointing/pointing.ts").then(({ createPointing }) => {
      const made = createPointing(document, options.agentName);
      excluded.add(made.host);
      return made;
    });
    // What could not be fetched now may be later.
    const made = await pointing.catch(() => (pointing = null));
    if (made && phase === "live") use(made);
  }

  function rest(): void {
    window.clearTimeout(timer);
    timer = 0;
    observer.disconnect();
    roots.clear();
    void pointing?.then((each) => (each.hide(), each.frame(null))).catch(() => undefined);
  }

  return {
    handlePayload(payload) {
      const message = decodeCommand(payload);
      if (!message || phase !== "live") return;
      const { command } = message;
      if (command.type === "resync") return void (performance.now() - lastSnapshot > 1000 && want());
      const isStale = message.epoch !== epoch;
      if (command.type !== "point") return void act(command, isStale);
      if (isStale) return;
      const target = tree.nodeOf(command.id);
      void show((laser) => {
        if (target instanceof Element) laser.show(target, command.x / 10_000, command.y / 10_000);
        else laser.hide();
      });
    },
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
      hooks.stop();
      void pointing?.then((each) => each.remove()).catch(() => undefined);
    },
  };
}

const epochBytes = 4;

function isLayer(element: Element): boolean {
  return element.localName === "dialog" || element.hasAttribute("popover");
}
