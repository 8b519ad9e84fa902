/**
 * A walk over the shop's pages during a call, on one rung of the ladder (CALL-08): how long each side heard nothing at each
 * navigation. The journeys prove that the call lives, `bench/calls/navigation.ts` writes the figures down.
 */
import type { FrameLocator, Page } from "playwright-core";
import { silenceSince, waitUntil, type Silence } from "../harness/index.ts";
import type { AgentAt } from "./agent.ts";
import type { CustomerAt } from "./customer.ts";

export interface Walked {
  /** One for each navigation. */
  readonly agentSilentMs: readonly number[];
  readonly customerSilentMs: readonly number[];
}

export interface WalkOptions {
  readonly customer: CustomerAt;
  readonly aino: AgentAt;
  readonly count: number;
  /** Where the customer hears, if not where the pages change. */
  readonly hearing?: Page;
  /** Before each navigation: what a page that has stood for a moment has done. */
  readonly ready?: () => Promise<void>;
  /** After each, with what the agent did not hear. */
  readonly walked?: (agent: Silence) => Promise<void>;
}

const places = [
  { link: /^Cart/, path: "/shop/cart", heading: "Your cart" },
  { link: /Kahvila Kuusi/, path: "/shop/", heading: "Coffee from the edge of the forest" },
];

export async function walk({
  customer,
  aino,
  count,
  ready,
  walked,
  hearing = customer.page,
}: WalkOptions): Promise<Walked> {
  const { page } = customer;
  const agentSilentMs: number[] = [];
  const customerSilentMs: number[] = [];
  for (let index = 0; index < count; index += 1) {
    const place = places[index % places.length]!;
    await ready?.();
    const from = Date.now();
    await site(page, await isInShell(page))
      .getByRole("link", { name: place.link })
      .first()
      .click();
    await waitUntil(`${place.path} is shown`, 30_000, async () => {
      if (new URL(page.url()).pathname !== place.path) return false;
      const shown = site(page, await isInShell(page)).getByRole("heading", { name: place.heading, level: 1 });
      return (await shown.count().catch(() => 0)) > 0;
    });
    const shownAt = Date.now();
    const [agent, here] = await Promise.all([silenceOf(aino.page, from, shownAt), silenceOf(hearing, from, shownAt)]);
    agentSilentMs.push(agent.ms);
    customerSilentMs.push(here.ms);
    await walked?.(agent);
    await customer.hasNoRing();
  }
  return { agentSilentMs, customerSilentMs };
}

const isInShell = async (page: Page): Promise<boolean> =>
  (await page
    .locator("iframe[name^='rinnalla-shell']")
    .count()
    .catch(() => 0)) > 0;

const site = (page: Page, isFramed: boolean): Page | FrameLocator =>
  isFramed ? page.locator("iframe[name^='rinnalla-shell']").last().contentFrame() : page;

async function silenceOf(page: Page, from: number, shownAt: number): Promise<Silence> {
  let silence: Silence | null = null;
  await waitUntil("sound is back", 30_000, async () => {
    silence = await silenceSince(page, from, shownAt).catch(() => null);
    return silence !== null;
  });
  return silence!;
}
