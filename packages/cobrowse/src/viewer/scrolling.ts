/** Where the customer has scrolled, in the page and in what scrolls inside it; and the agent's view taken there, as long as it follows. */

export interface Scrolling {
  /** The customer's page stands there. */
  toPage(x: number, y: number): void;
  to(scroller: Element, x: number, y: number): void;
  /** To where the customer is now, everywhere. */
  follow(): void;
  /** What came late made the page longer, or its size is another: the page's own place, with the next picture that is painted. */
  again(): void;
}

export interface ScrollingOptions {
  readonly document: Document;
  isFollowing(): boolean;
  /** With the next picture that the viewer's own window paints: the frame has no scripts. */
  beforePaint(run: () => void): void;
}

export function createScrolling({ document, isFollowing, beforePaint }: ScrollingOptions): Scrolling {
  let page = { x: 0, y: 0 };
  /** Before that it stands at its beginning, and nobody has to lay it out to know. */
  let isScrolled = false;
  let isDue = false;
  const places = new Map<Element, { x: number; y: number }>();

  function scrollPage(): void {
    if (isScrolled && isFollowing()) scroll(document.scrollingElement, page);
  }

  return {
    toPage(x, y) {
      page = { x, y };
      isScrolled ||= x > 0 || y > 0;
      scrollPage();
    },
    to(scroller, x, y) {
      places.set(scroller, { x, y });
      if (isFollowing()) scroll(scroller, { x, y });
    },
    follow() {
      for (const [scroller, place] of places)
        if (scroller.isConnected) scroll(scroller, place);
        else places.delete(scroller);
      isScrolled = true;
      scrollPage();
    },
    again() {
      if (!isScrolled || isDue) return;
      isDue = true;
      beforePaint(() => {
        isDue = false;
        scrollPage();
      });
    },
  };
}

function scroll(scroller: Element | null, { x, y }: { readonly x: number; readonly y: number }): void {
  scroller?.scrollTo({ left: x, top: y, behavior: "instant" });
}
