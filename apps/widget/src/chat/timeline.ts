/** The log as the lines that a customer reads. Pure; words are chosen here so that they can be tested without a page. */
import type { Attachment, CallId, LoggedEvent, Marks, MessageId, VisualId, VisualKind } from "@rinnalla/protocol";
import type { T, TextKey } from "../texts/load.ts";
import type { OwnMessage } from "./chat-state.ts";

export type Progress = "sending" | "failed" | "sent" | "delivered" | "read";

export type TimelineItem =
  | {
      readonly kind: "message";
      readonly key: string;
      readonly side: "customer" | "agent";
      readonly name: string;
      readonly text: string;
      readonly at: number | null;
      /** Of the customer's own messages. */
      readonly progress: Progress | null;
      readonly messageId: MessageId;
      /** A PIN of this session lies in the text. */
      readonly pinFor: VisualId | null;
      readonly attachment?: Attachment | undefined;
      /** First of a run by the same person: carries the name. */
      readonly isFirst: boolean;
    }
  | { readonly kind: "line"; readonly key: string; readonly text: string; readonly at: number };

export type Message = Extract<TimelineItem, { kind: "message" }>;

export function timeline(
  events: readonly LoggedEvent[],
  own: readonly OwnMessage[],
  marks: Marks,
  t: T,
): TimelineItem[] {
  const items: TimelineItem[] = [];
  const calls = new Map<CallId, TextKey>();
  const visuals = new Map<VisualId, VisualKind>();
  let name = "";
  let previous: string | null = null;
  for (const { seq, at, by, event } of events) {
    if (event.type === "messagePosted") {
      const isOwn = event.side === "customer";
      // A colleague who has joined writes under the own name.
      if (by.kind === "agent") name ||= by.name;
      const author = isOwn ? t("you") : by.kind === "agent" ? by.name : name;
      items.push({
        kind: "message",
        key: event.messageId,
        side: event.side,
        name: author,
        text: event.text,
        at,
        progress: isOwn
          ? seq <= marks.agent.read
            ? "read"
            : seq <= marks.agent.delivered
              ? "delivered"
              : "sent"
          : null,
        messageId: event.messageId,
        pinFor: event.kind === "pin" ? (event.visualId ?? null) : null,
        isFirst: previous !== author,
        attachment: event.attachment,
      });
      previous = author;
      continue;
    }
    if (event.type === "agentJoined") name = event.name;
    if (event.type === "callStarted") calls.set(event.callId, event.mode === "voice" ? "voiceCall" : "videoCall");
    if (event.type === "visualInvited") visuals.set(event.visualId, event.kind);
    const text = lineText(event, { t, name, calls, visuals });
    if (text === null) continue;
    items.push({ kind: "line", key: `line${seq}`, text, at });
    previous = null;
  }
  for (const message of own) {
    items.push({
      kind: "message",
      key: message.messageId,
      side: "customer",
      name: t("you"),
      text: message.text,
      at: null,
      progress: message.status,
      messageId: message.messageId,
      pinFor: null,
      isFirst: previous !== t("you"),
    });
    previous = t("you");
  }
  return items;
}

interface LineContext {
  readonly t: T;
  readonly name: string;
  readonly calls: ReadonlyMap<CallId, TextKey>;
  readonly visuals: ReadonlyMap<VisualId, VisualKind>;
}

function lineText(event: LoggedEvent["event"], { t, name, calls, visuals }: LineContext): string | null {
  switch (event.type) {
    case "conversationQueued":
      return event.because === "opened"
        ? t("queued")
        : event.because === "transfer"
          ? t("transferred")
          : event.because === "agentLost"
            ? t("agentLost", { name })
            : null;
    case "agentJoined":
    case "participantJoined":
      return t("joined", { name: event.name });
    case "participantLeft":
      return event.because === "ended" ? null : t("left", { name: event.name });
    case "conversationEnded":
      return t(
        event.because === "agentEnded"
          ? "endedByAgent"
          : event.because === "customerEnded"
            ? "endedByYou"
            : event.because === "customerGone"
              ? "endedGone"
              : "endedForced",
        { name },
      );
    case "callStarted":
      return t("callRinging", { name });
    case "callEnded": {
      const call = t(calls.get(event.callId) ?? "voiceCall");
      const length = clockText(event.lengthMs);
      if (event.reason === "hungUp" && event.side)
        return t(event.side === "customer" ? "callByYou" : "callByThem", { call, length, name });
      const wasShort = event.lengthMs === 0 || event.reason === "network";
      return t(wasShort ? callEndKeys[event.reason] : "callLength", { call, length });
    }
    case "recordingGranted":
    case "recordingRefused":
    case "recordingStopped":
    case "visualRecordingGranted":
    case "visualRecordingRefused":
    case "visualRecordingStopped":
    case "callRequested":
    case "callBackAsked":
      return t(plainLines[event.type], { name });
    case "callRequestEnded":
      return event.because === "answered"
        ? null
        : t(event.because === "declined" ? "askedDeclined" : "youAskedNot", { name });
    case "callBackClosed":
      return event.because === "cancelled" ? t("youAskedLaterNot") : null;
    case "visualInvited":
      return t("visualInvited", { name, what: what(event.visualId) });
    case "visualScopeGranted":
      return event.scope === "view"
        ? t("visualStarted", { what: what(event.visualId) })
        : t("controlGranted", { name });
    case "visualConnected":
      return t("visualStarted", { what: what(event.visualId) });
    case "visualScopeRevoked":
      return event.scope === "control" ? t("controlEnded", { name }) : null;
    case "visualEnded":
      return t(event.reason === "pinSpent" || event.reason === "expired" ? event.reason : "visualEnded", {
        what: what(event.visualId),
      });
    default:
      return null;
  }
  function what(visualId: VisualId): string {
    return t(visuals.get(visualId) === "screenShare" ? "screenSharing" : "cobrowse");
  }
}

const plainLines = {
  recordingGranted: "recordingBegan",
  recordingRefused: "recordingRefused",
  recordingStopped: "recordingEnded",
  visualRecordingGranted: "recordingBegan",
  visualRecordingRefused: "recordingRefused",
  visualRecordingStopped: "recordingEnded",
  callRequested: "youAsked",
  callBackAsked: "youAskedLater",
} as const satisfies Record<string, TextKey>;

const callEndKeys = {
  declined: "callDeclined",
  missed: "callMissed",
  cancelled: "callCancelled",
  hungUp: "callLength",
  noDevice: "callNoDevice",
  permissionDenied: "callPermission",
  network: "callNetwork",
  conversationEnded: "callLength",
} as const satisfies Record<string, TextKey>;

/** `m:ss`, or `h:mm:ss` from an hour on. */
export function clockText(ms: number): string {
  const seconds = Math.max(0, Math.floor(ms / 1000));
  const two = (number: number): string => String(number).padStart(2, "0");
  const minutes = Math.floor(seconds / 60);
  return minutes < 60
    ? `${minutes}:${two(seconds % 60)}`
    : `${Math.floor(minutes / 60)}:${two(minutes % 60)}:${two(seconds % 60)}`;
}

/** The six digits of a PIN message. */
export function pinIn(text: string): string | null {
  return /(?<!\d)\d{3}[ \u00a0]?\d{3}(?!\d)/.exec(text)?.[0].replace(/\D/g, "") ?? null;
}
