/** Walks the feature page in a mirror, ours or another's, and says of each feature whether it is right. */
import type { Frame, Page } from "playwright-core";
import { cellHeight, cellWidth, columns, features, type Feature } from "./features.ts";
import { differingPixels } from "./pixels.ts";

/** What stands between the two pages, as the count needs it. */
export interface Mirror {
  readonly customer: Page;
  /** Shows the picture at its own size from the top left corner of its window, as large as the customer's. */
  readonly console: Page;
  open(path: string): Promise<void>;
  look(): Promise<void>;
  settle(): Promise<void>;
  picture(): Promise<Frame>;
}

export interface Verdict {
  readonly name: string;
  /** Empty when it is right. */
  readonly fault: string;
}

/** Differing pixels of one cell that are taken for the same. */
const fewPixels = 28;

function readAll(reads: readonly (string | null)[]): string[] {
  return reads.map((read, i) => {
    if (read === null) return "";
    try {
      return String(new Function("cell", `return ${read}`)(document.getElementById(`cell${i}`)));
    } catch (error) {
      return String(error);
    }
  });
}

export async function countFeatures(mirror: Mirror): Promise<Verdict[]> {
  const verdicts: Verdict[] = [];
  for (const [path, list] of Object.entries(features)) verdicts.push(...(await countPage(mirror, path, list)));
  return verdicts;
}

async function countPage(mirror: Mirror, path: string, features: readonly Feature[]): Promise<Verdict[]> {
  const { customer } = mirror;
  await mirror.open(path);
  await customer.evaluate(() => document.fonts.ready);
  await mirror.look();
  for (const [i, { live, act }] of features.entries()) {
    if (live) {
      await customer.evaluate(
        ([body, id]) => new Function("cell", body!)(document.getElementById(id!)) as Promise<void> | undefined,
        [live, `cell${i}`],
      );
    }
    await act?.(customer);
  }
  const reads = features.map(({ read }) => read ?? null);
  let verdicts: Verdict[] = [];
  // What is polled in the page comes within a second; pictures take a little longer.
  for (let left = 6; left > 0; left--) {
    await customer.evaluate(() => new Promise((done) => setTimeout(done, 500)));
    await mirror.settle();
    const [expected, actual] = await Promise.all([
      customer.evaluate(readAll, reads),
      mirror.picture().then((frame) => frame.evaluate(readAll, reads)),
    ]);
    const [one, other] = [await customer.screenshot(), await mirror.console.screenshot()];
    const parts = features.map((_, i) => ({
      x: (i % columns) * cellWidth,
      y: Math.floor(i / columns) * cellHeight,
      width: cellWidth,
      height: cellHeight,
    }));
    const pixels = await differingPixels(mirror.console, one, other, parts);
    verdicts = features.map(({ name, isReadOnly }, i) => {
      const faults = [];
      if (expected[i] !== actual[i]) faults.push(`says ${actual[i]} instead of ${expected[i]}`);
      if (!isReadOnly && pixels[i]! > fewPixels) faults.push(`${pixels[i]} pixels differ`);
      return { name, fault: faults.join(", ") };
    });
    if (verdicts.every(({ fault }) => fault === "")) break;
  }
  return verdicts;
}
