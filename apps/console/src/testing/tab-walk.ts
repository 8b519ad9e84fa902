/** A keyboard user's way through a page by Tab alone: where one lands, whether it is seen there, and whether one comes out again. */
import type { Page } from "playwright-core";

interface Stop {
  /** Counts the elements in the order in which they were met; -1: outside the page's own elements. */
  readonly id: number;
  readonly what: string;
  readonly isSeen: boolean;
}

const most = 120;

/** What is wrong: a stop without a visible focus, or a way that goes in a ring without leaving some elements behind. */
export async function tabFaults(page: Page): Promise<readonly string[]> {
  const faults: string[] = [];
  const met = new Set<number>();
  let leavings = 0;
  await page.evaluate(() => (document.activeElement as HTMLElement | null)?.blur());
  for (let presses = 0; presses < most; presses++) {
    await page.keyboard.press("Tab");
    const stop = await page.evaluate(whereFocusIs);
    // Out of the page and in again at its beginning: the way may have begun in the middle, where something was pressed last.
    if (stop.id < 0 && (leavings += 1) < 3) continue;
    if (stop.id < 0 || met.has(stop.id)) {
      const left = await page.evaluate(countReachable);
      if (met.size < left) faults.push(`the way ends after ${met.size} of ${left}, at ${stop.what}`);
      return faults;
    }
    met.add(stop.id);
    if (!stop.isSeen) faults.push(`no visible focus: ${stop.what}`);
  }
  faults.push(`no end after ${most} stops`);
  return faults;
}

function whereFocusIs(): Stop {
  let element = document.activeElement;
  while (element?.shadowRoot?.activeElement) element = element.shadowRoot.activeElement;
  if (!element || element === document.body || element === document.documentElement)
    return { id: -1, what: "the page", isSeen: true };
  const counted = globalThis as unknown as { tabStops?: WeakMap<Element, number>; tabStopCount?: number };
  counted.tabStops ??= new WeakMap();
  counted.tabStopCount ??= 0;
  let id = counted.tabStops.get(element);
  if (id === undefined) counted.tabStops.set(element, (id = counted.tabStopCount++));
  const what = `${element.localName} ${element.getAttribute("aria-label") ?? element.textContent?.trim().slice(0, 40) ?? ""}`;
  // A frame draws its own focus.
  if (element.localName === "iframe") return { id, what, isSeen: true };
  const box = element.getBoundingClientRect();
  const marks: Element[] = [];
  for (let at: Element | null = element; at && marks.length < 4; at = at.parentElement) marks.push(at, ...at.children);
  const isDrawn = marks.some((mark) => {
    const { outlineStyle, outlineWidth, boxShadow } = getComputedStyle(mark);
    return (outlineStyle !== "none" && parseFloat(outlineWidth) > 0) || boxShadow.includes("inset");
  });
  // React Aria's own field for the browser's filling-in and a radio under its label are a pixel large, and drawn by what stands around.
  return { id, what, isSeen: isDrawn && box.width > 0 && box.height > 0 };
}

/** Buttons that can be pressed and seen and stand on their own: in a grid, a list of tabs or a menu one stop is for all. */
function countReachable(): number {
  const composite =
    "[role=grid], [role=treegrid], [role=tablist], [role=menu], [role=listbox], [role=radiogroup], [role=toolbar]";
  return [...document.querySelectorAll("button:not([tabindex='-1']), a[href], select, input, textarea")].filter(
    (element) =>
      element.checkVisibility({ visibilityProperty: true }) &&
      !element.matches(":disabled, [tabindex='-1'], [type=radio], [aria-hidden=true] *") &&
      element.closest(`${composite}, [inert]`) === null,
  ).length;
}
