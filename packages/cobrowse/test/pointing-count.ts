/**
 * How often the agent points at what the customer then sees pointed at (VIS-08), on real pages, where the two pictures differ: masked text,
 * a font that the agent's browser does not have, another window, zoom and scroll. The same points by pixels for comparison.
 */
import type {} from "./entry-customer.ts";
import { pathOf } from "./fidelity/fidelity-stand.ts";
import { fidelityPages, packageFile } from "./fidelity/pages.ts";
import type { Stand, StandOptions } from "./stand.ts";

export interface Difference {
  readonly name: string;
  readonly isMasked?: boolean;
  /** The agent's browser draws with another font. */
  readonly isOtherFont?: boolean;
  /** The customer's window when the mark is shown; the agent pointed at 1000 x 800. */
  readonly size?: { readonly width: number; readonly height: number };
  readonly zoom?: number;
}

export const differences: readonly Difference[] = [
  { name: "masked text", isMasked: true },
  { name: "a missing font", isOtherFont: true },
  { name: "a narrow window", size: { width: 640, height: 700 } },
  { name: "a wide window, enlarged", size: { width: 1440, height: 900 }, zoom: 1.25 },
  { name: "all of it", isMasked: true, isOtherFont: true, size: { width: 800, height: 600 }, zoom: 1.1 },
];

const names = [
  "own: a shop",
  "own: frames",
  "bootstrap",
  "bootstrap, right to left",
  "own: shadow roots and adopted sheets",
  "govuk-frontend: radios",
];
export const pointingPages = fidelityPages.filter(({ name }) => names.includes(name));

/** Masks all text, and gives each element a name that comes through to the agent. */
const prepare = `<script>
if (location.hash === "#masked") window.captureRules = { mask: ["body"] };
window.nameAll = () => {
  let count = 0;
  const visit = (root) => { for (const each of root.querySelectorAll("*")) {
    if (/^(script|style|link|rinnalla-)/.test(each.localName)) continue;
    each.classList.add("pt-" + ++count);
    if (each.shadowRoot) visit(each.shadowRoot);
    if (each.localName === "iframe" && each.contentDocument) visit(each.contentDocument);
  } };
  visit(document);
};
</script><!--capture-->`;

export const pointingSite: StandOptions = {
  pages: Object.fromEntries(pointingPages.map((page) => [pathOf(page), page.html.replace("<!--capture-->", prepare)])),
  asset: packageFile,
  size: { width: 1000, height: 800 },
};

export interface Points {
  readonly all: number;
  readonly right: number;
  readonly byPixels: number;
  readonly wrong: readonly string[];
}

interface Verdict {
  readonly isRight: boolean;
  readonly isRightByPixel: boolean;
  /** What was meant and what was met. */
  readonly said: string;
}

interface Aim {
  readonly x: number;
  readonly y: number;
  readonly name: string;
}

/** Places in the picture at which there is something to point at. Runs in the browser: self-contained. */
function aims(most: number): Aim[] {
  let seed = 7;
  const random = (): number => (seed = (seed * 48_271) % 0x7fffffff) / 0x7fffffff;
  const found: Aim[] = [];
  const visit = (root: Document | ShadowRoot, left: number, top: number): void => {
    for (const each of root.querySelectorAll<HTMLElement>("[class*=pt-]")) {
      const name = /pt-\d+/.exec(each.getAttribute("class")!)![0];
      const box = each.getBoundingClientRect();
      if (each.localName === "iframe") {
        const inner = (each as HTMLIFrameElement).contentDocument;
        if (inner) visit(inner, left + box.x + each.clientLeft, top + box.y + each.clientTop);
        continue;
      }
      if (each.shadowRoot) visit(each.shadowRoot, left, top);
      const [x, y] = [box.x + box.width * (0.1 + 0.8 * random()), box.y + box.height * (0.1 + 0.8 * random())];
      const isSeen = left + x > 1 && top + y > 1 && left + x < innerWidth - 1 && top + y < innerHeight - 1;
      if (isSeen && root.elementFromPoint(x, y) === each) found.push({ x: left + x, y: top + y, name });
    }
  };
  visit(document, 0, 0);
  while (found.length > most) found.splice(Math.floor(random() * found.length), 1);
  return found;
}

/** The agent's mouse over the picture. Runs in the viewer: self-contained. */
function point({ x, y }: Aim): void {
  const stage = document.querySelector<HTMLElement>("#stage")!;
  const { left, top, width } = stage.getBoundingClientRect();
  const scale = width / stage.offsetWidth;
  const at = { clientX: left + x * scale, clientY: top + y * scale, bubbles: true };
  document.querySelector("#glass")!.dispatchEvent(new PointerEvent("pointermove", at));
}

