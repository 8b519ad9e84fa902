/**
 * One person at a browser of their own: cookies and storage apart from everybody else's. All their pages are watched; what a page
 * complains of fails the journey when the person is closed, unless it was expected in so many words.
 */
import { mkdirSync } from "node:fs";
import { fileURLToPath } from "node:url";
import type { Browser, BrowserContext, Page } from "playwright-core";
import { installMediaProbe } from "./media-probe.ts";

const report = fileURLToPath(new URL("../report", import.meta.url));

export interface PersonOptions {
  /** For messages and pictures: "customer", "Aino". */
  readonly name: string;
  /** BCP 47; the browser's language. */
  readonly locale?: string;
  readonly viewport?: { readonly width: number; readonly height: number };
  readonly colorScheme?: "light" | "dark";
  /** Complaints that belong to the journey, such as the refusal it provokes. Each one with its reason beside it. */
  readonly expected?: readonly RegExp[];
}

export interface Person {
  readonly name: string;
  readonly context: BrowserContext;
  readonly page: Page;
  /** Another tab of the same browser. */
  newTab(): Promise<Page>;
  /** What the pages complained of so far, without the expected. */
  problems(): readonly string[];
  /** Into `e2e/report/<picture>.png`; returns the path. */
  screenshot(picture: string, page?: Page): Promise<string>;
  /** Throws after closing if a page complained. */
  close(): Promise<void>;
}

export async function newPerson(browser: Browser, options: PersonOptions): Promise<Person> {
  const {
    name,
    locale = "en-GB",
    viewport = { width: 1280, height: 800 },
    colorScheme = "light",
    expected = [],
  } = options;
  const context = await browser.newContext({ locale, viewport, colorScheme });
  await context.addInitScript(installMediaProbe);
  const problems: string[] = [];
  const note = (problem: string) => {
    if (!expected.some((pattern) => pattern.test(problem))) problems.push(problem);
  };
  context.on("console", (message) => {
    if (message.type() === "error")
      note(`${message.page()?.url() ?? "worker"}: ${message.text()} (${message.location().url})`);
  });
  context.on("weberror", (webError) =>
    note(`${webError.page()?.url() ?? "page"}: ${String(webError.error().stack ?? webError.error())}`),
  );
  const page = await context.newPage();
  return {
    name,
    context,
    page,
    newTab: () => context.newPage(),
    problems: () => problems,
    screenshot: async (picture, of = page) => {
      mkdirSync(report, { recursive: true });
      const path = `${report}/${picture}.png`;
      await of.screenshot({ path });
      return path;
    },
    close: async () => {
      await context.close();
      if (problems.length > 0) throw new Error(`${name}'s pages complained:\n${problems.join("\n")}`);
    },
  };
}
