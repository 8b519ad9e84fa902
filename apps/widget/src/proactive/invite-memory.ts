/** Which invitations this browser has met, and whether this visit had one: a visit is a tab, over its page loads. Forgets where nothing is kept. */
export class InviteMemory {
  readonly #key: string;
  #wasInvited: boolean;
  #shownAt: Readonly<Record<string, number>>;

  constructor(widgetId: string) {
    this.#key = `rinnalla.invited.${widgetId}`;
    this.#wasInvited = false;
    this.#shownAt = {};
    try {
      this.#wasInvited = sessionStorage.getItem(this.#key) !== null;
      const kept: unknown = JSON.parse(localStorage.getItem(this.#key) ?? "{}");
      if (typeof kept === "object" && kept !== null) this.#shownAt = kept as Record<string, number>;
    } catch {
      // Refused, or not ours.
    }
  }

  get wasInvited(): boolean {
    return this.#wasInvited;
  }

  get shownAt(): Readonly<Record<string, number>> {
    return this.#shownAt;
  }

  remember(rule: string, at: number): void {
    this.#wasInvited = true;
    this.#shownAt = { ...this.#shownAt, [rule]: at };
    try {
      sessionStorage.setItem(this.#key, "1");
      localStorage.setItem(this.#key, JSON.stringify(this.#shownAt));
    } catch {
      // Then it lasts as long as the page.
    }
  }
}
