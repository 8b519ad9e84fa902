/**
 * One page in the shell's frame. Each page gets a frame of its own: the one before stays in sight until the next can be painted,
 * and a fresh frame's first load makes no entry in the tab's history, which is thereby the shell's alone to write.
 */
import { showPage, type ShellDoor, type ShellFrame, type ShownPage } from "../../api/shown-page.ts";
import { submitTo, type PostedForm } from "./posted-form.ts";

export interface ShellPageOptions {
  readonly url: string;
  readonly post: PostedForm | null;
  readonly door: Omit<ShellDoor, "entered">;
  /** The frame goes before it. */
  readonly host: Element;
  /** The document is there (a page that loads itself anew has several, one after the other). */
  onDocument(page: ShellPage): void;
  onReady(page: ShellPage): void;
  /** It will not be framed, or the network failed. */
  onRefused(page: ShellPage): void;
  onNavigate(event: NavigateEvent): void;
  /** Address or title changed. */
  onMoved(page: ShellPage): void;
}

export interface ShellPage {
  readonly window: Window;
  readonly document: Document;
  reveal(): void;
  focus(): void;
  close(): void;
}

const lookEveryMs = 20;
/** Longer than this nobody waits for style sheets, nor for the end of a long page. */
const patienceMs = 400;
let count = 0;

export function openShellPage(options: ShellPageOptions): ShellPage {
  const frame = document.createElement("iframe") as ShellFrame;
  let known: Document | null = null;
  let knownAt = 0;
  let isReady = false;
  let isShown = false;
  let isClosed = false;
  let entered: ShownPage | null = null;
  let timer: ReturnType<typeof setInterval> | undefined;

  frame.name = `rinnalla-shell-${++count}`;
  frame.dataset["rinnalla"] = "";
  const style = {
    all: "initial",
    position: "fixed",
    inset: "0",
    width: "100%",
    height: "100%",
    border: "0",
    background: "Canvas",
    // The page's own wish decides, not that of the page below.
    "color-scheme": "light dark",
    "z-index": "2147483646",
    visibility: "hidden",
  };
  for (const [name, value] of Object.entries(style)) frame.style.setProperty(name, value, "important");
  frame.rinnallaShell = {
    ...options.door,
    entered(page) {
      look();
      entered = page;
      if (isShown) showPage(page);
    },
  };
  frame.addEventListener("load", look);
  if (!options.post) frame.src = options.url;
  options.host.before(frame);
  if (options.post) submitTo(frame.name, options.post);
  watch();

  function watch(): void {
    clearInterval(timer);
    timer = setInterval(look, lookEveryMs);
  }

  function look(): void {
    if (isClosed) return;
    const current = frame.contentDocument;
    if (!current) {
      close();
      options.onRefused(page);
      return;
    }
    if (current !== known && current.URL !== "about:blank") meet(current);
    if (known && known === current && !isReady && isPaintable(known)) {
      isReady = true;
      clearInterval(timer);
      nameIt();
      new MutationObserver(nameIt).observe(known.head, { childList: true, subtree: true, characterData: true });
      options.onReady(page);
    }
  }

  function meet(met: Document): void {
    known = met;
    knownAt = performance.now();
    isReady = false;
    entered = null;
    const { navigation } = met.defaultView!;
    navigation.addEventListener("navigate", options.onNavigate);
    navigation.addEventListener("currententrychange", () => options.onMoved(page));
    met.defaultView!.addEventListener("pagehide", () => !isClosed && watch());
    options.onDocument(page);
    if (isShown) showPage({ window: page.window, importModule: null });
  }

  function isPaintable({ readyState, body }: Document): boolean {
    const isLate = performance.now() - knownAt > patienceMs;
    if (readyState === "loading") return isLate && (body?.childElementCount ?? 0) > 0;
    if (isLate) return true;
    return [...known!.querySelectorAll<HTMLLinkElement>("link[rel=stylesheet]")].every(
      ({ sheet, media, disabled }) => sheet !== null || disabled || !matchMedia(media || "all").matches,
    );
  }

  function nameIt(): void {
    frame.title = known!.title;
    options.onMoved(page);
  }

  function close(): void {
    isClosed = true;
    clearInterval(timer);
    frame.remove();
  }

  const page: ShellPage = {
    get window() {
      return frame.contentWindow!;
    },
    get document() {
      return known ?? frame.contentDocument!;
    },
    reveal() {
      isShown = true;
      frame.style.setProperty("visibility", "visible", "important");
      showPage(entered ?? { window: page.window, importModule: null });
    },
    focus: () => frame.focus({ preventScroll: true }),
    close,
  };
  return page;
}
