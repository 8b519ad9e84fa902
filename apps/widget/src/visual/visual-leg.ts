/**
 * This tab's part in the conversation's visual session. Phases and scopes are core's; here is only whether this page is the one
 * that is shared, and the stops that take effect before the server has answered (VIS-04, VIS-07).
 */
import type { GuardedAction } from "@rinnalla/cobrowse/capture";
import type { VisualState } from "@rinnalla/core";
import type { VisualId, VisualScope } from "@rinnalla/protocol";
import type { VNode } from "preact";
import { agentName } from "../chat/chat-state.ts";
import type { Chat } from "../chat/chat.ts";
import type { SignalNotice } from "../chat/part.ts";
import { insist } from "./insist.ts";
import { loadCapture, sharePage, type PageSharing } from "./page-sharing.ts";
import { pointerPlace, type Fraction } from "./pointer-place.ts";
import type { OwnView } from "./own-view/own-view.ts";
import type { PointerWindow } from "./floating-pointer/floating-pointer.ts";
import type { ScreenSharing } from "./screen-sharing.ts";
import type { SharedInk } from "./shared-ink.tsx";

export interface Guard {
  readonly kind: GuardedAction;
  readonly label: string;
  /** Without an answer it is refused then (`Date.now`). */
  readonly until: number;
  answer(isAllowed: boolean): void;
}

export interface VisualLeg {
  readonly visual: VisualState | null;
  /** This page is the one that is seen. */
  readonly isHere: boolean;
  /** A screen was shared by this tab's last page, and the browser ended it with the page. */
  readonly isScreenLost: boolean;
  readonly guard: Guard | null;
  readonly pickProblem: "refused" | "unsupported" | "failed" | null;
  readonly pointer: Fraction | null;
  /** The agent's lines over a shared screen, where they belong in this page. */
  drawInk(): VNode | null;
  /** Offered while what is shared is not this very page, where the browser has such windows. */
  readonly pointerWindow: PointerWindow | null;
  /** The customer's own look at what is seen of the page; `null` while its code comes, and of a screen. */
  readonly ownView: OwnView | null;
  update(): void;
  takeSignal(notice: SignalNotice): void;
  enterPin(pin: string): Promise<boolean>;
  /** Straight in the click: a screen needs the browser's picker. */
  allow(scope: VisualScope): void;
  deny(scope: VisualScope): void;
  shareScreenAgain(): void;
  setPaused(isPaused: boolean): void;
  stopControl(): void;
  stop(): void;
}

/** Fetched with the invitation, so that the click finds it there: the picker needs the click. */
const loadScreenSharing = () => import("./screen-sharing.ts");

const pointerShownMs = 3_000;
const guardMs = 30_000;

