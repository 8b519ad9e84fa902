/**
 * How often the agent points at what the customer then sees pointed at, where the two pictures differ; by element and share of its box as
 * Rinnalla does, and by pixels (TARGETS.md, Co-browse). Shares of 1. Options: `--trial`.
 */
import { pathOf } from "../../packages/cobrowse/test/fidelity/fidelity-stand.ts";
import { countPoints, differences, pointingPages, pointingSite } from "../../packages/cobrowse/test/pointing-count.ts";
import { createStand, launch } from "../../packages/cobrowse/test/stand.ts";
import { compare, type Figures } from "../harness.ts";

const pointsPerPage = 60;
const browser = await launch();

/** Of the same points. */
async function measure(): Promise<{ ours: Figures; pixels: Figures }> {
  const [ours, pixels]: [Record<string, number>, Record<string, number>] = [{}, {}];
  for (const difference of differences) {
    const stand = await createStand(browser, pointingSite);
    let [all, right, byPixels] = [0, 0, 0];
    for (const page of pointingPages) {
      const points = await countPoints(stand, pathOf(page), difference, pointsPerPage);
      [all, right, byPixels] = [all + points.all, right + points.right, byPixels + points.byPixels];
    }
    await stand.close();
    ours[difference.name] = right / all;
    pixels[difference.name] = byPixels / all;
    ours.points = pixels.points = (ours.points ?? 0) + all;
  }
  return { ours, pixels };
}

let last: { ours: Figures; pixels: Figures } | null = null;
await compare({
  name: "pointing",
  about: "Share of points that stand on the right element at the customer's, by what differs between the two pictures.",
  rounds: 1,
  isTrial: process.argv.includes("--trial"),
  settings: {
    pages: pointingPages.map(({ name }) => name),
    pointsPerPage,
    differences: differences.map(({ name }) => name),
  },
  contenders: [
    { name: "Rinnalla", run: async () => (last = await measure()).ours },
    { name: "pixels", run: async () => (last ?? (await measure())).pixels },
  ],
});
await browser.close();
