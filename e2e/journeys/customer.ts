/** What a customer does in the shop and its widget, by the names that a customer sees. */
import type { Locator, Page } from "playwright-core";
import { expect } from "vitest";

export class CustomerAt {
  readonly page: Page;

  constructor(page: Page) {
    this.page = page;
  }

  /** Opens the shop and the chat, and says the first words. */
  async startChat(shop: string, text: string, name?: string): Promise<void> {
    await this.page.goto(shop);
    await this.button("Open chat").click();
    if (name) await this.page.getByLabel("Your name (optional)").fill(name);
    await this.say(text);
  }

  button(name: string | RegExp): Locator {
    return this.page.getByRole("button", { name, exact: typeof name === "string" });
  }

  async say(text: string): Promise<void> {
    await this.composer.fill(text);
    await this.composer.press("Enter");
  }

  get composer(): Locator {
    return this.page.getByRole("textbox", { name: /Your message|Kirjoita/ });
  }

  get log(): Locator {
    return this.page.getByRole("log");
  }

  async sees(text: string | RegExp): Promise<void> {
    await this.log.getByText(text).first().waitFor();
  }

  /** How often the words stand in the log. */
  count(text: string): Promise<number> {
    return this.log.getByText(text, { exact: true }).count();
  }

  get ring(): Locator {
    return this.page.getByRole("alertdialog", { name: /is calling you/ });
  }

  async answer(how: "Accept with audio" | "Accept with video" | "Decline"): Promise<void> {
    await this.ring.getByRole("button", { name: how }).click();
  }

  /** Types the PIN as a person would and sends it. */
  async enterPin(pin: string): Promise<void> {
    const field = this.page.getByLabel(/Six-digit PIN/);
    await field.fill(pin);
    await field.press("Enter");
  }

  async allow(): Promise<void> {
    await this.button("Allow").click();
  }

  async follow(link: string): Promise<void> {
    const loaded = this.page.waitForEvent("load");
    await this.page.getByRole("link", { name: link }).first().click();
    await loaded;
  }

  async hasNoRing(): Promise<void> {
    expect(await this.ring.count()).toBe(0);
  }
}
