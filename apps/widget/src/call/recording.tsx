/**
 * Recording, as the customer has it (CALL-12): the question in Rinnalla's words, then a mark that stays in sight while it goes on,
 * with the way to stop it. Fetched when a recording is first asked for. Like the ring the question takes no focus, so that a key meant for the composer consents to nothing.
 */
import type { CallState } from "@rinnalla/core";
import type { ComponentChildren } from "preact";
import { agentName } from "../chat/chat-state.ts";
import type { Chat } from "../chat/chat.ts";
import { Icon } from "../chat/icon.tsx";
import type { PartHost } from "../chat/part.ts";
import css from "./recording.css?inline";
import { callTexts, type CallT } from "./texts/load.ts";

/** `mayAnswer`: this tab carries the call; the others only show the mark. */
export type RecordingCard = (call: CallState | null, mayAnswer: boolean) => ComponentChildren;

export function createRecordingCard({ chat, host, addStyle, redraw }: PartHost): RecordingCard {
  addStyle(css);
  const texts = callTexts(host.lang, redraw);
  return (call, mayAnswer) => draw(chat, call, mayAnswer, texts);
}

function draw(chat: Chat, call: CallState | null, mayAnswer: boolean, t: () => CallT | null): ComponentChildren {
  const recording = call?.recording;
  if (!call || !recording) return null;
  const { phase, id: recordingId } = recording;
  const isAsked = phase === "asked" && mayAnswer;
  if (!isAsked && phase !== "recording" && phase !== "paused") return null;
  const texts = t();
  if (!texts) return null;
  const say = (type: "grantRecording" | "refuseRecording" | "revokeRecording"): void =>
    void chat.command({ type, callId: call.id, recordingId });
  const values = { name: agentName(chat.state), organisation: chat.state.widget?.organisation ?? "" };
  if (!isAsked)
    return (
      <section key="recording" class="card recorded">
        <p role="status" class={phase}>
          {texts(phase === "paused" ? "recordingPaused" : "recording", values)}
        </p>
        <button type="button" class="button quiet" onClick={() => say("revokeRecording")}>
          {texts("stopRecording")}
        </button>
      </section>
    );
  return (
    <div
      key="recording"
      class="card recording-ask"
      role="alertdialog"
      aria-labelledby="rec-title"
      aria-describedby="rec-points"
    >
      <div role="alert">
        <h2 id="rec-title">{texts("consentRecord", values)}</h2>
      </div>
      <ul id="rec-points">
        <li>
          <Icon name="mic" />
          <span>{texts("recordWhat")}</span>
        </li>
        <li>
          <Icon name="lock" />
          <span>{texts("recordWhere", values)}</span>
        </li>
        <li>
          <Icon name="pause" />
          <span>{texts("recordStop")}</span>
        </li>
      </ul>
      <div class="row">
        <button type="button" class="button" onClick={() => say("grantRecording")}>
          {chat.t("allow")}
        </button>
        <button type="button" class="button quiet" onClick={() => say("refuseRecording")}>
          {chat.t("deny")}
        </button>
      </div>
    </div>
  );
}
