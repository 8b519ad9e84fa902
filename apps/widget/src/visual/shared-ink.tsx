/**
 * The agent's lines over a shared screen (VIS-08), in fractions of the picture: in the page where it or the whole screen is what is shared,
 * and in the small window that shows the picture. They fade by themselves; the agent takes them back. Comes with screen sharing.
 */
import type { Signal } from "@rinnalla/protocol";
import type { VNode } from "preact";
import type { SharedSurface, WindowPlace } from "./pointer-place.ts";

const shownMs = 15_000;
const most = 30;
/** Points are 1/10,000 of the picture. */
const viewBox = "0 0 10000 10000";
const looks = [
  ["#fff", "8"],
  ["#dc2626", "4"],
] as const;
const svgSpace = "http://www.w3.org/2000/svg";

type InkSignal = Extract<Signal, { kind: "stroke" | "erase" }>;

export interface SharedInk {
  take(signal: InkSignal): void;
  /** Over the page; `null`: nothing, or not of this page. */
  draw(surface: SharedSurface, window: WindowPlace): VNode | null;
  /** The same over a picture elsewhere. */
  drawInto(box: Element): void;
  clear(): void;
}

export function createSharedInk(changed: () => void): SharedInk {
  const lines = new Map<number, { points: string; timer: ReturnType<typeof setTimeout> }>();
  let boxes: Element[] = [];

  function drop(stroke: number): void {
    clearTimeout(lines.get(stroke)?.timer);
    lines.delete(stroke);
  }
  function show(): void {
    boxes = boxes.filter((box) => box.isConnected);
    for (const box of boxes) fill(box);
    changed();
  }

  function fill(box: Element): void {
    const { ownerDocument } = box;
    const made = [...lines.values()].flatMap(({ points }) =>
      looks.map(([stroke, width]) => {
        const line = ownerDocument.createElementNS(svgSpace, "polyline");
        for (const [name, value] of Object.entries(lineOf(points, stroke, width))) line.setAttribute(name, value);
        return line;
      }),
    );
    box.replaceChildren(...made);
  }

  return {
    take(signal) {
      if (signal.kind === "erase") {
        for (const each of signal.stroke === 0 ? [...lines.keys()] : [signal.stroke]) drop(each);
        return show();
      }
      const { stroke, points } = signal;
      drop(stroke);
      const fade = (): void => {
        drop(stroke);
        show();
      };
      lines.set(stroke, { points, timer: setTimeout(fade, shownMs) });
      if (lines.size > most) drop(lines.keys().next().value!);
      show();
    },
    draw(surface, window) {
      if (lines.size === 0 || surface === "other") return null;
      return (
        <svg
          class="ink"
          data-rinnalla-ink
          aria-hidden="true"
          viewBox={viewBox}
          preserveAspectRatio="none"
          style={placeOf(surface, window)}
        >
          {[...lines].flatMap(([stroke, { points }]) =>
            looks.map(([colour, width]) => <polyline key={stroke + colour} {...lineOf(points, colour, width)} />),
          )}
        </svg>
      );
    },
    drawInto(box) {
      const svg = box.ownerDocument.createElementNS(svgSpace, "svg");
      svg.setAttribute("viewBox", viewBox);
      svg.setAttribute("preserveAspectRatio", "none");
      svg.dataset["rinnallaInk"] = "";
      Object.assign(svg.style, { position: "absolute", inset: "0", width: "100%", height: "100%" });
      box.append(svg);
      boxes.push(svg);
      fill(svg);
    },
    clear() {
      for (const each of [...lines.keys()]) drop(each);
      show();
    },
  };
}

function lineOf(points: string, stroke: string, width: string): Record<string, string> {
  return {
    // A dot is a line that goes nowhere.
    points: points.includes(" ") ? points : `${points} ${points}`,
    fill: "none",
    stroke,
    "stroke-width": width,
    "stroke-linecap": "round",
    "stroke-linejoin": "round",
    "vector-effect": "non-scaling-stroke",
  };
}

/** Where the picture lies in the page, in pixels of it: see `pointerPlace`. */
function placeOf(surface: SharedSurface, window: WindowPlace): Record<string, string> {
  if (surface !== "monitor") return { left: "0", top: "0", width: "100vw", height: "100vh" };
  const left = window.screenX + Math.max(0, window.outerWidth - window.innerWidth) / 2;
  const top = window.screenY + Math.max(0, window.outerHeight - window.innerHeight);
  const { width, height } = window.screen;
  return { left: `${-left}px`, top: `${-top}px`, width: `${width}px`, height: `${height}px` };
}
