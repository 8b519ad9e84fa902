import { expect, test } from "vitest";
import { pictureFraction } from "./picture-fraction.ts";

test("[VIS-08] a point over the picture is a fraction of it, whatever the margins; in the margins it is none", () => {
  const box = { width: 800, height: 800 };
  const wide = { width: 1600, height: 800 };
  expect(pictureFraction({ x: 400, y: 400 }, box, wide)).toEqual({ x: 0.5, y: 0.5 });
  expect(pictureFraction({ x: 0, y: 200 }, box, wide)).toEqual({ x: 0, y: 0 });
  expect(pictureFraction({ x: 400, y: 100 }, box, wide)).toBeNull();
  expect(pictureFraction({ x: 700, y: 400 }, box, { width: 400, height: 800 })).toBeNull();
  expect(pictureFraction({ x: 1, y: 1 }, box, { width: 0, height: 0 })).toBeNull();
});