/** `engineUrl`: see `PageSharingOptions`. */
export function createVisualLeg(chat: Chat, host: Element, engineUrl: string, changed: () => void): VisualLeg {
  let page: PageSharing | null = null;
  let screen: ScreenSharing | null = null;
  let ink: SharedInk | null = null;
  let pointerWindow: PointerWindow | null = null;
  let ownView: OwnView | null = null;
  let isOwnViewComing = false;
  let sharedId: VisualId | null = null;
  let isRejoining = false;
  let guard: Guard | null = null;
  let pickProblem: VisualLeg["pickProblem"] = null;
  let pointer: VisualLeg["pointer"] = null;
  let pointerTimer: ReturnType<typeof setTimeout> | undefined;
  /** Said here and not answered yet. */
  let stopped: VisualId | null = null;
  let isControlStopped = false;
  /** Came into the customer's sight; the session is to follow (VIS-07). */
  let isDue = document.visibilityState === "visible";

  function come(): void {
    isDue = document.visibilityState === "visible";
    update();
  }
  document.addEventListener("visibilitychange", come);
  addEventListener("focus", come);
  // A page that comes after one that was seen: the session is told with the line's first words, not once the log has been read.
  const seenBefore = chat.keep.get("seen");
  if (seenBefore) {
    void loadCapture();
    if (isDue) void rejoin(seenBefore);
  }

  const live = (): VisualState | null => {
    const visual = chat.state.conversation?.visual;
    return visual && visual.phase !== "ended" && visual.id !== stopped ? visual : null;
  };
  const isShared = (visual: VisualState): boolean => visual.scopes.view === "granted";

  async function fetchOwnView(): Promise<void> {
    if (isOwnViewComing) return;
    isOwnViewComing = true;
    try {
      const { createOwnView } = await import("./own-view/own-view.ts");
      ownView = await createOwnView({
        locale: host.getAttribute("lang") ?? "en",
        widgetId: chat.widgetId,
        exclude: host,
        engineUrl,
        agentName: () => agentName(chat.state),
        rules: () => chat.state.widget?.viewingRules ?? [],
        changed,
      });
      changed();
    } catch {
      // What could not be fetched now may be later.
      isOwnViewComing = false;
    }
  }

  function letGo(): void {
    page?.stop();
    screen?.stop();
    pointerWindow?.close();
    ownView?.close();
    ink?.clear();
    ink = null;
    page = screen = sharedId = pointerWindow = null;
    pointer = null;
    guard?.answer(false);
  }

  function update(): void {
    if (!chat.state.conversation) return;
    const visual = live();
    if (!visual || visual.phase === "invited") ownView?.close();
    else if (visual.kind === "cobrowse" && !visual.provider) void fetchOwnView().catch(() => (isOwnViewComing = false));
    if (!visual || !isShared(visual)) {
      if (sharedId) letGo();
      if (chat.keep.get("visual")) forgetKept();
      if (visual?.kind === "screenShare") void loadScreenSharing();
      else if (visual?.phase === "consenting") void loadCapture();
      if (visual) isDue = document.visibilityState === "visible";
      return;
    }
    if (visual.scopes.control !== "granted") isControlStopped = false;
    if (visual.clients.customer === chat.clientId) {
      isDue = false;
      chat.keep.set("visual", visual.id);
      if (visual.kind === "cobrowse") chat.keep.set("seen", visual.id);
      if (visual.kind === "cobrowse" && !page) startPage(visual);
      if (visual.isPaused) page?.pause();
      if (visual.lost.customer) rejoinOnline(visual);
      return;
    }
    if (visual.kind === "screenShare") return void loadScreenSharing();
    if (page) letGo();
    if (isDue) rejoinOnline(visual);
  }

  function rejoinOnline({ id }: VisualState): void {
    if (chat.state.line === "online") void rejoin(id);
  }
  async function rejoin(visualId: VisualId): Promise<void> {
    if (isRejoining) return;
    isRejoining = true;
    isDue = false;
    await chat.command({ type: "rejoinVisual", visualId, clientId: chat.clientId });
    isRejoining = false;
  }

  function forgetKept(): void {
    chat.keep.set("visual", null);
    chat.keep.set("seen", null);
  }

  function startPage(visual: VisualState): void {
    sharedId = visual.id;
    page = sharePage(
      {
        agentName: agentName(chat.state),
        exclude: host,
        engineUrl,
        rules: () => chat.state.widget?.viewingRules ?? [],
        join: (handlers) => chat.joinChannel(visual.id, handlers),
        report: (action, label) => void chat.command({ type: "reportAction", visualId: visual.id, action, label }),
        mayControl: () => {
          const now = live();
          return now?.id === visual.id && now.phase === "live" && now.scopes.control === "granted" && !isControlStopped;
        },
        confirmAction: ({ kind, label }) =>
          new Promise((settle) => {
            guard?.answer(false);
            const timer = setTimeout(() => guard?.answer(false), guardMs);
            guard = {
              kind,
              label,
              until: Date.now() + guardMs,
              answer(isAllowed) {
                clearTimeout(timer);
                guard = null;
                settle(isAllowed);
                changed();
              },
            };
            changed();
          }),
      },
      () => {
        page = null;
        changed();
      },
    );
  }

  async function startScreen(visual: VisualState): Promise<void> {
    const { pick, shareScreen, createSharedInk } = await loadScreenSharing();
    const picked = await pick(chat);
    pickProblem = picked.ok ? null : picked.reason;
    changed();
    if (!picked.ok) return;
    const isFirst = live()?.scopes.view !== "granted";
    const asked = isFirst
      ? chat.command({ type: "grantScope", visualId: visual.id, scope: "view", clientId: chat.clientId })
      : chat.command({ type: "rejoinVisual", visualId: visual.id, clientId: chat.clientId });
    if (!(await asked) || live()?.id !== visual.id) {
      for (const track of picked.stream.getTracks()) track.stop();
      return;
    }
    screen?.stop();
    sharedId = visual.id;
    screen = shareScreen(chat, visual.id, picked.stream, stop);
    ink = createSharedInk(changed);
    void offerPointerWindow(screen, ink);
    if (live()?.isPaused) screen.setPaused(true);
    chat.keep.set("visual", visual.id);
    changed();
  }

  /** This very tab shows the pointer itself. */
  async function offerPointerWindow(of: ScreenSharing, lines: SharedInk): Promise<void> {
    pointerWindow?.close();
    pointerWindow = null;
    if (of.surface === "tab") return;
    // Which tab is shared is known only some time after the pick.
    of.stream.getVideoTracks()[0]?.addEventListener("capturehandlechange", changed);
    const { createPointerWindow } = await import("./floating-pointer/floating-pointer.ts");
    const made = await createPointerWindow(host.getAttribute("lang") ?? "en", of.stream, lines, changed);
    if (screen === of) pointerWindow = made;
    changed();
  }

  function stop(): void {
    const visual = live();
    if (!visual) return;
    stopped = visual.id;
    letGo();
    forgetKept();
    void insist(chat, { type: "endVisual", visualId: visual.id });
    changed();
  }

  function showPointer(at: Fraction | null): void {
    pointerWindow?.point(at);
    pointer = at && screen && pointerPlace(at, screen.surface, window);
    clearTimeout(pointerTimer);
    pointerTimer = setTimeout(() => {
      pointer = null;
      pointerWindow?.point(null);
      changed();
    }, pointerShownMs);
    changed();
  }

  return {
    get visual() {
      return live();
    },
    get isHere() {
      return page !== null || screen !== null;
    },
    get isScreenLost() {
      const visual = live();
      return (
        visual?.kind === "screenShare" && isShared(visual) && screen === null && chat.keep.get("visual") === visual.id
      );
    },
    get guard() {
      return guard;
    },
    get pickProblem() {
      return pickProblem;
    },
    get pointerWindow() {
      return screen?.surface === "tab" ? null : pointerWindow;
    },
    get pointer() {
      return pointer;
    },
    get ownView() {
      return live()?.kind === "cobrowse" ? ownView : null;
    },
    update,
    takeSignal(notice) {
      const { signal } = notice;
      if (signal.kind === "pointer" && signal.visualId === live()?.id) showPointer(signal.at);
      else if (signal.kind !== "stroke" && signal.kind !== "erase") screen?.takeSignal(notice);
      else if (signal.visualId === live()?.id) ink?.take(signal);
    },
    drawInk: () => (screen && ink ? ink.draw(screen.surface, window) : null),
    enterPin: (pin) => chat.command({ type: "enterPin", pin, clientId: chat.clientId }),
    allow(scope) {
      const visual = live();
      if (!visual) return;
      // On a phone the panel hides the page that is to be looked at together.
      if (matchMedia("(max-width: 480px)").matches) chat.minimise();
      if (visual.kind === "screenShare" && scope === "view") return void startScreen(visual);
      void chat.command({ type: "grantScope", visualId: visual.id, scope, clientId: chat.clientId });
    },
    deny(scope) {
      const visual = live();
      if (visual) void chat.command({ type: "refuseScope", visualId: visual.id, scope });
    },
    shareScreenAgain() {
      const visual = live();
      if (visual) void startScreen(visual);
    },
    setPaused(isPaused) {
      const visual = live();
      if (!visual) return;
      screen?.setPaused(isPaused);
      if (isPaused) (guard?.answer(false), page?.pause());
      void insist(chat, { type: isPaused ? "pauseVisual" : "resumeVisual", visualId: visual.id }).then((isDone) => {
        if (!isPaused && isDone) page?.resume();
      });
    },
    stopControl() {
      const visual = live();
      if (!visual) return;
      isControlStopped = true;
      guard?.answer(false);
      void insist(chat, { type: "revokeScope", visualId: visual.id, scope: "control" });
      changed();
    },
    stop,
  };
}
