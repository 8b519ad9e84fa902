import type { Signal, VisualId } from "@rinnalla/protocol";
import { afterEach, expect, test, vi } from "vitest";
import { createScreenPen } from "./screen-pen.ts";

const visualId = "v1" as VisualId;
afterEach(() => void vi.useRealTimers());

function pen() {
  const said: Signal[] = [];
  let now = 0;
  const made = createScreenPen(
    visualId,
    (signal) => said.push(signal),
    () => now,
  );
  return { made, said, pass: (ms: number) => void (now += ms) };
}
const press = (key: string, more: object = {}) => ({ key, shiftKey: false, ctrlKey: false, metaKey: false, ...more });

test("[VIS-08] a line over a shared screen goes out whole as it grows, its end always", () => {
  const { made, said, pass } = pen();
  made.begin({ x: 0.1, y: 0.2 });
  made.go({ x: 0.2, y: 0.2 });
  pass(60);
  made.go({ x: 0.2001, y: 0.2 });
  made.go({ x: 0.3, y: 0.25 });
  made.go({ x: 1, y: 1 });
  made.end();
  expect(said).toEqual([
    { kind: "stroke", visualId, stroke: 1, points: "1000,2000" },
    { kind: "stroke", visualId, stroke: 1, points: "1000,2000 2000,2000 3000,2500" },
    { kind: "stroke", visualId, stroke: 1, points: "1000,2000 2000,2000 3000,2500 10000,10000" },
  ]);
  expect(made.lines).toHaveLength(1);
  made.go({ x: 0.5, y: 0.5 });
  expect(said).toHaveLength(3);
  made.close();
});

test("[VIS-08] by keys: arrows lead, the space bar holds the pen, Backspace takes the last line back, Escape all", () => {
  const { made, said } = pen();
  expect(made.key(press("ArrowRight"), true)).toBe(true);
  expect(made.cursor).toEqual({ x: 0.512, y: 0.5 });
  expect(said.at(-1)).toEqual({ kind: "pointer", visualId, at: { x: 0.512, y: 0.5 } });
  made.key(press(" "), true);
  made.key(press("ArrowDown", { shiftKey: true }), true);
  made.key(press(" "), true);
  expect(said.at(-1)).toEqual({ kind: "stroke", visualId, stroke: 1, points: "5120,5000 5120,5480" });
  made.key(press(" "), true);
  made.key(press(" "), true);
  expect(made.lines.map(({ stroke }) => stroke)).toEqual([1, 2]);
  made.key(press("Backspace"), true);
  expect(said.at(-1)).toEqual({ kind: "erase", visualId, stroke: 2 });
  made.key(press("z", { ctrlKey: true }), true);
  expect(made.lines).toEqual([]);
  made.key(press("Escape"), true);
  expect(said.at(-1)).toEqual({ kind: "erase", visualId, stroke: 0 });
  // With the laser the keys only lead it.
  expect(made.key(press(" "), false)).toBe(false);
  expect(made.key(press("x"), true)).toBe(false);
  made.close();
});

test("[VIS-08] lines fade after 15 s, and there are never more than thirty, of no more than 300 points", () => {
  vi.useFakeTimers();
  const { made, said } = pen();
  for (let i = 0; i < 35; i++) {
    made.begin({ x: 0, y: 0 });
    made.end();
  }
  expect(made.lines).toHaveLength(30);
  made.begin({ x: 0, y: 0 });
  for (let i = 0; i < 500; i++) made.go({ x: (i % 50) / 50, y: 0.5 });
  made.end();
  const longest = said.at(-1);
  expect(longest?.kind === "stroke" && longest.points.split(" ")).toHaveLength(300);
  vi.advanceTimersByTime(15_001);
  expect(made.lines).toEqual([]);
  made.close();
});
