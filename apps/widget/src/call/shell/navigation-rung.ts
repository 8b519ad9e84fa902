/**
 * How a navigation is carried out while a call may be live: the ladder of CALL-08 as one plain function.
 * `browser`: as if we were not there. `shell`: the next page comes into the shell's frame, and the call is not touched.
 * `hash`: within the page in the frame. `tab`: asked for inside the frame, carried out by the whole tab.
 * A page load of the whole tab is followed by a rejoin, if a call is live.
 */
export type Rung = "browser" | "shell" | "hash" | "tab";

export interface NavigationLook {
  /** Whose document would be replaced: the tab's own, or that of the page in the shell's frame. */
  readonly from: "tab" | "frame";
  readonly type: NavigationType;
  /** This tab carries a call now. */
  readonly isCallLive: boolean;
  /** The administrator's wish, and a browser that can. */
  readonly isShellAllowed: boolean;
  readonly url: string;
  /** What the visitor sees now. */
  readonly shownUrl: string;
  readonly isHashOnly: boolean;
  /** The page's own scripts change the address without a load. */
  readonly isSameDocument: boolean;
  readonly isDownload: boolean;
  readonly isPost: boolean;
  readonly isUserInitiated: boolean;
  /** `null`: not known yet whether pages of this site may stand in a frame. */
  readonly mayBeFramed: boolean | null;
}

export function navigationRung(look: NavigationLook): Rung {
  const isInFrame = look.from === "frame";
  const url = new URL(look.url);
  if (look.isDownload || !/^https?:$/.test(url.protocol)) return "browser";
  // The browser's own button, a script's reload, and Back and Forward, which are heard of when they are done.
  if (look.type === "reload" || look.type === "traverse") return "browser";
  if (look.isHashOnly) return isInFrame ? "hash" : "browser";
  if (look.isSameDocument) return "browser";
  const away: Rung = isInFrame ? "tab" : "browser";
  if (url.origin !== new URL(look.shownUrl).origin) return away;
  if (!look.isCallLive || !look.isShellAllowed || look.mayBeFramed === false) return away;
  // Sent once, so it must not come back refused.
  if (look.isPost && look.mayBeFramed === null) return away;
  // A page that wants the whole tab asks for itself.
  if (!isInFrame && !look.isUserInitiated && look.type === "replace" && look.url === look.shownUrl) return away;
  return "shell";
}
