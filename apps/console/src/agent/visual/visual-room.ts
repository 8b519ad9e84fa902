/**
 * Joins the visual session's machine with what this page shows: the viewer's channel of a co-browse, the picture of a
 * shared screen, the agent's tool (VIS-01…08). Consent is the machine's matter; here it only opens and closes tools.
 */
import type { ScreenShare } from "@rinnalla/calls";
import type { Connection } from "@rinnalla/client";
import { connectViewer, type ViewerLink, type ViewerMode, type ViewerScale } from "@rinnalla/cobrowse/viewer-port";
import type { ScopeState, VisualState } from "@rinnalla/core";
import {
  newId,
  type CommandResult,
  type ConversationId,
  type MessageId,
  type VisualId,
  type VisualKind,
} from "@rinnalla/protocol";
import type { Ask } from "../../store/ask.ts";
import type { Observable } from "../../store/observable.ts";
import type { ConsoleState } from "../../store/state.ts";
import type { TabMemory } from "../../store/tab-memory.ts";
import { openApp } from "../../store/view.ts";
import { withEntry, withoutEntry } from "../../store/with.ts";
import type { ViewChoiceKeeper } from "./view-choice.ts";
import type { LocalVisual } from "./local-visual.ts";
import { createScreenPen, type ScreenPen } from "./screen-pen.ts";

export interface VisualRoom {
  readonly create: (id: ConversationId, kind: VisualKind) => Promise<CommandResult>;
  readonly sharePin: (id: ConversationId, visualId: VisualId) => Promise<CommandResult>;
  /** What the agent read off a provider's page that does not tell it itself (VIS-10). */
  readonly prepare: (
    id: ConversationId,
    visualId: VisualId,
    invitation: { readonly pin: string } | { readonly joinLink: string },
  ) => Promise<CommandResult>;
  readonly connected: (id: ConversationId, visualId: VisualId) => void;
  readonly askControl: (id: ConversationId, visualId: VisualId) => void;
  readonly giveUpControl: (id: ConversationId, visualId: VisualId) => void;
  readonly end: (id: ConversationId, visualId: VisualId) => void;
  readonly setMode: (visualId: VisualId, mode: ViewerMode) => void;
  /** The agent's last line over the customer's page, or all of them. */
  readonly erase: (visualId: VisualId, what: "last" | "all") => void;
  readonly setScale: (visualId: VisualId, scale: ViewerScale) => void;
  readonly setFollow: (visualId: VisualId, isFollowing: boolean) => void;
  readonly navigate: (visualId: VisualId, target: "back" | "reload") => void;
  /** Shows the customer's page in this frame from now on. Returns the way out. */
  readonly showIn: (id: ConversationId, visualId: VisualId, frame: HTMLIFrameElement) => () => void;
  /** Laser over a shared screen, in fractions of the picture. */
  readonly point: (
    id: ConversationId,
    visualId: VisualId,
    at: { readonly x: number; readonly y: number } | null,
  ) => void;
  /** The pen over a shared screen. The same one as long as the session lasts. */
  readonly screenPen: (id: ConversationId, visualId: VisualId) => ScreenPen;
  readonly close: () => void;
}

/** At most about sixty positions a second leave; the last one always does. */
const pointEveryMs = 16;

interface Deps {
  readonly connection: Connection;
  readonly state: Observable<ConsoleState>;
  readonly ask: Ask;
  readonly memory: TabMemory;
  readonly choice: ViewChoiceKeeper;
}

