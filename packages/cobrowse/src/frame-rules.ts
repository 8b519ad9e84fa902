/**
 * Frames of the same site are pages of their own to the administrator's rules (VIS-05): on some of them viewing pauses, on others more is
 * masked than around them. A script in a frame may change its path without loading anything, so it is looked at before anything is written.
 */
import type { FrameRules, MaskRules } from "./types.ts";

/** `rulesAt`: what holds on a page of the site, by its path. */
export function createFrameRules(
  rulesAt: (pathname: string) => MaskRules & { readonly isPaused: boolean },
): FrameRules {
  const paths = new Map<Document, string>();
  return {
    rulesOf(inner) {
      // `about:blank` and `srcdoc` are part of the page around.
      if (inner.location.protocol === "about:") return undefined;
      const { pathname } = inner.location;
      paths.set(inner, pathname);
      const rules = rulesAt(pathname);
      return rules.isPaused ? null : rules;
    },
    moved() {
      const moved: Element[] = [];
      for (const [inner, path] of paths) {
        const frame = inner.defaultView?.frameElement;
        if (frame && inner.location.pathname === path) continue;
        paths.delete(inner);
        if (frame) moved.push(frame);
      }
      return moved;
    },
  };
}
