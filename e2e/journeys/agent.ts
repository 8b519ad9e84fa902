/** What staff do in the console, by the names that they see. */
import type { FrameLocator, Locator, Page } from "playwright-core";

export class AgentAt {
  readonly page: Page;

  constructor(page: Page) {
    this.page = page;
  }

  /** `link` works once. Resolves when the console is on the line. */
  async signIn(link: string): Promise<void> {
    await this.page.goto(link);
    await this.page.getByRole("button", { name: /Presence: / }).waitFor();
  }

  button(name: string | RegExp): Locator {
    return this.page.getByRole("button", { name, exact: typeof name === "string" });
  }

  get offer(): Locator {
    return this.page.getByRole("alertdialog", { name: "New conversation" });
  }

  async acceptOffer(): Promise<void> {
    await this.offer.getByRole("button", { name: "Accept" }).click();
    await this.panel.waitFor();
  }

  get panel(): Locator {
    return this.page
      .getByRole("complementary", { name: "Communication panel" })
      .or(this.page.getByRole("region", { name: "Communication panel" }));
  }

  get log(): Locator {
    return this.panel.getByRole("log");
  }

  get composer(): Locator {
    return this.panel.getByRole("textbox", { name: "Message" });
  }

  async say(text: string): Promise<void> {
    await this.composer.fill(text);
    await this.composer.press("Enter");
  }

  async sees(text: string | RegExp): Promise<void> {
    await this.log.getByText(text).first().waitFor();
  }

  count(text: string): Promise<number> {
    return this.log.getByText(text, { exact: true }).count();
  }

  async startCall(kind: "Voice call" | "Video call"): Promise<void> {
    await this.panel.getByRole("button", { name: "More commands" }).click();
    await this.page.getByRole("menuitem", { name: kind }).click();
    await this.callControl.waitFor();
  }

  get callControl(): Locator {
    return this.page.getByRole("region", { name: /^Call with/ });
  }

  callButton(name: string): Locator {
    return this.callControl.getByRole("button", { name, exact: true });
  }

  /** The PIN that the built-in provider's page shows after "Create session". */
  async createSession(kind: "Co-browse" | "Screen share"): Promise<string> {
    await this.panel.getByRole("button", { name: "Visual engagement" }).click();
    await this.page.getByRole("menuitem", { name: kind }).click();
    await this.button("Create session").click();
    const shown = this.page.getByTestId("pin");
    await shown.waitFor();
    return (await shown.innerText()).replace(/\D/g, "");
  }

  /** The mirrored page inside the viewer document. */
  get mirror(): FrameLocator {
    return this.page.frameLocator("iframe[src*='/viewer/']").frameLocator("iframe");
  }
}
