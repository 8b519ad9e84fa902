/**
 * One person in Debian's Firefox, over WebDriver BiDi. What they press they find by its role and name, through shadow roots as well, and
 * press with a real click. What their pages complain of fails the journey when they are closed.
 */
import { mkdirSync } from "node:fs";
import { fileURLToPath } from "node:url";
import type { Page as ProbedPage } from "playwright-core";
import puppeteer, { type ElementHandle, type Page } from "puppeteer-core";
import { installMediaProbe } from "./media-probe.ts";
import { waitUntil } from "./wait-until.ts";

const executablePath = "/usr/bin/firefox-esr";
const report = fileURLToPath(new URL("../report", import.meta.url));

type Role = "button" | "menuitem" | "textbox" | "alertdialog";

export interface FirefoxPerson {
  /** For the questions of `media-probe.ts`, which only evaluate in it. */
  readonly page: ProbedPage;
  open(url: string): Promise<void>;
  reload(): Promise<void>;
  has(role: Role, name: RegExp): Promise<boolean>;
  waitFor(role: Role, name: RegExp): Promise<void>;
  press(role: Role, name: RegExp): Promise<void>;
  /** Into the text box, and sent with Enter. */
  say(box: RegExp, text: string): Promise<void>;
  sees(text: RegExp): Promise<void>;
  screenshot(picture: string): Promise<void>;
  /** Throws after closing if a page complained. */
  close(): Promise<void>;
}

export async function openFirefox(): Promise<FirefoxPerson> {
  const firefox = await puppeteer.launch({
    browser: "firefox",
    executablePath,
    extraPrefsFirefox: {
      "intl.accept_languages": "en-GB",
      "media.navigator.streams.fake": true,
      "media.navigator.permission.disabled": true,
      "media.autoplay.default": 0,
      // Names instead of addresses would need multicast between the two browsers.
      "media.peerconnection.ice.obfuscate_host_addresses": false,
    },
  });
  const page = await firefox.newPage();
  const problems: string[] = [];
  page.on("pageerror", (error) => problems.push(String(error)));
  page.on("console", (message) => {
    if (message.type() === "error") problems.push(message.text());
  });
  await page.setViewport({ width: 1280, height: 800 });
  await page.evaluateOnNewDocument(installMediaProbe);
  const waitFor = async (role: Role, name: RegExp): Promise<ElementHandle<Element>> => {
    let found: ElementHandle<Element> | null = null;
    await waitUntil(`${role} ${name} is there`, 30_000, async () => (found = await find(page, role, name)) !== null);
    return found!;
  };
  return {
    page: page as unknown as ProbedPage,
    open: async (url) => void (await page.goto(url)),
    reload: async () => void (await page.reload()),
    has: async (role, name) => (await find(page, role, name)) !== null,
    waitFor: async (role, name) => void (await waitFor(role, name)),
    press: async (role, name) => (await waitFor(role, name)).click(),
    say: async (box, text) => {
      const field = await waitFor("textbox", box);
      await field.click();
      await field.type(text);
      await page.keyboard.press("Enter");
    },
    sees: (text) => waitUntil(`${text} is read`, 30_000, async () => text.test(await textOf(page))),
    screenshot: async (picture) => {
      mkdirSync(report, { recursive: true });
      await page.screenshot({ path: `${report}/${picture}.png` });
    },
    close: async () => {
      await firefox.close();
      if (problems.length > 0) throw new Error(`Firefox's pages complained:\n${problems.join("\n")}`);
    },
  };
}

/** A page that is just being left has nothing. */
async function find(page: Page, role: Role, name: RegExp): Promise<ElementHandle<Element> | null> {
  const handle = await page
    .evaluateHandle(
      (wanted, source, flags) => {
        const selector = { button: "button", textbox: "textarea, input", menuitem: "", alertdialog: "" }[wanted];
        const isNamed = (node: Element): boolean => {
          const label = node.getAttribute("aria-labelledby");
          const root = node.getRootNode() as Document | ShadowRoot;
          const text =
            node.getAttribute("aria-label") ??
            (label
              ? label
                  .split(" ")
                  .map((id) => root.getElementById(id)?.textContent ?? "")
                  .join(" ")
              : null) ??
            (node.closest("label")?.textContent || node.getAttribute("placeholder") || node.textContent);
          return node.getClientRects().length > 0 && new RegExp(source, flags).test(text.trim());
        };
        const search = (root: Document | ShadowRoot): Element | null => {
          for (const node of root.querySelectorAll("*")) {
            const isOfRole = node.getAttribute("role") === wanted || (selector !== "" && node.matches(selector));
            if (isOfRole && isNamed(node)) return node;
            const inside = node.shadowRoot && search(node.shadowRoot);
            if (inside) return inside;
          }
          return null;
        };
        return search(document);
      },
      role,
      name.source,
      name.flags,
    )
    .catch(() => null);
  return (handle?.asElement() as ElementHandle<Element> | null | undefined) ?? null;
}

function textOf(page: Page): Promise<string> {
  return page
    .evaluate(() => {
      const read = (root: Document | ShadowRoot): string =>
        [
          root instanceof Document
            ? root.body.innerText
            : [...root.children].map((node) => (node as HTMLElement).innerText).join("\n"),
          ...[...root.querySelectorAll("*")].map((node) => (node.shadowRoot ? read(node.shadowRoot) : "")),
        ].join("\n");
      return read(document);
    })
    .catch(() => "");
}
