/**
 * The style texts of one picture: filtered, written for the customer's states and colours, within a bound for each payload; and the
 * sheets that documents and shadow roots adopt, ours below them.
 */
import * as bounds from "../stream/bounds.ts";
import { StreamError, type Reader } from "../stream/reader.ts";
import type { NodeFilter } from "./node-filter.ts";
import { ownStyle, withMarks, withScheme } from "./own-style.ts";

type Root = Document | ShadowRoot;

export interface Sheets {
  /** A payload begins. */
  begin(): void;
  text(r: Reader): string;
  /** Of a `media` attribute that is harmless already. */
  media(value: string): string;
  adopt(root: Root, texts: readonly string[]): void;
  /** As `op.dark` has it. For what is read from now on. */
  setDark(flags: number): void;
}

export function createSheets(filter: NodeFilter): Sheets {
  let isDark = false;
  let ownText = ownStyle;
  let charsLeft = 0;
  return {
    begin: () => void (charsLeft = bounds.cssChars),
    text(r) {
      const text = r.long(bounds.cssBytes);
      charsLeft -= text.length;
      if (charsLeft < 0) throw new StreamError("too much style");
      return withMarks(filter.css(text), isDark);
    },
    media: (value) => withScheme(value, isDark),
    adopt(root, texts) {
      const { CSSStyleSheet } = (root.ownerDocument ?? root).defaultView as Window & typeof globalThis;
      root.adoptedStyleSheets = [ownText, ...texts].map((text) => {
        const sheet = new CSSStyleSheet();
        sheet.replaceSync(text);
        return sheet;
      });
    },
    setDark(flags) {
      isDark = (flags & 1) > 0;
      ownText = ownStyle + (flags === 3 ? ":where(:root){color-scheme:dark}" : "");
    },
  };
}