/** What the customer sees pointed at. Runs in the browser: self-contained. */
async function judge([aimed, commands]: [Aim[], number[][]]): Promise<Verdict[]> {
  const at = (x: number, y: number): Element | null => {
    let root: Document | ShadowRoot | null = document;
    let element: Element | null = null;
    while (root) {
      const found: Element | null = root.elementFromPoint(x, y);
      if (!found || found === element) break;
      element = found;
      root = found.shadowRoot;
      const inner: Document | null = found.localName === "iframe" ? (found as HTMLIFrameElement).contentDocument : null;
      if (!inner) continue;
      const box = found.getBoundingClientRect();
      const scale: number = box.width / (found as HTMLElement).offsetWidth;
      [x, y, root] = [(x - box.x) / scale - found.clientLeft, (y - box.y) / scale - found.clientTop, inner];
    }
    return element;
  };
  const named = new Map<string, Element>();
  const collect = (root: Document | ShadowRoot): void => {
    for (const each of root.querySelectorAll("[class*=pt-]")) {
      named.set(/pt-\d+/.exec(each.getAttribute("class")!)![0], each);
      if (each.shadowRoot) collect(each.shadowRoot);
      const inner = each.localName === "iframe" ? (each as HTMLIFrameElement).contentDocument : null;
      if (inner) collect(inner);
    }
  };
  collect(document);
  /** It, or a part of it. */
  const isIn = (found: Element | null, target: Element): boolean => {
    for (let each = found; each; each = each.parentElement ?? ((each.getRootNode() as ShadowRoot).host || null))
      if (each === target) return true;
    return false;
  };
  const verdicts: Verdict[] = [];
  for (const [i, { x, y, name }] of aimed.entries()) {
    const target = named.get(name);
    // Not shown at this size (a menu for small windows).
    if (!target || target.getClientRects().length === 0) continue;
    const isRightByPixel = isIn(at(x, y), target);
    window.capture.handlePayload(Uint8Array.from(commands[i]!));
    const seen = target.getBoundingClientRect();
    if (seen.top < 30 || seen.bottom > innerHeight - 30)
      target.scrollIntoView({ block: "center", behavior: "instant" });
    const mark = (): Element | null | undefined =>
      document.querySelector("rinnalla-laser")?.shadowRoot?.querySelector(".laser.on");
    let frames = 0;
    do await new Promise(requestAnimationFrame);
    while (!mark() && (frames += 1) < 120);
    if (!mark()) throw new Error(`No mark was shown for ${name}`);
    await new Promise(requestAnimationFrame);
    const place = mark()!.getBoundingClientRect();
    const found = at(place.x, place.y);
    const said = `${name} ${target.outerHTML.slice(0, 60)}: ${found?.outerHTML.slice(0, 60) ?? "nothing"}`;
    verdicts.push({ isRight: isIn(found, target), isRightByPixel, said });
    scrollTo({ left: 0, top: 0, behavior: "instant" });
  }
  return verdicts;
}

export async function countPoints(stand: Stand, path: string, difference: Difference, most: number): Promise<Points> {
  const { isMasked = false, isOtherFont = false, size, zoom = 1 } = difference;
  const { customer, console: agent } = stand;
  await customer.setViewportSize({ width: 1000, height: 800 });
  // By another address, so that the part behind the sign is read anew.
  await customer.goto("about:blank");
  await customer.goto(stand.siteUrl + path + (isMasked ? "#masked" : ""));
  await customer.evaluate(() => (window as unknown as { nameAll(): void }).nameAll());
  await stand.look();
  await stand.mode("point");
  const picture = await stand.picture();
  if (isOtherFont)
    await picture.evaluate(() => {
      const visit = (root: Document | ShadowRoot): void => {
        const sheet = new (root.ownerDocument ?? root).defaultView!.CSSStyleSheet();
        sheet.replaceSync("* { font-family: monospace !important; letter-spacing: 1px !important }");
        root.adoptedStyleSheets.push(sheet);
        for (const each of root.querySelectorAll("*")) {
          if (each.shadowRoot) visit(each.shadowRoot);
          const inner = each.localName === "iframe" ? (each as HTMLIFrameElement).contentDocument : null;
          if (inner) visit(inner);
        }
      };
      visit(document);
    });
  const aimed = await picture.evaluate(aims, most);
  const viewer = agent.frames().find((frame) => frame.url().includes("/viewer/"))!;
  const commands: number[][] = [];
  // One after another: of moves that come too fast only the last is sent.
  for (const aim of aimed) {
    const before = stand.commands.length;
    await viewer.evaluate(point, aim);
    const giveUpAt = Date.now() + 10_000;
    while (stand.commands.length === before) {
      if (Date.now() > giveUpAt) throw new Error(`Nothing was sent for ${aim.name}`);
      await new Promise((done) => setTimeout(done, 5));
    }
    commands.push([...stand.commands.at(-1)!.payload]);
  }
  // What the agent's mouse sent has come before it is sent again.
  await stand.settle();
  if (size) await customer.setViewportSize(size);
  await customer.evaluate((factor) => (document.documentElement.style.zoom = String(factor)), zoom);
  const verdicts = await customer.evaluate(judge, [aimed, commands] as [Aim[], number[][]]);
  const count = (is: (each: (typeof verdicts)[number]) => boolean): number => verdicts.filter(is).length;
  return {
    all: verdicts.length,
    right: count(({ isRight }) => isRight),
    byPixels: count(({ isRightByPixel }) => isRightByPixel),
    wrong: verdicts.flatMap(({ isRight, said }) => (isRight ? [] : [said])),
  };
}
