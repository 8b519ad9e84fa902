/**
 * A title that flashes between the page's own and news of ours; still, where the visitor wants less motion. What the page makes of its title
 * meanwhile is kept, and stands there afterwards.
 */
const flashMs = 1_000;

export class FlashingTitle {
  #own = "";
  #news: string | null = null;
  /** What we wrote last; anything else is the page's. */
  #written = "";
  #timer: ReturnType<typeof setInterval> | undefined;

  /** Null: the page's own again. */
  show(news: string | null): void {
    if (news === this.#news) return;
    this.#take();
    this.#news = news;
    clearInterval(this.#timer);
    if (news === null) return void (document.title = this.#own);
    this.#write(news);
    if (!matchMedia("(prefers-reduced-motion: reduce)").matches)
      this.#timer = setInterval(() => {
        this.#take();
        this.#write(document.title === this.#own ? news : this.#own);
      }, flashMs);
  }

  #take(): void {
    if (this.#news === null || document.title !== this.#written) this.#own = document.title;
  }

  #write(text: string): void {
    document.title = text;
    // Browsers strip and join white space.
    this.#written = document.title;
  }
}
