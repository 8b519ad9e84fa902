/** A conversation as plain text for keeping (CHAT-04): messages and calls, in the words of the locale; never HTML. */
import { visibleToCustomer } from "@rinnalla/core";
import type { CallEndReason, LoggedEvent } from "@rinnalla/protocol";

export interface TranscriptOptions {
  readonly organisation: string;
  /** The customer's own view; otherwise with the staff's notes. */
  readonly isForCustomer: boolean;
}

const reasons: { readonly [Reason in CallEndReason]: string } = {
  declined: "declined",
  missed: "missed",
  cancelled: "cancelled",
  hungUp: "ended",
  noDevice: "no device",
  permissionDenied: "permission denied",
  network: "network lost",
  conversationEnded: "ended with the conversation",
};

export function transcript(log: readonly LoggedEvent[], { organisation, isForCustomer }: TranscriptOptions): string {
  const lines: string[] = [];
  let customer = "Customer";
  for (const logged of log) {
    const shown = isForCustomer ? visibleToCustomer(logged) : logged;
    if (!shown) continue;
    if (shown.event.type === "conversationOpened") customer = shown.event.customerName ?? customer;
    const line = lineOf(shown, customer);
    if (line) lines.push(`[${time(shown.at)}] ${line}`);
  }
  const opened = log[0];
  const head = [organisation, ...(opened ? [`Conversation of ${time(opened.at)} UTC`] : []), ""];
  return `${[...head, ...lines].join("\n")}\n`;
}

function lineOf({ event, by }: LoggedEvent, customer: string): string | null {
  switch (event.type) {
    case "messagePosted": {
      const author = event.side === "customer" ? customer : by.kind === "agent" ? by.name : "Agent";
      const note = event.audience === "staff" ? " (note)" : "";
      if (event.kind === "attachment") return `${author}${note}: [file] ${event.text}`;
      return `${author}${note}: ${event.text.replaceAll(/\r?\n/g, "\n    ")}`;
    }
    case "agentJoined":
      return `${event.name} joined.`;
    case "callStarted":
      return event.mode === "video" ? "Video call started." : "Voice call started.";
    case "callEnded":
      return `Call ${reasons[event.reason]}${event.lengthMs > 0 ? `, ${length(event.lengthMs)}` : ""}.`;
    case "callGuestJoined":
      return `${event.name} came into the call.`;
    case "recordingGranted":
      return `${customer} agreed to the recording of the call.`;
    case "visualRecordingGranted":
      return `${customer} agreed to the recording of what is shared.`;
    case "recordingRefused":
    case "visualRecordingRefused":
      return `${customer} did not agree to a recording.`;
    case "recordingStopped":
    case "visualRecordingStopped":
      return "Recording stopped.";
    case "callBackAsked":
      return `${customer} asked to be called back.`;
    case "visualScopeGranted":
      return event.scope === "view"
        ? `${customer} let the agent see the page.`
        : `${customer} let the agent act in the page.`;
    case "visualConnected":
      return "Sharing began.";
    case "visualEnded":
      return "Sharing ended.";
    case "conversationEnded":
      return "Conversation ended.";
    default:
      return null;
  }
}

function time(at: number): string {
  return new Date(at).toISOString().slice(0, 19).replace("T", " ");
}

function length(ms: number): string {
  const seconds = Math.round(ms / 1000);
  return `${Math.floor(seconds / 60)}:${String(seconds % 60).padStart(2, "0")}`;
}
