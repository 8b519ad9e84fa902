/** In the mirrored page: rrweb's recorder with all that it can record, from the page's beginning. */
import { record } from "rrweb";

declare global {
  interface Window {
    toPeer(event: string): void;
  }
}

record({
  emit: (event) => window.toPeer(JSON.stringify(event)),
  recordCanvas: true,
  collectFonts: true,
  inlineImages: true,
  inlineStylesheet: true,
  maskAllInputs: false,
  sampling: { mousemove: 50, canvas: 10 },
});
