/** The built console in a real browser, on a server of the test's own. */
import { execFile } from "node:child_process";
import { join } from "node:path";
import { promisify } from "node:util";
import { AxeBuilder } from "@axe-core/playwright";
import { chromium, type Browser, type BrowserContextOptions, type Page } from "playwright-core";

const buildScript = join(import.meta.dirname, "../../../../scripts/build.ts");

/** What is stale is built; in a process of its own, since Vite would take the test runner's mode for its own. */
export async function buildConsole(): Promise<void> {
  await promisify(execFile)(process.execPath, [buildScript], { env: { ...process.env, NODE_ENV: "production" } });
}

export function openBrowser(): Promise<Browser> {
  return chromium.launch({
    executablePath: "/usr/bin/chromium",
    args: [
      "--no-sandbox",
      "--disable-quic",
      "--no-first-run",
      "--disable-background-networking",
      "--disable-component-update",
      "--disable-sync",
      "--use-fake-device-for-media-stream",
      "--use-fake-ui-for-media-stream",
    ],
  });
}

export interface Seat {
  readonly page: Page;
  /** Errors of scripts and breaches of the page's policy. */
  readonly faults: readonly string[];
}

export async function takeSeat(browser: Browser, link: string, options: BrowserContextOptions = {}): Promise<Seat> {
  const context = await browser.newContext({
    locale: "en-US",
    viewport: { width: 1280, height: 800 },
    reducedMotion: "reduce",
    ...options,
  });
  const page = await context.newPage();
  page.setDefaultTimeout(15_000);
  const faults: string[] = [];
  page.on("pageerror", (error) => faults.push(error.message));
  page.on("console", (message) => {
    if (message.type() === "error" || /Content Security Policy/.test(message.text())) faults.push(message.text());
  });
  await page.goto(link);
  return { page, faults };
}

/** Rule and place of each breach of WCAG 2.2 AA; empty is clean. */
export async function axeFindings(page: Page): Promise<string[]> {
  // Halfway between light and dark nothing has its contrast.
  await page.evaluate(async () => {
    const isFinite = ({ effect }: Animation) => effect?.getComputedTiming().endTime !== Infinity;
    await Promise.allSettled(
      document
        .getAnimations()
        .filter(isFinite)
        .map(({ finished }) => finished),
    );
  });
  // What the customer's page looks like inside the viewer is not ours.
  const { violations } = await new AxeBuilder({ page })
    .withTags(["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"])
    // Tooltips and menus stand at the end of the body, outside every landmark.
    .disableRules(["region"])
    .exclude("iframe")
    .analyze();
  return violations.flatMap((violation) =>
    violation.nodes.map((node) => `${violation.id}: ${node.target.join(" ")} ${node.failureSummary ?? ""}`),
  );
}
