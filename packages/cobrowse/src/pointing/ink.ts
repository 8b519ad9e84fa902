/**
 * The agent's lines (VIS-08), each anchored to an element, so that they go with it at any size and scroll. Red in white, to be seen on
 * light and on dark; they fade by themselves. The customer's page and the agent's picture draw them with the same code.
 */
import type { Overlay } from "./overlay.ts";
import { fromShares, type Point } from "./stroke.ts";

const shownMs = 15_000;
const fadeMs = 400;
const mostStrokes = 30;
const svgSpace = "http://www.w3.org/2000/svg";

export interface Ink {
  /** Shares of the element's box in 1/10,000. A number that is known already is drawn anew. */
  draw(stroke: number, target: Element, shares: readonly Point[]): void;
  /** 0: all. */
  erase(stroke: number): void;
}

interface Line {
  target: Element;
  shares: readonly Point[];
  until: number;
  readonly svg: Element;
  readonly paths: readonly Element[];
  readonly label: HTMLElement;
}

export function createInk(
  overlay: Pick<Overlay, "window" | "boxOf" | "make" | "raise" | "follow" | "wake">,
  agentName: string,
): Ink {
  const { window, make } = overlay;
  const lines = new Map<number, Line>();

  function begin(target: Element): Line {
    const holder = make("div", "ink on");
    const { ownerDocument } = holder;
    const svg = ownerDocument.createElementNS(svgSpace, "svg");
    svg.setAttribute("style", "position:absolute;overflow:visible;width:1px;height:1px;left:0;top:0");
    const paths = ["#fff 8", "#dc2626 4"].map((look) => {
      const [colour, width] = look.split(" ");
      const path = ownerDocument.createElementNS(svgSpace, "polyline");
      const looks = {
        fill: "none",
        stroke: colour!,
        "stroke-width": width!,
        "stroke-linecap": "round",
        "stroke-linejoin": "round",
      };
      for (const [name, value] of Object.entries(looks)) path.setAttribute(name, value);
      svg.append(path);
      return path;
    });
    holder.append(svg);
    const label = make("b", "", holder);
    label.textContent = agentName;
    return { target, shares: [], until: 0, svg, paths, label };
  }

  function place({ target, shares, paths, label }: Line): void {
    const points = fromShares(shares, overlay.boxOf(target));
    // A dot is a line that goes nowhere.
    const all = points.length === 1 ? [points[0]!, points[0]!] : points;
    const text = all.map(({ x, y }) => `${Math.round(x * 10) / 10},${Math.round(y * 10) / 10}`).join(" ");
    for (const path of paths) path.setAttribute("points", text);
    const last = all.at(-1)!;
    label.style.transform = `translate(${Math.min(last.x, window.innerWidth - label.offsetWidth - 24)}px, ${last.y}px)`;
  }

  function drop(stroke: number): void {
    lines.get(stroke)?.svg.parentElement?.remove();
    lines.delete(stroke);
  }

  overlay.follow(() => {
    const now = performance.now();
    for (const [stroke, line] of lines) {
      if (!line.target.isConnected || now > line.until + fadeMs) drop(stroke);
      else {
        if (now > line.until) line.svg.parentElement?.classList.remove("on");
        place(line);
      }
    }
    return lines.size > 0;
  });

  return {
    draw(stroke, target, shares) {
      if (lines.size === 0) overlay.raise();
      const line = lines.get(stroke) ?? begin(target);
      Object.assign(line, { target, shares, until: performance.now() + shownMs });
      lines.set(stroke, line);
      if (lines.size > mostStrokes) drop(lines.keys().next().value!);
      overlay.wake();
    },
    erase(stroke) {
      for (const each of stroke === 0 ? [...lines.keys()] : [stroke]) drop(each);
    },
  };
}
