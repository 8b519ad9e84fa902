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

  /** Of a supervisor or colleague in somebody else's call. */
  get guestControl(): Locator {
    return this.page.getByRole("region", { name: /^Guest in the call with/ });
  }

  guestButton(name: string): Locator {
    return this.guestControl.getByRole("button", { name, exact: true });
  }

  /** Supervisor: into the call of this customer's conversation, from the live view. */
  async sitIn(customer: string, role: "Listen" | "Whisper" | "Join"): Promise<void> {
    await this.button(`More for ${customer}`).click();
    await this.page.getByRole("menuitem", { name: new RegExp(`^${role}(?! the chat)`) }).click();
    await this.guestControl.waitFor();
  }

  async consult(colleague: string): Promise<void> {
    await this.callButton("Consult a colleague").click();
    const dialog = this.page.getByRole("dialog", { name: "Consult a colleague" });
    await dialog.getByRole("option", { name: colleague }).click();
    await dialog.getByRole("button", { name: "Call", exact: true }).click();
  }

  async toQueue(queue: string): Promise<void> {
    await this.callButton("Transfer to a queue").click();
    const dialog = this.page.getByRole("dialog", { name: "Transfer to a queue" });
    await dialog.getByRole("option", { name: queue }).click();
    await dialog.getByRole("button", { name: "Transfer call", exact: true }).click();
  }

  /** The ring of a colleague who asks this one into a call. */
  get callInvite(): Locator {
    return this.page.getByRole("alertdialog", { name: /asks you into a call/ });
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

  /** The mirrored page inside the viewer document; not the next one, which is being built behind it. */
  get mirror(): FrameLocator {
    return this.page.frameLocator("iframe[src*='/viewer/']").frameLocator("iframe:not(.next)");
  }
}
