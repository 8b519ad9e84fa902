/**
 * What the agent sees of the customer's page loads (VIS-07): when each page was in the agent's picture, and how long there was none at all.
 * Looked at in the viewer document, some two hundred times a second.
 */
import type { Frame, Page } from "playwright-core";
import { waitUntil } from "../harness/index.ts";

declare global {
  interface Window {
    pictures: { seen: [heading: string, at: number][]; blankSince: number | null; longestBlankMs: number };
  }
}

const now = (): number => performance.timeOrigin + performance.now();

/** In the viewer document. */
function watch(): void {
  const of = { seen: [] as [string, number][], blankSince: null as number | null, longestBlankMs: 0 };
  window.pictures = of;
  let last = "";
  setInterval(() => {
    const at = performance.timeOrigin + performance.now();
    const page = document.querySelector<HTMLIFrameElement>("#pictures iframe:not(.next)")?.contentDocument;
    if ((page?.body?.childElementCount ?? 0) === 0) {
      of.blankSince ??= at;
      of.longestBlankMs = Math.max(of.longestBlankMs, at - of.blankSince);
      return;
    }
    of.blankSince = null;
    const heading = page?.querySelector("h1")?.textContent?.trim() ?? "";
    if (heading !== last) of.seen.push([(last = heading), at]);
  }, 4);
}

export interface PictureWatch {
  /** After the customer has gone there by `go`: ms from the page's DOMContentLoaded until it was in the agent's picture. */
  load(heading: string, go: () => Promise<void>): Promise<{ afterReadyMs: number; afterLeavingMs: number }>;
  longestBlankMs(): Promise<number>;
}

export async function watchPictures(agent: Page, customer: Page): Promise<PictureWatch> {
  const viewer = agent
    .frames()
    .find((frame: Frame) => frame.url().includes("/viewer/") && frame.parentFrame() === agent.mainFrame())!;
  await viewer.evaluate(watch);
  return {
    async load(heading, go) {
      await viewer.evaluate(() => void (window.pictures.seen.length = 0));
      const leftAt = now();
      await go();
      await customer.getByRole("heading", { name: heading, level: 1 }).waitFor();
      const readyAt = await customer.evaluate(() => {
        const [entry] = performance.getEntriesByType("navigation") as PerformanceNavigationTiming[];
        return performance.timeOrigin + entry!.domContentLoadedEventStart;
      });
      const seen = (): Promise<number | undefined> =>
        viewer.evaluate((wanted) => window.pictures.seen.find(([said]) => said.startsWith(wanted))?.[1], heading);
      let at: number | undefined;
      await waitUntil(`the agent sees "${heading}"`, 30_000, async () => (at = await seen()) !== undefined);
      return { afterReadyMs: at! - readyAt, afterLeavingMs: at! - leftAt };
    },
    longestBlankMs: () => viewer.evaluate(() => window.pictures.longestBlankMs),
  };
}
