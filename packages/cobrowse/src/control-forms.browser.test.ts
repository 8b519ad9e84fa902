/** Control on real builds of four frameworks: what the framework holds equals what the agent did (VIS-03). */
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { Browser } from "playwright-core";
import { buildForm, frameworks, type Framework } from "../test/forms/build.ts";
import type { FormShape } from "../test/forms/shape.ts";
import { createHand, type Hand } from "../test/hand.ts";
import { createStand, launch, type Stand } from "../test/stand.ts";

interface Scenario {
  readonly name: string;
  readonly only?: Framework;
  act(hand: Hand): Promise<void>;
  readonly holds: Partial<FormShape>;
}

const scenarios: readonly Scenario[] = [
  {
    name: "a text, letter by letter",
    act: async (hand) => (await hand.click("#name"), hand.type("Maija Ämy @ 7")),
    holds: { name: "Maija Ämy @ 7" },
  },
  {
    name: "a text mended: back, home, a word, the end",
    act: async (hand) => {
      await hand.press("Backspace", "Backspace", "Home", "Delete");
      await hand.type("K");
      await hand.press("Control+ArrowRight", "Control+Shift+ArrowRight");
      await hand.type("Oy");
      await hand.press("End");
      await hand.type("!");
    },
    holds: { name: "KaijaOy @!" },
  },
  {
    name: "a text chosen whole and overwritten",
    act: async (hand) => {
      await hand.press("Control+a");
      await hand.type("Aino");
      await hand.press("Shift+ArrowLeft", "Shift+ArrowLeft");
      await hand.type("la");
    },
    holds: { name: "Aila" },
  },
  {
    name: "a text taken back and given again",
    act: (hand) => hand.press("Control+a", "Delete", "Control+z"),
    holds: { name: "Aila" },
  },
  {
    name: "a number, typed and stepped",
    act: async (hand) => {
      await hand.click("#count", 0.2);
      await hand.press("Control+a");
      await hand.type("41");
      await hand.press("ArrowUp", "ArrowUp", "ArrowDown");
    },
    holds: { count: 42 },
  },
  {
    name: "a masked input that writes its own signs",
    act: async (hand) => {
      await hand.click("#phone");
      await hand.type("040x1");
      await hand.press("Backspace");
      await hand.type("55");
    },
    holds: { phone: "040-55" },
  },
  {
    name: "a long text with lines, and the caret between them",
    act: async (hand) => {
      await hand.click("#notes");
      await hand.type("one");
      await hand.press("Enter");
      await hand.type("two");
      await hand.press("ArrowUp", "End");
      await hand.type("!");
    },
    holds: { notes: "one!\ntwo" },
  },
  {
    name: "a choice from a list",
    act: async (hand) => (await hand.click("#size"), hand.choose("Large")),
    holds: { size: "l" },
  },
  { name: "a choice by arrow", act: (hand) => hand.press("ArrowUp"), holds: { size: "m" } },
  {
    name: "several choices",
    act: async (hand) => {
      await hand.click("#extras option:nth-child(1)");
      await hand.click("#extras option:nth-child(3)");
    },
    holds: { extras: ["milk", "cup"] },
  },
  { name: "a check", act: (hand) => hand.click("#gift"), holds: { gift: true } },
  { name: "a check by space", act: (hand) => hand.press("Space"), holds: { gift: false } },
  { name: "one of two", act: (hand) => hand.click("#card"), holds: { pay: "card" } },
  { name: "one of two by arrow", act: (hand) => hand.press("ArrowUp"), holds: { pay: "invoice" } },
  {
    name: "a date",
    act: async (hand) => (await hand.click("#date"), hand.fill("2026-12-24")),
    holds: { date: "2026-12-24" },
  },
  { name: "a time", act: async (hand) => (await hand.click("#time"), hand.fill("13:45")), holds: { time: "13:45" } },
  {
    name: "a slider pressed at a place",
    act: async (hand) => hand.click("#level", 0.5),
    holds: { level: 50 },
  },
  {
    name: "a slider dragged",
    act: async (hand) => hand.drag(await hand.spot("#level", 0.5), await hand.spot("#level", 0.99)),
    holds: { level: 100 },
  },
  { name: "a slider by arrow", act: (hand) => hand.press("ArrowLeft"), holds: { level: 99 } },
  {
    name: "an editable element",
    act: async (hand) => {
      await hand.click("#about");
      await hand.type("hei maa");
      await hand.press("Control+ArrowLeft", "Backspace", "Shift+End");
      await hand.type("lma");
    },
    holds: { about: "heilma" },
  },
  {
    name: "a listbox by keys",
    act: async (hand) => (await hand.click("#town"), hand.press("ArrowDown", "Enter")),
    holds: { town: "Oulu" },
  },
  {
    name: "a listbox by mouse",
    act: async (hand) => {
      await hand.click("#name");
      await hand.click("#town");
      await hand.press("Control+a", "Delete");
      await hand.click("[role=option]:nth-child(3)");
    },
    holds: { town: "Tampere" },
  },
  {
    name: "a field in a dialog",
    act: async (hand) => {
      await hand.click("#open");
      await hand.click("#in-dialog");
      await hand.type("inside");
      await hand.click("#done");
    },
    holds: { inDialog: "inside", isOpen: false },
  },
  { name: "a dialog opened by key", act: (hand) => hand.press("Enter"), holds: { isOpen: true } },
  { name: "a dialog left by Escape", act: (hand) => hand.press("Escape"), holds: { isOpen: false } },
  {
    name: "tabs by mouse",
    act: async (hand) => hand.click("[role=tab]:nth-of-type(2)"),
    holds: { tab: "second" },
  },
  { name: "tabs by arrow", act: (hand) => hand.press("ArrowLeft"), holds: { tab: "first" } },
  {
    name: "from field to field by Tab",
    act: async (hand) => {
      await hand.click("#name");
      await hand.press("Tab", "Control+a");
      await hand.type("7");
      await hand.press("Shift+Tab", "End");
      await hand.type("!");
    },
    holds: { name: "Aila!", count: 7 },
  },
];

let browser: Browser;
let stand: Stand;
let hand: Hand;
beforeAll(async () => {
  browser = await launch();
  const pages: Record<string, string> = {};
  for (const framework of frameworks) {
    pages[`/${framework}.js`] = await buildForm(framework);
    pages[`/${framework}`] =
      `<!doctype html><html><head><title>${framework}</title><!--capture--><style>#about{border:1px solid;min-height:20px}#app>*{margin:2px}</style></head>` +
      `<body><div id="app"></div><script src="/${framework}.js"></script></body></html>`;
  }
  stand = await createStand(browser, { pages });
  hand = createHand(stand);
});
afterAll(async () => {
  await stand.close();
  await browser.close();
});

describe.each(frameworks)("%s", (framework) => {
  const state = async (): Promise<FormShape> =>
    JSON.parse((await stand.customer.locator("#state").textContent()) ?? "{}") as FormShape;

  beforeAll(async () => {
    await stand.open(`/${framework}`);
    await stand.customer.locator("#state").waitFor();
    await stand.customer.evaluate(() => void (window.consent.confirm = async () => true));
    await stand.look();
    await stand.mode("control");
  });

  for (const { name, act, holds } of scenarios)
    it(`[VIS-03] ${name}`, async () => {
      await act(hand);
      await expect.poll(state, { timeout: 3000 }).toMatchObject(holds);
    });
});
