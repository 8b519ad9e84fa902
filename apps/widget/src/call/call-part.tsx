/** The call's part of the widget: fetched when a conversation first rings. */
import { createRingtone } from "@rinnalla/calls";
import type { Part, PartHost } from "../chat/part.ts";
import { createCallLeg } from "./call-leg.ts";
import css from "./call.css?inline";
import { afterAcceptMs, LegCard } from "./leg-card.tsx";
import type { OwnWindow } from "./own-window/own-window.tsx";
import type { RecordingCard } from "./recording.tsx";
import type { CallTools } from "./tools/call-tools.tsx";
import type { Shell } from "./shell/shell.ts";

/** As long as it takes, where the network is near. */
const soundFirstMs = 300;

export function create(partHost: PartHost): Part {
  const { chat, host, addStyle, redraw, takenUp } = partHost;
  addStyle(css);
  const ringtone = createRingtone();
  const leg = createCallLeg(chat, host.lang, changed, takenUp);
  let recording: RecordingCard | "coming" | null = null;
  let shell: Shell | null = null;
  let tools: CallTools | null = null;
  let ownWindow: OwnWindow | "coming" | null = null;
  let isSilenced = false;
  let hasRung = false;
  let isAccepting = false;
  // On a page in which the call goes on, its sound comes first.
  if (takenUp?.hasCall) setTimeout(loadRest, soundFirstMs);
  else loadRest();

  /** Both come while it rings. Should the shell fail to come, the next page rejoins. */
  function loadRest(): void {
    import("./shell/shell.ts").then(
      ({ createShell }) => {
        shell = createShell({
          door: { widgetId: chat.widgetId, controls: chat },
          host,
          isCallLive: () => leg.role === "carrying",
          continuity: () => chat.state.widget?.callContinuity ?? "shell",
          onRung: redraw,
        });
        shell.update();
      },
      () => undefined,
    );
    import("./tools/call-tools.tsx").then(
      ({ createCallTools }) => {
        tools = createCallTools(partHost, leg);
        redraw();
      },
      () => undefined,
    );
  }

  function changed(): void {
    // One tab is enough to hear it.
    if (leg.role === "ringing" && document.visibilityState === "visible") ringtone.start();
    else ringtone.stop();
    if (hasRung && leg.role === "carrying") {
      isAccepting = true;
      setTimeout(() => {
        isAccepting = false;
        changed();
      }, afterAcceptMs);
    }
    hasRung = leg.role === "ringing";
    if (isAccepting) return;
    shell?.update();
    redraw();
  }

  function silenced(isIt: boolean): void {
    if (isIt === isSilenced) return;
    isSilenced = isIt;
    redraw();
  }
  document.addEventListener("visibilitychange", changed);

  return {
    update() {
      leg.update();
      changed();
    },
    takeSignal: (notice) => leg.takeSignal(notice),
    card() {
      return [recordingCard(), legCard()];
    },
  };

  function recordingCard() {
    if (!leg.call?.recording || recording === "coming") return null;
    if (recording) return recording(leg.call, leg.role === "carrying");
    recording = "coming";
    import("./recording.tsx").then(
      ({ createRecordingCard }) => {
        recording = createRecordingCard(partHost);
        redraw();
      },
      // Without the question there is no consent, and so no recording; the next change asks for it again.
      () => void (recording = null),
    );
    return null;
  }

  /** Comes with the first wish for it; without it the call goes on as it is. */
  function windowPart(): OwnWindow | null {
    if (ownWindow) return ownWindow === "coming" ? null : ownWindow;
    ownWindow = "coming";
    import("./own-window/own-window.tsx").then(
      ({ createOwnWindow }) => {
        ownWindow = createOwnWindow(partHost, leg, import.meta.url);
        redraw();
      },
      () => void (ownWindow = null),
    );
    return null;
  }

  function legCard() {
    if (leg.role === "elsewhere") return windowPart()?.elsewhere();
    const isRinging = leg.role === "ringing";
    if (!isRinging && (leg.role !== "carrying" || !leg.view)) return null;
    const isOffered = !isRinging && shell?.rung === "window" && !window.name.startsWith("rinnalla-call-");
    return [
      <LegCard key="leg" {...{ chat, leg, tools, isRinging, isSilenced }} onSilenced={silenced} />,
      isOffered && windowPart()?.offer(),
    ];
  }
}
