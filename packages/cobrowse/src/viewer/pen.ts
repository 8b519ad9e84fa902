/**
 * The agent's pen over the picture (VIS-08): the mouse with its button held, or the arrow keys with the space bar as the button. Each line
 * is sent whole, with the element that it is about by then, and shown over the picture by the code that shows it to the customer.
 */
import { around, boxIn } from "../pointing/frames.ts";
import { createInk } from "../pointing/ink.ts";
import { bestBox, boxAround, maxPoints, packPoints, toShares, type Box, type Point } from "../pointing/stroke.ts";
import type { ViewerCommand } from "../stream/commands.ts";
import type { Picture } from "./picture.ts";

const everyMs = 50;
const leastPx = 3;
const keyPx = 12;

export interface Pen {
  undo(): void;
  clear(): void;
}

export interface PenOptions {
  readonly glass: HTMLElement;
  /** `keys`: the laser may be led by keys too. */
  isOn(by: "pen" | "keys"): boolean;
  picture(): Picture | null;
  /** What is there, into shadow roots and frames; known to the customer's page. */
  at(x: number, y: number): Element | null;
  /** The laser, where the keys have led it. */
  pointAt(point: Point): void;
  send(command: ViewerCommand): void;
}

const arrows: Readonly<Record<string, readonly [x: number, y: number]>> = {
  ArrowLeft: [-1, 0],
  ArrowRight: [1, 0],
  ArrowUp: [0, -1],
  ArrowDown: [0, 1],
};

export function createPen({ glass, isOn, picture, at, pointAt, send }: PenOptions): Pen {
  const document = glass.ownerDocument;
  const window = document.defaultView as Window & typeof globalThis;
  const layer = document.createElement("div");
  layer.id = "ink";
  glass.before(layer);
  const steps: (() => boolean)[] = [];
  let frame = 0;
  const turn = (): void => {
    frame = steps.map((step) => step()).includes(true) ? window.requestAnimationFrame(turn) : 0;
  };
  const pageOf = (element: Element): Document => picture()?.iframe.contentDocument ?? element.ownerDocument;
  const boxOf = (element: Element): Box => boxIn(element, pageOf(element));
  const ink = createInk(
    {
      window,
      boxOf,
      make(tag, className, parent) {
        const element = document.createElement(tag);
        element.className = className;
        (parent ?? layer).append(element);
        return element;
      },
      raise: () => undefined,
      follow: (step) => void steps.push(step),
      wake: () => void (frame || turn()),
    },
    "",
  );
  const drawn: number[] = [];
  let last = 0;
  let points: Point[] | null = null;
  let sentAt = 0;
  let cursor: Point | null = null;

  function begin(point: Point): void {
    points = [point];
    drawn.push(++last);
    show(true);
  }
  function go(point: Point): void {
    const before = points?.at(-1);
    if (!points || !before || Math.hypot(point.x - before.x, point.y - before.y) < leastPx) return;
    if (points.length < maxPoints) points.push(point);
    show(false);
  }
  function end(): void {
    if (points) show(true);
    points = null;
  }

  function show(isNow: boolean): void {
    if (!points || (!isNow && performance.now() - sentAt < everyMs)) return;
    sentAt = performance.now();
    const line = boxAround(points);
    const found = candidates(line, points);
    const target = found[bestBox(line, found.map(boxOf))];
    const id = target && picture()?.idOf(target);
    if (!target || id === undefined) return;
    const shares = toShares(points, boxOf(target));
    ink.draw(last, target, shares);
    send({ type: "draw", id, stroke: last, text: packPoints(shares) });
  }

  /** What is under the line's middle, its ends and its sides, with all that it stands in. */
  function candidates({ left, top, width, height }: Box, line: readonly Point[]): Element[] {
    const places = [0.1, 0.5, 0.9].flatMap((x) =>
      [0.1, 0.5, 0.9].map((y) => ({ x: left + width * x, y: top + height * y })),
    );
    const found = new Set<Element>();
    for (const { x, y } of [...places, line[0]!, line.at(-1)!])
      for (let each = at(x, y); each; each = around(each, pageOf(each)))
        if (picture()?.idOf(each) !== undefined) found.add(each);
    return [...found];
  }

  glass.addEventListener("pointerdown", (event) => {
    if (!isOn("pen") || !event.isPrimary || event.button !== 0) return;
    glass.setPointerCapture(event.pointerId);
    begin({ x: event.offsetX, y: event.offsetY });
  });
  glass.addEventListener("pointermove", (event) => points && go({ x: event.offsetX, y: event.offsetY }));
  glass.addEventListener("pointerup", end);
  glass.addEventListener("pointercancel", end);
  glass.addEventListener("keydown", (event) => {
    if (!isOn("keys")) return;
    const step = arrows[event.key];
    if (step) {
      const { x, y } = cursor ?? { x: glass.offsetWidth / 2, y: glass.offsetHeight / 2 };
      const far = event.shiftKey ? keyPx * 4 : keyPx;
      cursor = {
        x: Math.max(0, Math.min(glass.offsetWidth - 1, x + step[0] * far)),
        y: Math.max(0, Math.min(glass.offsetHeight - 1, y + step[1] * far)),
      };
      if (points) go(cursor);
      else pointAt(cursor);
    } else if (event.key === " " && isOn("pen")) {
      if (points) end();
      else begin((cursor ??= { x: glass.offsetWidth / 2, y: glass.offsetHeight / 2 }));
    } else if (event.key === "Escape") clear();
    else if (event.key === "Backspace" || (event.key === "z" && (event.ctrlKey || event.metaKey))) undo();
    else return;
    event.preventDefault();
  });

  function undo(): void {
    const stroke = drawn.pop();
    if (stroke === undefined) return;
    ink.erase(stroke);
    send({ type: "erase", stroke });
  }
  function clear(): void {
    drawn.length = 0;
    ink.erase(0);
    send({ type: "erase", stroke: 0 });
  }
  return { undo, clear };
}
