import { expect, test } from "vitest";
import { bestBox, boxAround, fromShares, maxPoints, packPoints, toShares, unpackPoints } from "./stroke.ts";

test("[VIS-08] a line comes over the wire as it was", () => {
  const points = [
    { x: 5000, y: -200 },
    { x: 5100, y: 0 },
    { x: -30_000, y: 12 },
  ];
  expect(unpackPoints(packPoints(points))).toEqual(points);
  expect(packPoints(points)).toBe("5000,-200 100,200 -35100,12");
});

test.each(["", "1", "1,2,3", "1,2  3,4", "a,b", "1e9,1", "99999999,1 1,1", "1.5,2"])("[VIS-08] no line: %j", (text) =>
  expect(unpackPoints(text)).toBeNull(),
);

test("[VIS-08] a line has an end", () => {
  expect(unpackPoints(Array.from({ length: maxPoints + 1 }, () => "1,1").join(" "))).toBeNull();
  expect(unpackPoints(packPoints(Array.from({ length: 900 }, (_, x) => ({ x, y: 0 }))))).toHaveLength(maxPoints);
});

test("[VIS-08] a ring goes with the button in it, a line under a text with the text, a long one with what holds it all", () => {
  const page = { left: 0, top: 0, width: 1000, height: 700 };
  const form = { left: 100, top: 100, width: 400, height: 300 };
  const button = { left: 120, top: 350, width: 90, height: 32 };
  const text = { left: 120, top: 120, width: 300, height: 20 };
  const boxes = [page, form, button, text];
  expect(bestBox({ left: 110, top: 340, width: 110, height: 55 }, boxes)).toBe(2);
  expect(bestBox({ left: 125, top: 138, width: 280, height: 3 }, boxes)).toBe(3);
  expect(bestBox({ left: 90, top: 90, width: 430, height: 330 }, boxes)).toBe(1);
  expect(bestBox({ left: 10, top: 20, width: 900, height: 650 }, boxes)).toBe(0);
});

test("[VIS-08] shares of a box stand at the same place of another", () => {
  const points = [
    { x: 110, y: 95 },
    { x: 310, y: 145 },
  ];
  const box = { left: 100, top: 100, width: 200, height: 40 };
  expect(boxAround(points)).toEqual({ left: 110, top: 95, width: 200, height: 50 });
  expect(fromShares(toShares(points, box), { left: 0, top: 0, width: 100, height: 20 })).toEqual([
    { x: 5, y: -2.5 },
    { x: 105, y: 22.5 },
  ]);
});
