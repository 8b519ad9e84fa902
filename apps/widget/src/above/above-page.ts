/**
 * Keeps the widget seen and operable above what the host page opens (VIS-04): in the top layer, where dialogs, popovers and full screen
 * are, and inside a modal dialog while one is open, because a browser makes all that is outside of it inert. Takes no focus, shifts nothing.
 */

/** Dialogs in closed shadow roots and whatever else tells nobody. */
const lookAgainMs = 1_000;
/** What in the widget must be in reach; the first that there is. */
const marks = ".share-bar, .dock > :not(.unseen)";
/** Ours alone while we stand in the page's dialog, which may close by a click beside it. */
const ownEvents = ["click", "pointerdown", "pointerup", "mousedown", "mouseup", "touchstart", "touchend"];

export function keepAbove(host: HTMLElement): void {
  const { document } = window;
  const shadow = host.shadowRoot!;
  if (!("popover" in host)) return;

  function look(): void {
    const dialog = host.parentElement?.closest("dialog");
    if (!host.isConnected || (dialog && !(dialog.matches(":modal") && dialog.getClientRects().length > 0)))
      move(document.documentElement);
    if (document.visibilityState === "hidden" || isReached()) return;
    raise();
    if (isReached()) return;
    const blocking = modalAbove();
    if (!blocking || blocking.contains(host)) return;
    move(blocking);
    raise();
  }

  /** Whether a press on the widget would come to it. */
  function isReached(): boolean {
    const at = middle();
    return at === null || document.elementFromPoint(at.x, at.y) === topOf(host);
  }

  function middle(): { x: number; y: number } | null {
    const box = shadow.querySelector(marks)?.getBoundingClientRect();
    return box && box.width > 0 ? { x: box.left + box.width / 2, y: box.top + box.height / 2 } : null;
  }

  /** The dialog that a press at the widget's place comes to instead, into open shadow roots. */
  function modalAbove(): Element | null {
    const at = middle()!;
    let root: Document | ShadowRoot | null = document;
    let found: Element | null = null;
    while (root) {
      const hit: Element | null = root.elementFromPoint(at.x, at.y);
      const modal: Element | null | undefined =
        hit?.closest("dialog:modal") ?? [...root.querySelectorAll("dialog:modal")].at(-1);
      found = modal ?? found;
      const inner: ShadowRoot | null = hit?.shadowRoot ?? null;
      root = inner === root ? null : inner;
    }
    return found;
  }

  function raise(): void {
    keepingState(() => {
      host.popover = "manual";
      if (host.matches(":popover-open")) host.hidePopover();
      host.showPopover();
    });
  }

  function move(to: Element): void {
    keepingState(() => {
      const mover = to as Element & { moveBefore?(node: Node, before: Node | null): void };
      // Keeps playing sound, focus and scroll by itself, where there is such a thing and the host still stands somewhere.
      if (mover.moveBefore && host.isConnected) mover.moveBefore(host, null);
      else to.append(host);
    });
  }

  /** A move takes focus and scroll from what it moves, and holds its sound. */
  function keepingState(change: () => void): void {
    const focused = shadow.activeElement as HTMLElement | null;
    const scrolled = [...shadow.querySelectorAll("*")].flatMap((each) =>
      each.scrollTop > 0 ? [[each, each.scrollTop] as const] : [],
    );
    const playing = [...shadow.querySelectorAll<HTMLMediaElement>("audio,video")].filter(({ paused }) => !paused);
    change();
    for (const [each, top] of scrolled) each.scrollTop = top;
    for (const each of playing) if (each.paused) void each.play().catch(() => undefined);
    if (focused && shadow.activeElement !== focused) focused.focus({ preventScroll: true });
  }

  const isInside = (): boolean => host.parentElement !== document.documentElement;
  for (const type of ownEvents) host.addEventListener(type, (event) => isInside() && event.stopPropagation());
  host.addEventListener("keydown", (event) => {
    // Of the panel, not of the dialog that it stands in.
    if (event.key === "Escape" && isInside()) event.preventDefault();
  });
  // In the very task in which the page opens it, mostly.
  const observer = new MutationObserver(look);
  observer.observe(document, { subtree: true, attributeFilter: ["open"] });
  for (const type of ["toggle", "close", "fullscreenchange", "focusin", "visibilitychange"])
    document.addEventListener(type, () => requestAnimationFrame(look), { capture: true, passive: true });
  setInterval(look, lookAgainMs);
  look();
}

/** What `elementFromPoint` of the document names for it: the outermost host of the shadow trees that it stands in. */
function topOf(element: Element): Element {
  const root = element.getRootNode();
  return root instanceof ShadowRoot ? topOf(root.host) : element;
}
