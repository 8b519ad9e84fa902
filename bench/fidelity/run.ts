/**
 * What of a page the agent sees right: the feature page and 60 and more pages of frameworks and our own, as loaded and
 * after a hand has been at them, ours and rrweb beside it in the same run. Options: `--trial`, `--only=NAME` (part of a
 * page's name), `--features`.
 */
import type {} from "../../packages/cobrowse/test/entry-console.ts";
import type {} from "../../packages/cobrowse/test/entry-customer.ts";
import { countFeatures, type Mirror, type Verdict } from "../../packages/cobrowse/test/fidelity/feature-count.ts";
import { featureSite } from "../../packages/cobrowse/test/fidelity/feature-stand.ts";
import { fidelitySite, pathOf } from "../../packages/cobrowse/test/fidelity/fidelity-stand.ts";
import { checkPage, type PageVerdict } from "../../packages/cobrowse/test/fidelity/page-check.ts";
import { fidelityPages } from "../../packages/cobrowse/test/fidelity/pages.ts";
import { createStand, launch, type StandOptions } from "../../packages/cobrowse/test/stand.ts";
import { saveResult } from "../harness.ts";
import { createRrwebMirror } from "./rrweb-mirror.ts";

type Closing = Mirror & { close(): Promise<void> };

const has = (name: string): boolean => process.argv.includes(`--${name}`);
const only = process.argv.find((each) => each.startsWith("--only="))?.slice(7);
const browser = await launch();

const contenders: Readonly<Record<string, (site: StandOptions) => Promise<Closing>>> = {
  Rinnalla: async (site) => {
    const stand = await createStand(browser, site);
    await stand.console.evaluate(() => window.link.setScale("actual"));
    return stand;
  },
  "rrweb 2.2": (site) => createRrwebMirror(browser, site),
};

const features: Record<string, readonly Verdict[]> = {};
const pages: Record<string, PageVerdict[]> = {};
for (const [name, open] of Object.entries(contenders)) {
  const mirror = await open(featureSite);
  features[name] = await countFeatures(mirror);
  await mirror.close();
  const right = features[name].filter(({ fault }) => fault === "").length;
  console.log(`${name}: ${right} of ${features[name].length} features right`);
  for (const { name: feature, fault } of features[name]) if (fault) console.log(`  ${feature}: ${fault}`);
}
if (!has("features")) {
  const mirrors: [string, Closing][] = [];
  for (const [name, open] of Object.entries(contenders)) mirrors.push([name, await open(fidelitySite)]);
  for (const page of fidelityPages.filter((each) => !only || each.name.includes(only))) {
    const line: string[] = [];
    for (const [name, mirror] of mirrors) {
      const failed: PageVerdict = { name: page.name, before: 1, after: 1, isSameText: false };
      const verdict = await checkPage(mirror, page.name, pathOf(page), 2).catch(() => failed);
      (pages[name] ??= []).push(verdict);
      const percent = (share: number): string => `${(share * 100).toFixed(3)} %`;
      line.push(`${percent(verdict.before)} ${percent(verdict.after)} ${verdict.isSameText ? "same" : "OTHER"} text`);
    }
    console.log(`${page.name.padEnd(40)} ${line.join("   | ")}`);
  }
  for (const [, mirror] of mirrors) await mirror.close();
}
await browser.close();

const most = 0.001;
const summary = Object.keys(contenders).map((name) => {
  const list = pages[name] ?? [];
  return {
    name,
    featuresRight: features[name]!.filter(({ fault }) => fault === "").length,
    features: features[name]!.length,
    pages: list.length,
    pagesRightAsLoaded: list.filter(({ before }) => before <= most).length,
    pagesRightAfterwards: list.filter(({ after }) => after <= most).length,
    pagesWithSameText: list.filter(({ isSameText }) => isSameText).length,
    largestShareAsLoaded: Math.max(0, ...list.map(({ before }) => before)),
    largestShareAfterwards: Math.max(0, ...list.map(({ after }) => after)),
  };
});
console.table(summary);
if (!has("trial") && !has("features") && !only) {
  saveResult(
    "fidelity",
    "What of a page the agent sees right; a page is right with at most 0.1 % of its pixels different.",
    {
      summary,
      features,
      pages,
    },
  );
}
