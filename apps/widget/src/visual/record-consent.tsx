/** Recording what is shared, as the customer has it (VIS-04): a question of its own, then a mark in the bar with the way to stop it. */
import type { RecordingState, VisualState } from "@rinnalla/core";
import { agentName } from "../chat/chat-state.ts";
import type { Chat } from "../chat/chat.ts";
import { Consent } from "./cards.tsx";
import { insist } from "./insist.ts";
import type { VisualT } from "./texts/load.ts";

interface Props {
  readonly chat: Chat;
  readonly t: VisualT;
  readonly visual: VisualState;
  readonly recording: RecordingState;
}

type Word = "grantVisualRecording" | "refuseVisualRecording" | "revokeVisualRecording";

function say(type: Word, { chat, visual, recording }: Props): void {
  const command = { type, visualId: visual.id, recordingId: recording.id };
  void (type === "revokeVisualRecording" ? insist(chat, command) : chat.command(command));
}

export function RecordConsent(props: Props) {
  const { chat, t, visual } = props;
  const values = { name: agentName(chat.state), organisation: chat.state.widget?.organisation ?? "" };
  return (
    <Consent
      chat={chat}
      title={t("consentRecord", values)}
      points={[
        ["look", t(visual.kind === "screenShare" ? "recordScreen" : "recordPage", values)],
        ["lock", t("recordWhere", values)],
        ["pause", t("recordStop", values)],
      ]}
      problem={null}
      onAllow={() => say("grantVisualRecording", props)}
      onDeny={() => say("refuseVisualRecording", props)}
    />
  );
}

export function RecordMark(props: Props) {
  const { chat, t, visual, recording } = props;
  const isOn = recording.phase === "recording" && !visual.isPaused;
  return (
    <>
      <span class={`share-rec${isOn ? " on" : ""}`} role="status">
        {t(isOn ? "recordOn" : "recordPaused", { name: agentName(chat.state) })}
      </span>
      <button type="button" class="button quiet" onClick={() => say("revokeVisualRecording", props)}>
        {t("recordEnd")}
      </button>
    </>
  );
}