export function createVisualRoom({ connection, state, ask, memory, choice }: Deps): VisualRoom {
  const viewers = new Map<VisualId, ViewerLink>();
  const screens = new Map<VisualId, ScreenShare>();
  const pens = new Map<VisualId, ScreenPen>();
  const opening = new Set<VisualId>();
  const rejoinedAt = new Map<VisualId, number>();
  const controls = new Map<VisualId, ScopeState>();
  let waitingPoint: { send: () => void } | null = null;

  const change = (visualId: VisualId, part: Partial<LocalVisual>): void =>
    state.update((value) => {
      const before = value.visuals.get(visualId);
      return before ? { ...value, visuals: withEntry(value.visuals, visualId, { ...before, ...part }) } : value;
    });

  const setMode = (visualId: VisualId, mode: ViewerMode): void => {
    change(visualId, { mode });
    viewers.get(visualId)?.setMode(mode);
  };

  const openScreen = async (id: ConversationId, visualId: VisualId): Promise<void> => {
    opening.add(visualId);
    const { createScreenShare } = await import("@rinnalla/calls");
    opening.delete(visualId);
    const screen = createScreenShare({
      side: "agent",
      visualId,
      clientId: connection.clientId,
      transport: {
        send: (rtc, to) => connection.signal(id, { kind: "rtc", linkId: visualId, rtc }, to),
        relays: () => connection.relays(id, visualId),
        doubt: () => connection.doubt(),
      },
      onChange: (view) => change(visualId, { screen: view }),
    });
    screens.set(visualId, screen);
    screen.start();
    sync();
  };

  const letGo = (visualId: VisualId): void => {
    viewers.get(visualId)?.close();
    viewers.delete(visualId);
    screens.get(visualId)?.close();
    screens.delete(visualId);
    pens.get(visualId)?.close();
    pens.delete(visualId);
    controls.delete(visualId);
    memory.remove(visualId);
    state.update((value) => ({ ...value, visuals: withoutEntry(value.visuals, visualId) }));
  };

  const carry = (id: ConversationId, visual: VisualState): void => {
    const value = state.get();
    const local = value.visuals.get(visual.id);
    if (!local) {
      memory.add(visual.id);
      const fresh: LocalVisual = {
        visualId: visual.id,
        conversationId: id,
        mode: "look",
        ...choice.get(),
        viewer: null,
        screen: null,
      };
      state.update((before) => ({
        ...before,
        visuals: withEntry(before.visuals, visual.id, fresh),
        view: openApp(before.view, id, visual.kind),
      }));
      return;
    }
    // Another's picture is on its own page.
    if (visual.provider) return;
    if (visual.kind === "screenShare" && !screens.has(visual.id) && !opening.has(visual.id))
      void openScreen(id, visual.id);
    const before = controls.get(visual.id);
    controls.set(visual.id, visual.scopes.control);
    // Asked for and now granted: the tool is what the agent wanted it for.
    if (before === "asked" && visual.scopes.control === "granted") setMode(visual.id, "control");
    if (local.mode === "control" && visual.scopes.control !== "granted") setMode(visual.id, "look");
  };

  const sync = (): void => {
    const value = state.get();
    for (const log of value.logs.values()) {
      const visual = log.state?.visual;
      if (!log.isLive || !visual || !log.state) continue;
      if (visual.phase === "ended" || visual.agentId !== value.me.id) {
        if (value.visuals.has(visual.id)) letGo(visual.id);
        continue;
      }
      const isHere = visual.clients.agent === null || visual.clients.agent === connection.clientId;
      const mustRejoin = isHere ? visual.lost.agent : visual.lost.agent || memory.has(visual.id);
      if (mustRejoin && value.line.status === "online" && rejoinedAt.get(visual.id) !== log.state.version) {
        rejoinedAt.set(visual.id, log.state.version);
        void connection.command(log.id, { type: "rejoinVisual", visualId: visual.id, clientId: connection.clientId });
      }
      if (isHere || mustRejoin) carry(log.id, visual);
      else if (value.visuals.has(visual.id)) letGo(visual.id);
    }
  };

  const ends = [
    state.subscribe(sync),
    connection.subscribe((notice) => {
      if (notice.t === "welcome") for (const screen of screens.values()) screen.networkChanged();
      if (notice.t !== "signal" || notice.signal.kind !== "rtc") return;
      screens.get(notice.signal.linkId as VisualId)?.handleSignal(notice.from, notice.signal.rtc);
    }),
  ];

  return {
    create: (id, kind) =>
      ask(id, { type: "inviteVisual", visualId: newId<VisualId>(), kind, clientId: connection.clientId }),
    sharePin: (id, visualId) => ask(id, { type: "sharePin", visualId, messageId: newId<MessageId>() }),
    prepare: (id, visualId, invitation) => ask(id, { type: "prepareVisual", visualId, ...invitation }),
    connected: (id, visualId) => void ask(id, { type: "connectVisual", visualId }),
    askControl: (id, visualId) => void ask(id, { type: "askScope", visualId, scope: "control" }),
    giveUpControl: (id, visualId) => void ask(id, { type: "revokeScope", visualId, scope: "control" }),
    end: (id, visualId) => void ask(id, { type: "endVisual", visualId }),
    setMode,
    setFollow: (visualId, isFollowing) => {
      choice.set({ isFollowing });
      change(visualId, { isFollowing });
      viewers.get(visualId)?.setFollow(isFollowing);
    },
    setScale: (visualId, scale) => {
      choice.set({ scale });
      change(visualId, { scale });
      viewers.get(visualId)?.setScale(scale);
    },
    erase: (visualId, what) => {
      viewers.get(visualId)?.erase(what);
      pens.get(visualId)?.[what === "last" ? "undo" : "clear"]();
    },
    navigate: (visualId, target) => viewers.get(visualId)?.navigate(target),
    showIn: (id, visualId, frame) => {
      viewers.get(visualId)?.close();
      const viewer = connectViewer(frame, {
        send: (payload, isControl) => void channel.send(payload, { isControl }),
        onStatus: (status) => change(visualId, { viewer: status }),
      });
      viewers.set(visualId, viewer);
      const channel = connection.joinChannel(id, visualId, {
        onOpen: () => {},
        onPayload: (payload) => viewer.deliver(payload),
        onClosed: () => {},
      });
      const local = state.get().visuals.get(visualId);
      viewer.setMode(local?.mode ?? "look");
      viewer.setScale(local?.scale ?? "fit");
      viewer.setFollow(local?.isFollowing ?? true);
      return () => {
        channel.leave();
        viewer.close();
        if (viewers.get(visualId) === viewer) viewers.delete(visualId);
      };
    },
    point: (id, visualId, at) => {
      const isIdle = waitingPoint === null;
      waitingPoint = { send: () => connection.signal(id, { kind: "pointer", visualId, at }) };
      if (!isIdle) return;
      setTimeout(() => {
        waitingPoint?.send();
        waitingPoint = null;
      }, pointEveryMs);
    },
    screenPen: (id, visualId) => {
      const known = pens.get(visualId);
      const pen = known ?? createScreenPen(visualId, (signal) => connection.signal(id, signal));
      pens.set(visualId, pen);
      return pen;
    },
    close: () => {
      for (const pen of pens.values()) pen.close();
      for (const end of ends) end();
      for (const viewer of viewers.values()) viewer.close();
      for (const screen of screens.values()) screen.close();
    },
  };
}
