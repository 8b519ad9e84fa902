/**
 * Silence at full-page navigations of the customer's site, on each rung of the ladder: the real server, shop, widget and console, both
 * people in Chromium on this machine. A round is one call with `count` navigations in a row.
 */
import type { Page } from "playwright-core";
import { openStage, waitForSound, watchHearing } from "../../e2e/harness/index.ts";
import { installMediaProbe } from "../../e2e/harness/media-probe.ts";
import { AgentAt } from "../../e2e/journeys/agent.ts";
import { CustomerAt } from "../../e2e/journeys/customer.ts";
import { walk } from "../../e2e/journeys/ladder.ts";
import { quantile, type Figures } from "../harness.ts";
import { momentsOf, watchPageLoad, type Moments } from "./page-load.ts";

export interface NavigationRung {
  readonly name: string;
  readonly continuity: "shell" | "window" | "rejoin";
  /** The call is moved into its own window first. */
  readonly isInWindow?: boolean;
  /** Before each navigation. */
  readonly ready?: (page: Page) => Promise<void>;
}

const kept = "rinnalla.standby.w_demo";

const hasStandby = async (page: Page): Promise<void> => {
  await page.waitForFunction((key) => sessionStorage.getItem(key) !== null, kept);
};

export const navigationRungs: readonly NavigationRung[] = [
  { name: "shell", continuity: "shell" },
  { name: "window of its own", continuity: "window", isInWindow: true },
  { name: "standby offer", continuity: "rejoin", ready: hasStandby },
  {
    name: "rejoin without a standby",
    continuity: "rejoin",
    ready: async (page) => {
      await hasStandby(page);
      await page.evaluate((key) => sessionStorage.removeItem(key), kept);
    },
  },
];

export async function navigate(rung: NavigationRung, count: number): Promise<Figures> {
  const stage = await openStage({ demo: { widget: { callContinuity: rung.continuity } } });
  try {
    const { links } = stage.rinnalla;
    const person = async (): Promise<Page> => {
      const context = await stage.browser.newContext({ locale: "en-GB" });
      await context.addInitScript(installMediaProbe);
      await watchHearing(context);
      await watchPageLoad(context);
      return context.newPage();
    };
    const aino = new AgentAt(await person());
    await aino.signIn(links.agents.aino);
    const customer = new CustomerAt(await person());
    const { page } = customer;
    await customer.startChat(links.shop, "Hello");
    await aino.acceptOffer();
    await aino.startCall("Voice call");
    await customer.answer("Accept with audio");
    await Promise.all([waitForSound(aino.page), waitForSound(page)]);
    const hearing = rung.isInWindow ? await moveIntoWindow(customer) : page;
    const loads: Load[] = [];
    const walked = await walk({
      customer,
      aino,
      count,
      hearing,
      ready: async () => rung.ready?.(page),
      walked: async ({ ms, brokenAt }) => {
        const moments = await momentsOf(page);
        if (moments.loader !== undefined) loads.push({ silentMs: ms, brokenAt, moments });
      },
    });
    if (rung.continuity === "rejoin") tellLoads(loads);
    return {
      ...(rung.continuity === "rejoin" && sharesOf(loads)),
      navigations: walked.agentSilentMs.length,
      agentSilentMs: quantile(walked.agentSilentMs, 0.5),
      agentSilentMostMs: Math.max(...walked.agentSilentMs),
      customerSilentMs: quantile(walked.customerSilentMs, 0.5),
      customerSilentMostMs: Math.max(...walked.customerSilentMs),
    };
  } finally {
    await stage.close();
  }
}

interface Load {
  readonly silentMs: number;
  readonly brokenAt: number;
  readonly moments: Moments;
}

const median = (values: readonly number[]) => quantile(values, 0.5);

/** Until the loader's first line it is the site's and the browser's time, from there on ours. */
function sharesOf(loads: readonly Load[]): Figures {
  const ours = loads.map(({ brokenAt, moments }) => brokenAt - moments.loader!);
  const pages = loads.map(({ silentMs }, index) => silentMs - ours[index]!);
  return {
    pageMs: median(pages),
    pageMostMs: Math.max(...pages),
    oursMs: median(ours),
    oursP95Ms: quantile(ours, 0.95),
    oursMostMs: Math.max(...ours),
  };
}

/** Median moments after the loader's first line. */
function tellLoads(loads: readonly Load[]): void {
  const names = [...new Set(loads.flatMap(({ moments }) => Object.keys(moments)))] as (keyof Moments)[];
  const after = (name: keyof Moments) =>
    median(loads.flatMap(({ moments }) => (moments[name] === undefined ? [] : [moments[name] - moments.loader!])));
  const told = names.map((name) => [name, Math.round(after(name))] as const).toSorted((a, b) => a[1] - b[1]);
  console.log(`  after the loader's first line, ms: ${told.map(([name, ms]) => `${name} ${ms}`).join(", ")}`);
}

async function moveIntoWindow({ page }: CustomerAt): Promise<Page> {
  const button = page.getByRole("button", { name: "Keep the call in its own window" });
  const [opened] = await Promise.all([page.waitForEvent("popup"), button.click()]);
  await waitForSound(opened);
  return opened;
}
