/** The call's part of the widget: fetched when a conversation first rings. */
import { createRingtone } from "@rinnalla/calls";
import { agentName } from "../chat/chat-state.ts";
import type { Part, PartHost } from "../chat/part.ts";
import { CallCard } from "./call-card.tsx";
import { createCallLeg } from "./call-leg.ts";
import css from "./call.css?inline";
import type { RecordingCard } from "./recording.tsx";
import { Ring } from "./ring.tsx";
import type { CallTools } from "./tools/call-tools.tsx";
import type { Shell } from "./shell/shell.ts";

export function create(partHost: PartHost): Part {
  const { chat, host, addStyle, redraw, microphone } = partHost;
  addStyle(css);
  const ringtone = createRingtone();
  const leg = createCallLeg(chat, host.lang, changed, microphone);
  let recording: RecordingCard | "coming" | null = null;
  let shell: Shell | null = null;
  let tools: CallTools | null = null;
  // Both come while it rings. Should the shell fail to come, the next page rejoins.
  import("./shell/shell.ts").then(
    ({ createShell }) => {
      shell = createShell({
        door: { widgetId: chat.widgetId, controls: chat },
        host,
        isCallLive: () => leg.role === "carrying",
        isAllowed: () => chat.state.widget?.callContinuity !== "rejoin",
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

  function changed(): void {
    // One tab is enough to hear it.
    if (leg.role === "ringing" && document.visibilityState === "visible") ringtone.start();
    else ringtone.stop();
    shell?.update();
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

  function legCard() {
    if (leg.role === "ringing") return <Ring key="call" chat={chat} leg={leg} tools={tools} />;
    if (leg.role === "carrying" && leg.view)
      return <CallCard key="call" chat={chat} leg={leg} view={leg.view} tools={tools} />;
    if (leg.role !== "elsewhere") return null;
    return (
      <section key="call" class="card call-elsewhere" aria-label={chat.t("callWith", { name: agentName(chat.state) })}>
        <p role="status">{chat.t("elsewhere")}</p>
        <button type="button" class="button quiet" onClick={() => leg.takeHere()}>
          {chat.t("takeHere")}
        </button>
      </section>
    );
  }
}
