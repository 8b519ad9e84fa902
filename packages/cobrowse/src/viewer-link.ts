/** What the console and the viewer document say to each other over their port. Another document, mostly on another origin. */
import type { ViewerMode, ViewerScale, ViewerStatus } from "./types.ts";

/** In `window.postMessage`, before there is a port. */
export const greeting = {
  ready: "rinnalla-viewer-ready",
  ask: "rinnalla-viewer-ask",
  connect: "rinnalla-viewer-connect",
} as const;

export type ToViewer =
  | { readonly type: "deliver"; readonly payload: Uint8Array<ArrayBuffer> }
  /** Of a replay: what an agent's viewer sent then. */
  | { readonly type: "pointing"; readonly payload: Uint8Array<ArrayBuffer> }
  | { readonly type: "mode"; readonly mode: ViewerMode }
  | { readonly type: "follow"; readonly isOn: boolean }
  | { readonly type: "scale"; readonly scale: ViewerScale }
  /** Above the picture, in a window of its own. */
  | { readonly type: "caption"; readonly text: string }
  | { readonly type: "erase"; readonly what: "last" | "all" }
  | { readonly type: "navigate"; readonly target: { readonly url: string } | "back" | "reload" };

export type FromViewer =
  | { readonly type: "send"; readonly payload: Uint8Array<ArrayBuffer>; readonly isControl: boolean }
  | { readonly type: "status"; readonly status: ViewerStatus };
