/** Holds a page and its mirror against each other, as loaded and after a hand has been at it. */
import type { Page } from "playwright-core";
import type { Mirror } from "./feature-count.ts";
import { differingPixels } from "./pixels.ts";

export interface PageVerdict {
  readonly name: string;
  /** Share of differing pixels, 0 to 1. */
  readonly before: number;
  readonly after: number;
  /** Whether what there is to see has the same elements and texts on both sides. */
  readonly isSameText: boolean;
}

/** Tags and texts of all that is shown, into shadow roots. Runs in the browser: self-contained. */
function shownText(): string {
  const parts: string[] = [];
  const visit = (node: Node): void => {
    if (node.nodeType === 3) {
      const text = (node as Text).data.replace(/\s+/g, " ").trim();
      if (text) parts.push(text);
    } else if (node.nodeType === 1) {
      const element = node as Element;
      if (/^(?:script|style|template|noscript|link|rinnalla-widget|rinnalla-laser)$/i.test(element.localName)) return;
      // Its shadow root is closed on one side only.
      if (element.hasAttribute("data-closed")) return;
      if (element.getClientRects().length === 0 && getComputedStyle(element).display !== "contents") return;
      if (element.nodeName !== "SLOT") parts.push(element.localName);
      if (/^(?:iframe|video|canvas|textarea|select)$/.test(element.localName)) return;
      for (const child of (element.shadowRoot ?? element).childNodes) visit(child);
      if (element.shadowRoot) for (const child of element.childNodes) visit(child);
    }
  };
  if (document.body) visit(document.body);
  return parts.join("\n");
}

/** What a person might do on any page: types, checks, chooses, opens, points, scrolls; a script changes something as well. */
export async function useHand(page: Page): Promise<void> {
  const field = page.locator("input:not([type]),input[type=text],textarea").first();
  if (await field.isVisible().catch(() => false)) await field.fill("Maija 123", { timeout: 1000 }).catch(() => {});
  await page.evaluate(() => {
    for (const box of [...document.querySelectorAll<HTMLInputElement>("input[type=checkbox]")].slice(0, 2)) box.click();
    [...document.querySelectorAll<HTMLInputElement>("input[type=radio]")].at(-1)?.click();
    const select = document.querySelector("select");
    if (select) select.selectedIndex = select.options.length - 1;
    document
      .querySelector<HTMLElement>("summary,.s,.govuk-accordion__section-button,[role=tab]:not([aria-selected=true])")
      ?.click();
    const added = document.createElement("p");
    added.className = "notice";
    added.textContent = "Added later";
    document.querySelector("main,form,body > div")?.prepend(added);
    document.querySelector("h1,h2,h3")?.append(" changed");
  });
  const button = page.locator("button:visible,a:visible").first();
  await button.hover({ timeout: 1000 }).catch(() => {});
  await page.evaluate(() => {
    const scroller = [...document.querySelectorAll("*")].find(
      (each) => /auto|scroll/.test(getComputedStyle(each).overflowY) && each.scrollHeight > each.clientHeight + 50,
    );
    (scroller ?? document.scrollingElement!).scrollTop = 60;
  });
}

/** Looks again while it is not the same: pictures and fonts come a little later. */
async function compare(mirror: Mirror, tries: number): Promise<{ share: number; isSameText: boolean }> {
  let found = { share: 1, isSameText: false };
  for (let left = tries; left > 0 && (found.share > 0 || !found.isSameText); left--) {
    await mirror.settle();
    const [one, other] = await Promise.all([mirror.customer.screenshot(), mirror.console.screenshot()]);
    const { width, height } = mirror.customer.viewportSize()!;
    const [count] = await differingPixels(mirror.console, one, other, [{ x: 0, y: 0, width, height }]);
    const picture = await mirror.picture();
    const [here, there] = [await mirror.customer.evaluate(shownText), await picture.evaluate(shownText)];
    found = { share: count! / (width * height), isSameText: here === there };
    if (left > 1 && (found.share > 0 || !found.isSameText)) await new Promise((done) => setTimeout(done, 400));
  }
  return found;
}

export async function checkPage(mirror: Mirror, name: string, path: string, tries = 4): Promise<PageVerdict> {
  await mirror.open(path);
  // Nothing blinks or moves in a picture.
  await mirror.customer.addStyleTag({
    content:
      "*, ::before, ::after { transition: none !important; animation: none !important; caret-color: transparent !important }",
  });
  await mirror.customer.waitForLoadState("networkidle");
  await mirror.look();
  const before = await compare(mirror, tries);
  await useHand(mirror.customer);
  const after = await compare(mirror, tries);
  return { name, before: before.share, after: after.share, isSameText: before.isSameText && after.isSameText };
}
