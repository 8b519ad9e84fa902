/**
 * The first rung of CALL-08: while this tab carries a call, the site's next page comes into a frame over this one, so that the page
 * with the call is never left. Address, title, history, scrolling and focus go with the page in the frame. After the call the shell
 * stays until the next navigation, which is the whole tab's again.
 */
import type { ShellDoor } from "../../api/shown-page.ts";
import { navigationRung } from "./navigation-rung.ts";
import { pageRung, type PageRung } from "./page-rung.ts";
import { postedForm, submitTo, type PostedForm } from "./posted-form.ts";
import { openShellPage, type ShellPage } from "./shell-page.ts";
import { mayFrame } from "./may-frame.ts";

export interface ShellOptions {
  readonly door: Omit<ShellDoor, "entered">;
  readonly host: HTMLElement;
  isCallLive(): boolean;
  /** The administrator's wish. */
  continuity(): PageRung;
  /** The page's rung is another one now. */
  onRung(): void;
}

export interface Shell {
  readonly rung: PageRung;
  /** The call's state may have changed. */
  update(): void;
}

interface Wanted {
  readonly url: string;
  readonly post: PostedForm | null;
  /** `none`: the entry is there, as after Back. */
  readonly entry: "push" | "replace" | "none";
}

interface Place {
  readonly x: number;
  readonly y: number;
}

export function createShell({ door, host, isCallLive, continuity, onRung }: ShellOptions): Shell {
  // Absent in older browsers, where the next page rejoins. In a frame of the site's own the address is not ours to lead.
  const navigation = window.navigation as Navigation | undefined;
  if (!navigation || window.top !== window)
    return {
      update: () => undefined,
      get rung() {
        return pageRung({ continuity: continuity(), canLead: false, mayBeFramed: null });
      },
    };
  let shown: ShellPage | null = null;
  let coming: ShellPage | null = null;
  let mayBeFramed: boolean | null = null;
  const rung = (): PageRung => pageRung({ continuity: continuity(), canLead: true, mayBeFramed });
  const isAllowed = (): boolean => continuity() === "shell";
  let isAsked = false;
  /** A load of the whole tab that we ask for ourselves. */
  let passing: string | null = null;
  let isMovingFrame = false;
  /** Where the visitor was in each entry of the history, by its key. */
  const places = new Map<string, Place>();

  navigation.addEventListener("navigate", (event) => onNavigate(event, "tab"));
  navigation.addEventListener("currententrychange", ({ navigationType }) => {
    if (navigationType === "traverse") traversed();
  });

  function onNavigate(event: NavigateEvent, from: "tab" | "frame"): void {
    const { url } = event.destination;
    rememberPlace();
    if (event.defaultPrevented || (from === "frame" && isMovingFrame)) return;
    if (from === "tab" && url === passing) return void (passing = null);
    const way = navigationRung({
      from,
      type: event.navigationType,
      isCallLive: isCallLive(),
      isShellAllowed: isAllowed(),
      url,
      shownUrl: shown?.document.URL ?? location.href,
      isHashOnly: event.hashChange,
      isSameDocument: event.destination.sameDocument,
      isDownload: event.downloadRequest !== null,
      isPost: event.formData !== null,
      isUserInitiated: event.userInitiated,
      mayBeFramed,
    });
    if (way === "browser" || !event.cancelable) return;
    event.preventDefault();
    const entry = event.navigationType === "replace" ? "replace" : "push";
    const wanted: Wanted = { url, post: postedForm(event), entry };
    if (way === "shell") come(wanted);
    else if (way === "tab") leave(wanted);
    else {
      history[entry === "push" ? "pushState" : "replaceState"](null, "", url);
      moveFrame(url);
    }
  }

  function come({ url, post, entry }: Wanted): void {
    coming?.close();
    const place = entry === "none" ? (places.get(keyNow()) ?? null) : null;
    let isNew = true;
    coming = openShellPage({
      url,
      post,
      door,
      host,
      onDocument(page) {
        mayBeFramed = true;
        // As the browser does: the address of where it ended up, and no second entry for the same.
        if (isNew && entry === "push" && page.document.URL !== location.href) {
          rememberPlace();
          history.pushState(null, "", page.document.URL);
        }
        isNew = false;
        follow(page);
      },
      onReady(page) {
        if (page === coming) reveal(page, place);
      },
      onRefused(page) {
        const wasShown = page === shown;
        if (page === coming) coming = null;
        if (wasShown) shown = null;
        mayBeFramed = false;
        // Whatever was posted has been carried out; the page that it came from is loaded anew.
        if (wasShown || post || entry === "none") reload();
        else leave({ url, post, entry });
      },
      onNavigate: (event) => onNavigate(event, "frame"),
      // While another page is coming, the address may be that one's already.
      onMoved: (page) => page === shown && !coming && follow(page),
    });
  }

  function reveal(page: ShellPage, place: Place | null): void {
    const hadFocus = document.activeElement === host;
    page.reveal();
    shown?.close();
    if (!shown) hideOwnPage();
    shown = page;
    coming = null;
    follow(page);
    if (!hadFocus) page.focus();
    if (place) returnTo(page, place);
  }

  function follow({ document: framed }: ShellPage): void {
    if (location.href !== framed.URL) history.replaceState(null, "", framed.URL);
    if (framed.title && document.title !== framed.title) document.title = framed.title;
  }

  /** Again when everything has its height. */
  function returnTo({ window: framed, document: its }: ShellPage, { x, y }: Place): void {
    const scroll = (): void => framed.scrollTo({ left: x, top: y, behavior: "instant" });
    scroll();
    if (its.readyState !== "complete") framed.addEventListener("load", scroll, { once: true });
  }

  function rememberPlace(): void {
    const { scrollX: x, scrollY: y } = shown?.window ?? window;
    places.set(keyNow(), { x, y });
  }
  const keyNow = (): string => navigation?.currentEntry?.key ?? "";

  /** Back or Forward among the entries of this document; the address has changed already. */
  function traversed(): void {
    if (!shown) return;
    const url = location.href;
    if (!isCallLive() || !isAllowed()) return reload();
    if (withoutHash(url) !== withoutHash(shown.document.URL)) return come({ url, post: null, entry: "none" });
    coming?.close();
    coming = null;
    moveFrame(url);
    returnTo(shown, places.get(keyNow()) ?? { x: 0, y: 0 });
  }

  function moveFrame(url: string): void {
    isMovingFrame = true;
    // To the address without a `#` would be a load.
    if (url.includes("#")) shown?.window.location.replace(url);
    else shown?.window.history.replaceState(null, "", url);
    isMovingFrame = false;
  }

  function leave({ url, post, entry }: Wanted): void {
    passing = url;
    if (post) submitTo("_self", post);
    else if (entry === "push") location.assign(url);
    else location.replace(url);
  }

  function reload(): void {
    passing = location.href;
    location.reload();
  }

  return {
    get rung() {
      return rung();
    },
    update() {
      if (isAsked || !isCallLive() || !isAllowed()) return;
      isAsked = true;
      void mayFrame(location.href).then((answer) => {
        mayBeFramed ??= answer;
        onRung();
      });
    },
  };
}

/** It would be gone by now: it is neither seen nor heard nor reached any more. */
function hideOwnPage(): void {
  for (const media of document.body.querySelectorAll<HTMLMediaElement>("audio, video")) media.pause();
  document.body.style.setProperty("display", "none", "important");
  document.documentElement.style.setProperty("overflow", "hidden", "important");
}

const withoutHash = (url: string): string => url.replace(/#.*/, "");
