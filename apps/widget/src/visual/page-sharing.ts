/**
 * The page that the visitor sees as the source of a picture: capture joined to whatever takes the picture, a co-browse's channel or a preview.
 * The engine is fetched when the customer is asked. In a call's shell it follows each page into the frame, over the same line (VIS-07).
 */
import type { ChannelHandlers } from "@rinnalla/client";
import type { Capture, CaptureOptions, LabelRules } from "@rinnalla/cobrowse/capture";
import { viewOfPage } from "@rinnalla/core";
import { createFrameRules } from "@rinnalla/cobrowse/frame-rules";
import { onShownPage, shownPage } from "../api/shown-page.ts";
import { createOutgoing, type Line, type Outgoing } from "./outgoing.ts";

export const loadCapture = () => import("@rinnalla/cobrowse/capture");
/** Only where the administrator has rules by label, and then before anything is looked at. */
const loadLabels = () => import("@rinnalla/cobrowse/labels");
/** How often a page on which viewing pauses is looked at again: single-page sites go on without a word. */
const lookAgainMs = 300;
type CaptureModule = Awaited<ReturnType<typeof loadCapture>>;
type MakeLabels = Awaited<ReturnType<typeof loadLabels>>["createLabelRules"];

/** Rules that could not be fetched may say anything: nothing is shown by a rule then. */
const inDoubt: LabelRules = { hasMasks: true, verdict: () => "hidden" };

export interface SharingLine extends Line {
  leave(): void;
}

export interface PageSharingOptions extends Pick<
  CaptureOptions,
  "agentName" | "exclude" | "mayControl" | "confirmAction" | "report"
> {
  /** Of the part that asks: it must export `loadCapture`, for the frame of a call's shell to fetch its own by. */
  readonly engineUrl: string;
  /** The administrator's, as they are now. */
  rules(): readonly string[];
  join(handlers: ChannelHandlers): SharingLine | null;
}

export interface PageSharing {
  pause(): void;
  resume(): void;
  /** The rules are others now. */
  renew(): void;
  stop(): void;
}

/** `onLost`: another page shares now, or the session ended. */
export function sharePage(options: PageSharingOptions, onLost: () => void): PageSharing {
  let capture: Capture | null = null;
  let line: SharingLine | null = null;
  let outgoing: Outgoing | null = null;
  let makeLabels: MakeLabels | null = null;
  let isStopped = false;
  let isPaused = false;
  let isWatched = false;
  /** By the administrator's rule, whatever the customer says. */
  let isClosedHere = false;
  let looking = 0;
  let turn = 0;

  const leaveShownPage = onShownPage(() => void follow());
  void follow();

  async function follow(): Promise<void> {
    const page = shownPage();
    const mine = (turn += 1);
    const here = await loadCapture();
    if (!makeLabels && options.rules().some((rule) => rule.includes("label:")))
      makeLabels = await loadLabels().then(
        ({ createLabelRules }) => createLabelRules,
        () => null,
      );
    if (isStopped || mine !== turn) return;
    line ??= join();
    if (!line) return;
    outgoing ??= createOutgoing(line, window);
    window.clearInterval(looking);
    capture?.stop();
    capture = null;
    if (page.window === window) return begin(here, page.window);
    // An engine with the frame's own classes. Without the loader in a page there is nothing to show of it.
    if (!page.importModule) return;
    const part = (await page.importModule(options.engineUrl)) as { loadCapture: typeof loadCapture };
    const there = await part.loadCapture();
    if (!isStopped && mine === turn) begin(there, page.window);
  }

  function join(): SharingLine | null {
    return options.join({
      onOpen: () => undefined,
      onPayload: (payload) => capture?.handlePayload(payload),
      onWants(viewers, wantsSnapshot) {
        isWatched = viewers > 0;
        if (!isWatched) capture?.idle();
        else if (wantsSnapshot) capture?.wantSnapshot();
      },
      onClosed() {
        stop();
        onLost();
      },
    });
  }

  function begin(module: CaptureModule, of: Window): void {
    const opened = outgoing!;
    const rules = options.rules();
    const path = of.location.pathname;
    const { isPaused: isClosed, maskLabels, unmaskLabels, ...view } = viewOfPage(rules, path);
    /** Where the path changed under us (a single-page site), other rules may hold: nothing more leaves under the old ones. */
    const isPast = (): boolean =>
      of.location.pathname !== path &&
      JSON.stringify(viewOfPage(rules, of.location.pathname)) !== JSON.stringify(viewOfPage(rules, path));
    let isLastWord = false;
    const beginAnew = (): void => {
      window.clearInterval(looking);
      if (isStopped || capture !== started) return;
      if (viewOfPage(rules, of.location.pathname).isPaused) {
        isLastWord = true;
        capture.pause();
      }
      capture.stop();
      begin(module, of);
    };
    looking = rules.length > 0 ? window.setInterval(() => isPast() && beginAnew(), lookAgainMs) : 0;
    const { agentName, exclude, mayControl, confirmAction, report } = options;
    const hasLabels = maskLabels.length + unmaskLabels.length > 0;
    const started = module.startCapture({
      window: of,
      rules: view,
      labels: hasLabels ? (makeLabels?.(maskLabels, unmaskLabels) ?? inDoubt) : undefined,
      ...(rules.length > 0 ? { frameRules: createFrameRules((pathname) => viewOfPage(rules, pathname)) } : {}),
      channel: {
        send(payload, flags) {
          if (isLastWord || !isPast()) opened.send(payload, flags);
        },
        bufferedBytes: () => opened.bufferedBytes(),
      },
      agentName,
      mayControl,
      confirmAction,
      report,
      exclude,
    });
    capture = started;
    if (isPaused || isClosed) capture.pause();
    if (isPaused) opened.shut();
    isClosedHere = isClosed;
    if (isWatched) capture.wantSnapshot();
  }

  function stop(): void {
    isStopped = true;
    outgoing?.close();
    leaveShownPage();
    window.clearInterval(looking);
    capture?.stop();
    line?.leave();
    capture = line = null;
  }

  return {
    pause() {
      isPaused = true;
      capture?.pause();
      outgoing?.shut();
    },
    resume() {
      isPaused = false;
      outgoing?.open();
      if (!isClosedHere) capture?.resume();
    },
    renew: () => void follow(),
    stop,
  };
}
