/** The agent's hand over the mirrored page: real mouse and keys in the console, aimed at what the agent sees. */
import type { Stand } from "./stand.ts";

export interface Hand {
  /** Where the agent sees the element, by fraction of its box. ` >>> ` leads into a shadow root. */
  spot(selector: string, x?: number, y?: number): Promise<{ x: number; y: number }>;
  click(selector: string, x?: number, y?: number): Promise<void>;
  /** From one place to another with the button held. */
  drag(from: { x: number; y: number }, to: { x: number; y: number }): Promise<void>;
  type(text: string): Promise<void>;
  press(...keys: string[]): Promise<void>;
  /** An option of the list that stands in for the browser's own. */
  choose(label: string): Promise<void>;
  /** A whole value in the field that stands in for a date, a time or a colour. */
  fill(value: string): Promise<void>;
}

export function createHand(stand: Stand): Hand {
  const { mouse, keyboard } = stand.console;
  async function spot(selector: string, x = 0.5, y = 0.5): Promise<{ x: number; y: number }> {
    const picture = await stand.picture();
    // What is not there yet is waited for, and until it stands still, as a person would.
    const element = picture.locator(selector.split(" >>> ").at(-1)!).first();
    if (!(await element.isVisible())) {
      await element.waitFor({ state: "visible", timeout: 5000 });
      await stand.settle();
    }
    const at = await picture.evaluate(
      ([each, fx, fy]) => {
        let root: Document | ShadowRoot = document;
        const parts = each.split(" >>> ");
        for (const part of parts.slice(0, -1)) root = root.querySelector(part)!.shadowRoot!;
        const box = root.querySelector(parts.at(-1)!)!.getBoundingClientRect();
        return { x: box.x + box.width * fx, y: box.y + box.height * fy };
      },
      [selector, x, y] as const,
    );
    return stand.spot(at.x, at.y);
  }
  return {
    spot,
    async click(selector, x, y) {
      const at = await spot(selector, x, y);
      await mouse.click(at.x, at.y);
    },
    async drag(from, to) {
      await mouse.move(from.x, from.y);
      await mouse.down();
      await mouse.move(to.x, to.y, { steps: 6 });
      await mouse.up();
    },
    type: (text) => keyboard.type(text),
    async press(...keys) {
      for (const key of keys) await keyboard.press(key);
    },
    async choose(label) {
      await stand.console.frameLocator("iframe").locator("#choice option", { hasText: label }).click();
    },
    async fill(value) {
      const field = stand.console.frameLocator("iframe").locator("input#choice");
      await field.fill(value);
      await field.press("Enter");
    },
  };
}
