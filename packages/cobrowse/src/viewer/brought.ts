/**
 * What the customer's page brings along as bytes, because the viewer cannot fetch or compute it: pictures of canvases,
 * videos and blobs, fonts, running animations, highlights. All of it is checked as the rest of the stream is.
 */
import * as bounds from "../stream/bounds.ts";
import { resourceBytes } from "../stream/resource-bytes.ts";
import { StreamError, type Reader } from "../stream/reader.ts";
import type { NodeFilter } from "./node-filter.ts";

const uses = ["content", "src", "poster"] as const;

export interface Brought {
  picture(r: Reader, element: HTMLElement): void;
  /** The element's `style` was set anew. */
  restyle(element: HTMLElement): void;
  font(r: Reader): void;
  animations(r: Reader, element: HTMLElement): void;
  highlight(r: Reader, get: (id: number) => Node): void;
  /** Gives back what the browser keeps for it. */
  end(): void;
}

type FrameWindow = Window & typeof globalThis;

export function createBrought(window: () => FrameWindow, filter: NodeFilter): Brought {
  const addresses = new Map<Element, string>();
  const contents = new Map<Element, string>();
  const running = new WeakMap<Element, Animation[]>();
  let fontBytes = 0;

  function keep(element: Element, address: string): void {
    const before = addresses.get(element);
    if (before) URL.revokeObjectURL(before);
    addresses.set(element, address);
  }
  function restyle(element: HTMLElement): void {
    const address = contents.get(element);
    if (address) element.style.setProperty("content", `url("${address}")`, "important");
  }
  /** A value from a keyframe, as the style attribute would take it. */
  function harmless(element: Element, value: unknown): string | number | null {
    if (typeof value === "number") return value;
    return typeof value === "string" ? filter.attribute(element, "style", value) : null;
  }

  return {
    restyle,
    picture(r, element) {
      const use = uses[r.u()];
      const type = r.s();
      const bytes = r.bytes(resourceBytes);
      if (!use || !/^image\/[\w.+-]+$/.test(type)) throw new StreamError("not a picture");
      const address = URL.createObjectURL(new Blob([bytes], { type }));
      keep(element, address);
      const tag = element.localName;
      if (use === "src" && tag === "img") element.setAttribute("src", address);
      else if (use === "poster" && tag === "video") element.setAttribute("poster", address);
      else if (use === "content" && tag === "canvas") {
        contents.set(element, address);
        restyle(element);
      }
    },
    font(r) {
      const family = r.s();
      const [style, weight, stretch, unicodeRange] = [r.s(), r.s(), r.s(), r.s()];
      const bytes = r.bytes(resourceBytes);
      fontBytes += bytes.length;
      if (fontBytes > bounds.payloadBytes) throw new StreamError("too many fonts");
      const { FontFace, document } = window();
      const face = new FontFace(family, bytes.buffer, { style, weight, stretch, unicodeRange });
      document.fonts.add(face);
      face.load().catch(() => {});
    },
    animations(r, element) {
      for (const each of running.get(element) ?? []) each.cancel();
      let list: unknown;
      try {
        list = JSON.parse(r.long());
      } catch {
        throw new StreamError("not JSON");
      }
      if (!Array.isArray(list) || list.length > 100) throw new StreamError("not animations");
      const made = list.flatMap((each) => animate(element, each as unknown, harmless) ?? []);
      running.set(element, made);
    },
    highlight(r, get) {
      const name = r.s();
      const count = r.u();
      if (count > 1000 || (name && !/^[\w-]{1,80}$/.test(name))) throw new StreamError("not a highlight");
      const { Highlight, CSS, document } = window();
      const ranges: Range[] = [];
      for (let i = 0; i < count; i++) {
        const range = document.createRange();
        const [start, startPlace, end, endPlace] = [get(r.u()), r.u(), get(r.u()), r.u()];
        if (start.ownerDocument !== document || end.ownerDocument !== document) continue;
        put(start, startPlace, (node, offset) => range.setStart(node, offset));
        put(end, endPlace, (node, offset) => range.setEnd(node, offset));
        ranges.push(range);
      }
      // A frame that was removed has none.
      CSS.highlights?.set(name || "rinnalla-selection", new Highlight(...ranges));
    },
    end() {
      for (const address of addresses.values()) URL.revokeObjectURL(address);
    },
  };
}

function put(node: Node, place: number, set: (node: Node, offset: number) => void): void {
  if (place > 1)
    return set(node, Math.min(place - 2, node.nodeType === 3 ? (node as Text).length : node.childNodes.length));
  if (place === 1) return set(node, node.childNodes.length);
  const parent = node.parentNode;
  if (parent) set(parent, [...parent.childNodes].indexOf(node as ChildNode));
}

const timingNames = ["duration", "delay", "endDelay", "iterations", "iterationStart", "fill", "direction", "easing"];

function animate(
  element: HTMLElement,
  given: unknown,
  harmless: (element: Element, value: unknown) => string | number | null,
): Animation | null {
  if (!Array.isArray(given) || !Array.isArray(given[0]) || given[0].length > 200) return null;
  const [frames, timing, at, isRunning] = given as [object[], Record<string, unknown>, unknown, unknown];
  const keyframes = frames.map((frame) => {
    const clean: Record<string, string | number> = {};
    for (const [name, value] of Object.entries(frame ?? {})) {
      const safe = harmless(element, value);
      if (/^[\w-]{1,80}$/.test(name) && safe !== null) clean[name] = safe;
    }
    return clean;
  });
  const options: Record<string, unknown> = {};
  for (const name of timingNames) {
    const value = timing?.[name];
    if (typeof value === "number" || (typeof value === "string" && value.length < 200)) options[name] = value;
    // As JSON has no infinity.
    else if (name === "iterations" && value === null) options[name] = Infinity;
  }
  try {
    const animation = element.animate(keyframes, options);
    if (typeof at === "number") animation.currentTime = at;
    if (!isRunning) animation.pause();
    return animation;
  } catch {
    return null;
  }
}
