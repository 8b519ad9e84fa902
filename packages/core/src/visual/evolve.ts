/** Folds a visual session's events (VIS-02, VIS-04). The phase is never set: it follows from the scopes, or from the provider's word (VIS-10). */
import { limits } from "@rinnalla/protocol";
import type { VisualEvent, VisualPhase } from "@rinnalla/protocol";
import { evolveRecording, stopped } from "../call/evolve-recording.ts";
import type { Instant } from "../kernel/result.ts";
import type { VisualState } from "./state.ts";

/** `visual` is the conversation's latest session. An event of another session (a gap in the log) changes nothing. */
export function evolveVisual(visual: VisualState | null, event: VisualEvent, at: Instant): VisualState | null {
  if (event.type === "visualInvited") {
    return {
      id: event.visualId,
      kind: event.kind,
      phase: "invited",
      agentId: event.agentId,
      provider: event.provider ?? null,
      pin: event.pin ?? null,
      joinLink: null,
      isPrepared: false,
      isConnected: false,
      expiresAt: event.expiresAt,
      triesLeft: limits.pinTries,
      scopes: { view: "none", control: "none" },
      isPaused: false,
      recording: null,
      clients: { agent: event.clientId ?? null, customer: null },
      lost: { agent: false, customer: false },
      lostUntil: { agent: null, customer: null },
      end: null,
    };
  }
  if (!visual || visual.id !== event.visualId) return visual;
  const next = change(visual, event, at);
  return { ...next, phase: phaseOf(next) };
}

function change(visual: VisualState, event: Exclude<VisualEvent, { type: "visualInvited" }>, at: Instant): VisualState {
  switch (event.type) {
    case "visualPrepared":
      return { ...visual, isPrepared: true, pin: event.pin ?? null, joinLink: event.joinLink ?? null };
    case "visualConnected":
      return { ...visual, isConnected: true };
    case "visualPinRefused":
      return { ...visual, triesLeft: event.triesLeft };
    case "visualPinAccepted":
      return carriedBy(visual, "customer", event.clientId);
    case "visualScopeAsked":
      return { ...visual, scopes: { ...visual.scopes, [event.scope]: "asked" } };
    case "visualScopeGranted": {
      const granted: VisualState = { ...visual, scopes: { ...visual.scopes, [event.scope]: "granted" } };
      // The page that says yes to being seen is the page that is seen.
      return event.scope === "view" ? carriedBy(granted, "customer", event.clientId) : granted;
    }
    case "visualScopeRefused":
    case "visualScopeRevoked":
      return event.scope === "control"
        ? { ...visual, scopes: { ...visual.scopes, control: "none" } }
        : { ...visual, scopes: { view: "none", control: "none" } };
    case "visualPaused":
      return { ...visual, isPaused: true };
    case "visualResumed":
      return { ...visual, isPaused: false };
    case "visualLegLost":
      return {
        ...visual,
        lost: { ...visual.lost, [event.side]: true },
        lostUntil: { ...visual.lostUntil, [event.side]: event.until },
      };
    case "visualLegRejoined":
      return carriedBy(visual, event.side, event.clientId);
    case "visualActed":
      return visual;
    case "visualEnded":
      return {
        ...visual,
        scopes: { view: "none", control: "none" },
        isPaused: false,
        lost: { agent: false, customer: false },
        lostUntil: { agent: null, customer: null },
        recording: stopped(visual.recording, at),
        end: { reason: event.reason, side: event.side },
      };
    default: {
      const recording = evolveRecording(visual.recording, event, at);
      return { ...visual, recording: recording && { ...recording, visual: visual.kind } };
    }
  }
}

function carriedBy(
  visual: VisualState,
  side: "agent" | "customer",
  clientId: VisualState["clients"]["agent"],
): VisualState {
  return {
    ...visual,
    clients: { ...visual.clients, [side]: clientId },
    lost: { ...visual.lost, [side]: false },
    lostUntil: { ...visual.lostUntil, [side]: null },
  };
}

function phaseOf(visual: VisualState): VisualPhase {
  if (visual.end) return "ended";
  if (visual.provider) return visual.isConnected ? "live" : "invited";
  if (visual.scopes.view === "none") return "invited";
  if (visual.scopes.view === "asked") return "consenting";
  return visual.isPaused ? "paused" : "live";
}
