/** How long and how far the page in front has been seen. A page that a script puts in place of another under a new address is a new one. */

const lookEveryMs = 500;

export interface SeenPage {
  readonly page: string;
  readonly seenMs: number;
  readonly scrolledPercent: number;
}

export class PageVisit {
  readonly #countsScrolling: () => boolean;
  #page = "";
  #seenMs = 0;
  #scrolledPercent = 0;

  /** `onLook`: every half second that the page is in sight. */
  constructor(onLook: () => void, countsScrolling: () => boolean) {
    this.#countsScrolling = countsScrolling;
    setInterval(() => {
      if (document.visibilityState !== "visible") return;
      const page = location.host + location.pathname;
      if (page !== this.#page) [this.#page, this.#seenMs, this.#scrolledPercent] = [page, 0, 0];
      this.#seenMs += lookEveryMs;
      this.#scroll();
      onLook();
    }, lookEveryMs);
  }

  seen(): SeenPage {
    const page = location.host + location.pathname;
    // Nothing was seen yet of a page that has just come.
    const isSame = page === this.#page;
    return {
      page,
      seenMs: isSame ? this.#seenMs : 0,
      scrolledPercent: isSame ? this.#scrolledPercent : 0,
    };
  }

  /** Asking a page for its height may cost it a layout: only where a rule wants to know. */
  #scroll(): void {
    if (!this.#countsScrolling()) return;
    const room = document.documentElement.scrollHeight - innerHeight;
    // A page without anything to scroll is seen whole.
    const percent = room <= 0 ? 100 : Math.round((scrollY / room) * 100);
    this.#scrolledPercent = Math.max(this.#scrolledPercent, percent);
  }
}
