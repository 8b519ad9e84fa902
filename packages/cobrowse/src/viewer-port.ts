import type { ViewerLink, ViewerLinkOptions } from "./types.ts";

export type * from "./types.ts";

/** `iframe` shows `/viewer/?widget=ID` (same origin as the console); it may still be loading. */
export function connectViewer(_iframe: HTMLIFrameElement, _options: ViewerLinkOptions): ViewerLink {
  return { deliver() {}, setMode() {}, setScale() {}, navigate() {}, close() {} };
}
