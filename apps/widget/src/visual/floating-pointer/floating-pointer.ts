/**
 * The agent's pointer where the page cannot show it: over another window, another tab or the whole screen (VIS-08). A small window above
 * all others (Document Picture-in-Picture) shows the shared picture with the pointer and the agent's lines on it. Opened by the customer's click, never by itself.
 */
import { createTranslate, type Translate } from "@rinnalla/ui";
import type { Fraction } from "../pointer-place.ts";
import type { SharedInk } from "../shared-ink.tsx";
import type { WindowTextKey } from "./texts/en.ts";

/** In the standard, not yet in TypeScript's library. */
interface DocumentPictureInPicture {
  requestWindow(size: { width: number; height: number }): Promise<Window>;
}

export interface PointerWindow {
  readonly t: Translate<WindowTextKey>;
  readonly isOpen: boolean;
  /** Straight in a click. */
  open(): Promise<void>;
  point(at: Fraction | null): void;
  close(): void;
}

/** `null` where the browser has no such window. */
export async function createPointerWindow(
  locale: string,
  stream: MediaStream,
  lines: Pick<SharedInk, "drawInto">,
  changed: () => void,
): Promise<PointerWindow | null> {
  const { documentPictureInPicture: door } = window as Window & { documentPictureInPicture?: DocumentPictureInPicture };
  if (!door) return null;
  const file =
    locale === "fi" ? import("./texts/fi.ts") : locale === "sv" ? import("./texts/sv.ts") : import("./texts/en.ts");
  const t = createTranslate<WindowTextKey>((await file).default);
  let shown: Window | null = null;
  let dot: HTMLElement | null = null;
  return {
    t,
    get isOpen() {
      return shown !== null;
    },
    async open() {
      if (shown) return;
      const { width = 16, height = 9 } = stream.getVideoTracks()[0]?.getSettings() ?? {};
      shown = await door.requestWindow({ width: 480, height: Math.round((480 * height) / width) }).catch(() => null);
      changed();
      if (!shown) return;
      const { document: inside } = shown;
      const box = inside.createElement("div");
      const video = inside.createElement("video");
      dot = inside.createElement("i");
      dot.dataset["rinnallaPointer"] = "";
      // By property and not by attribute: a strict policy of the page holds for this window too.
      Object.assign(inside.body.style, { margin: "0", background: "#101412", display: "grid", height: "100vh" });
      Object.assign(box.style, { position: "relative", placeSelf: "center" });
      Object.assign(video.style, { display: "block", maxWidth: "100vw", maxHeight: "100vh" });
      Object.assign(dot.style, {
        position: "absolute",
        width: "18px",
        height: "18px",
        margin: "-11px 0 0 -11px",
        borderRadius: "50%",
        border: "2px solid #fff",
        background: "rgb(220 38 38 / 0.7)",
        boxShadow: "0 0 0 2px #dc2626",
        visibility: "hidden",
      });
      video.muted = true;
      video.srcObject = stream;
      void video.play().catch(() => undefined);
      box.append(video);
      lines.drawInto(box);
      box.append(dot);
      inside.body.append(box);
      shown.addEventListener("pagehide", () => {
        shown = dot = null;
        changed();
      });
    },
    point(at) {
      if (!dot) return;
      dot.style.visibility = at ? "visible" : "hidden";
      if (at) Object.assign(dot.style, { left: `${at.x * 100}%`, top: `${at.y * 100}%` });
    },
    close: () => shown?.close(),
  };
}
