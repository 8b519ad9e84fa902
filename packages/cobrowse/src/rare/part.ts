/** The contract between capture and what is fetched only for pages that have such a thing. */
import type { Hooks } from "./hooks.ts";
import type { Tree } from "../capture/tree.ts";
import type { Writer } from "../stream/writer.ts";

export interface PartOptions {
  readonly window: Window & typeof globalThis;
  readonly writer: Writer;
  readonly tree: Tree;
  readonly hooks: Hooks;
  readonly texts: WeakMap<Element, string>;
  /** Something was written, or waits to be compared. */
  flush(): void;
}

export interface Part {
  /** The element was written. */
  take(element: Element): void;
  /** A picture that the viewer could not fetch. */
  bring?(image: HTMLImageElement): void;
  /** Writes what differs from what was last sent. Called with every flush. */
  compare(): void;
  /** A new picture begins: nothing of it was sent. */
  clear(): void;
}
