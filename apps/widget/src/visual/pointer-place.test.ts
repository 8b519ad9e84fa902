import { expect, test } from "vitest";
import { pointerPlace } from "./pointer-place.ts";

const window = {
  screenX: 100,
  screenY: 50,
  outerWidth: 1000,
  outerHeight: 900,
  innerWidth: 1000,
  innerHeight: 800,
  screen: { width: 2000, height: 1000 },
};

test("[VIS-08] in this tab the pointer stands at the picture's own fractions", () => {
  expect(pointerPlace({ x: 0.25, y: 0.5 }, "tab", window)).toEqual({ x: 0.25, y: 0.5 });
});

test("[VIS-08] over a whole screen it stands where the page lies, and at the edge when beside it", () => {
  expect(pointerPlace({ x: 0.3, y: 0.55 }, "monitor", window)).toEqual({ x: 0.5, y: 0.5 });
  expect(pointerPlace({ x: 1, y: 0 }, "monitor", window)).toEqual({ x: 0.99, y: 0.01 });
});

test("[VIS-08] over another window the page cannot show it", () => {
  expect(pointerPlace({ x: 0.5, y: 0.5 }, "other", window)).toBeNull();
});
