/**
 * The agent's pen over a shared screen (VIS-08): lines in 1/10,000 of the picture, by mouse, finger or keys. Keeps what is drawn until it
 * fades at the customer's as well; what is to be said goes out whole, at most so often, and the end of a line always. No view.
 */
import type { Signal, VisualId } from "@rinnalla/protocol";

export interface Fraction {
  readonly x: number;
  readonly y: number;
}

type Said = Extract<Signal, { kind: "stroke" | "erase" | "pointer" }>;

export interface ScreenPen {
  /** The lines in sight, each as the points of an SVG polyline. The same object until something changed. */
  readonly lines: readonly { readonly stroke: number; readonly points: string }[];
  /** Where the keys have led. */
  readonly cursor: Fraction | null;
  subscribe(heard: () => void): () => void;
  begin(at: Fraction): void;
  go(at: Fraction): void;
  end(): void;
  /** True if the key was for the pen. `mayDraw`: else the keys lead the laser alone. */
  key(event: KeyPress, mayDraw: boolean): boolean;
  undo(): void;
  clear(): void;
  close(): void;
}

export interface KeyPress {
  readonly key: string;
  readonly shiftKey: boolean;
  readonly ctrlKey: boolean;
  readonly metaKey: boolean;
}

const shownMs = 15_000;
const everyMs = 50;
const mostPoints = 300;
const most = 30;
const leastStep = 0.003;
const keyStep = 0.012;

const arrows: Readonly<Record<string, readonly [x: number, y: number]>> = {
  ArrowLeft: [-1, 0],
  ArrowRight: [1, 0],
  ArrowUp: [0, -1],
  ArrowDown: [0, 1],
};

const pointText = ({ x, y }: Fraction): string => `${Math.round(x * 10_000)},${Math.round(y * 10_000)}`;

export function createScreenPen(
  visualId: VisualId,
  say: (signal: Said) => void,
  now = () => performance.now(),
): ScreenPen {
  const listeners = new Set<() => void>();
  const timers = new Map<number, ReturnType<typeof setTimeout>>();
  let lines: ScreenPen["lines"] = [];
  let cursor: Fraction | null = null;
  let points: string[] | null = null;
  let at: Fraction | null = null;
  let last = 0;
  let saidAt = -Infinity;

  function changed(): void {
    for (const heard of listeners) heard();
  }
  function drop(stroke: number): void {
    clearTimeout(timers.get(stroke));
    timers.delete(stroke);
    lines = lines.filter((line) => line.stroke !== stroke);
  }
  function show(isNow: boolean): void {
    if (!points) return;
    const text = points.join(" ");
    clearTimeout(timers.get(last));
    const stroke = last;
    const fade = (): void => {
      drop(stroke);
      changed();
    };
    timers.set(stroke, setTimeout(fade, shownMs));
    lines = [...lines.filter((line) => line.stroke !== stroke), { stroke, points: text }];
    if (lines.length > most) drop(lines[0]!.stroke);
    if (isNow || now() - saidAt >= everyMs) {
      saidAt = now();
      say({ kind: "stroke", visualId, stroke, points: text });
    }
    changed();
  }

  function begin(from: Fraction): void {
    last += 1;
    points = [pointText(from)];
    at = from;
    show(true);
  }
  function go(to: Fraction): void {
    if (!points || !at || Math.hypot(to.x - at.x, to.y - at.y) < leastStep) return;
    at = to;
    if (points.length < mostPoints) points.push(pointText(to));
    show(false);
  }
  function end(): void {
    if (points) show(true);
    points = null;
  }
  function undo(): void {
    const stroke = lines.at(-1)?.stroke;
    if (stroke === undefined) return;
    if (stroke === last) points = null;
    drop(stroke);
    say({ kind: "erase", visualId, stroke });
    changed();
  }
  function clear(): void {
    points = null;
    for (const { stroke } of lines) drop(stroke);
    say({ kind: "erase", visualId, stroke: 0 });
    changed();
  }

  return {
    get lines() {
      return lines;
    },
    get cursor() {
      return cursor;
    },
    subscribe(heard) {
      listeners.add(heard);
      return () => void listeners.delete(heard);
    },
    begin,
    go,
    end,
    undo,
    clear,
    key({ key, shiftKey, ctrlKey, metaKey }, mayDraw) {
      const step = arrows[key];
      if (step) {
        const { x, y } = cursor ?? { x: 0.5, y: 0.5 };
        const far = shiftKey ? keyStep * 4 : keyStep;
        const within = (share: number): number => Math.max(0, Math.min(1, share));
        cursor = { x: within(x + step[0] * far), y: within(y + step[1] * far) };
        if (points) go(cursor);
        else say({ kind: "pointer", visualId, at: cursor });
        changed();
        return true;
      }
      if (!mayDraw) return false;
      if (key === " ") {
        if (points) end();
        else begin((cursor ??= { x: 0.5, y: 0.5 }));
      } else if (key === "Escape") clear();
      else if (key === "Backspace" || (key === "z" && (ctrlKey || metaKey))) undo();
      else return false;
      return true;
    },
    close() {
      for (const timer of timers.values()) clearTimeout(timer);
      listeners.clear();
    },
  };
}
