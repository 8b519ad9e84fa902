/**
 * The customer's own look at what an agent sees or would see (VIS-05): a second capture of this page by the same rules, shown by the same
 * viewer in a window of its own. Nothing of the page is sent; the picture goes from window to window. Fetched with the question.
 */
import { connectOwnViewer, type ViewerStatus } from "@rinnalla/cobrowse/viewer-port";
import { createTranslate, type Translate } from "@rinnalla/ui";
import { sharePage, type PageSharing } from "../page-sharing.ts";
import type { OwnViewTextKey } from "./texts/en.ts";

export interface OwnView {
  readonly t: Translate<OwnViewTextKey>;
  readonly isOpen: boolean;
  /** The browser would not open the window. */
  readonly isBlocked: boolean;
  /** Straight in a click. */
  open(): void;
  close(): void;
}

export interface OwnViewOptions {
  readonly locale: string;
  readonly widgetId: string;
  readonly exclude: Element;
  /** See `PageSharingOptions`. */
  readonly engineUrl: string;
  agentName(): string;
  rules(): readonly string[];
  changed(): void;
}

const lookAgainMs = 300;

export async function createOwnView({
  locale,
  widgetId,
  exclude,
  engineUrl,
  agentName,
  rules,
  changed,
}: OwnViewOptions): Promise<OwnView> {
  const file =
    locale === "fi" ? import("./texts/fi.ts") : locale === "sv" ? import("./texts/sv.ts") : import("./texts/en.ts");
  // Not in one expression: the build takes that for a file of ours.
  const here = import.meta.url;
  const [words, answer] = await Promise.all([file, fetch(new URL("../widget/viewer-origin", here))]);
  const t = createTranslate<OwnViewTextKey>(words.default);
  const { viewerOrigin } = (await answer.json()) as { viewerOrigin: string };
  const address = new URL(`/viewer/?widget=${encodeURIComponent(widgetId)}&own`, viewerOrigin);
  let shown: Window | null = null;
  let sharing: PageSharing | null = null;
  let isBlocked = false;
  let looking = 0;

  function close(): void {
    window.clearInterval(looking);
    removeEventListener("pagehide", close);
    sharing?.stop();
    shown?.close();
    shown = sharing = null;
    changed();
  }

  function share(into: Window): PageSharing {
    const name = agentName();
    const captionOf = ({ phase }: Pick<ViewerStatus, "phase">): string =>
      t(phase === "paused" ? "captionPaused" : phase === "live" ? "caption" : "captionComing", { name });
    return sharePage(
      {
        agentName: name,
        exclude,
        mayControl: () => false,
        confirmAction: () => Promise.resolve(false),
        report: () => undefined,
        rules,
        engineUrl,
        join(handlers) {
          let caption = "";
          const viewer = connectOwnViewer(into, address.origin, {
            // Only that it lost the thread; it is for looking.
            send: (payload, isControl) => isControl || handlers.onPayload(payload, false),
            onStatus(status) {
              if (status.phase === "connecting") return;
              // Has come, or come again.
              if (status.phase === "waiting") handlers.onWants?.(1, true);
              if (captionOf(status) !== caption) viewer.setCaption((caption = captionOf(status)));
            },
          });
          return {
            send: (payload) => viewer.deliver(payload),
            bufferedBytes: () => 0,
            leave: () => viewer.close(),
          };
        },
      },
      close,
    );
  }

  return {
    t,
    get isOpen() {
      return shown !== null;
    },
    get isBlocked() {
      return isBlocked;
    },
    open() {
      if (shown) return shown.focus();
      const width = Math.min(innerWidth, 1000);
      const height = Math.min(innerHeight + 40, 760);
      shown = window.open(address, "", `popup,width=${width},height=${height}`);
      isBlocked = shown === null;
      if (shown) {
        sharing = share(shown);
        looking = window.setInterval(() => shown?.closed && close(), lookAgainMs);
        // The next page is another; what stands in the window would not be what is seen.
        addEventListener("pagehide", close);
      }
      changed();
    },
    close,
  };
}
