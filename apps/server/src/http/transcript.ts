/** A conversation as plain text for keeping (CHAT-04): answers, messages and calls, in the words of the locale; never HTML. */
import { visibleToCustomer } from "@rinnalla/core";
import type { FormEntry, Locale, LoggedEvent } from "@rinnalla/protocol";
import { callReasons, transcriptWords } from "./transcript-words.ts";

export interface TranscriptOptions {
  readonly organisation: string;
  /** The customer's own view; otherwise with the staff's notes. */
  readonly isForCustomer: boolean;
  /** Absent: English. */
  readonly locale?: Locale;
}

export interface TranscriptLine {
  readonly at: number;
  /** Null: not said by anybody, but what happened. */
  readonly author: string | null;
  readonly text: string;
}

export function transcript(log: readonly LoggedEvent[], options: TranscriptOptions): string {
  const opened = log[0];
  const title = transcriptWords[options.locale ?? "en"].title;
  const lines = transcriptLines(log, options).map(
    ({ at, author, text }) =>
      `[${transcriptTime(at)}] ${author === null ? "" : `${author}: `}${text.replaceAll(/\r?\n/g, "\n    ")}`,
  );
  const head = [options.organisation, ...(opened ? [title.replace("{time}", transcriptTime(opened.at))] : []), ""];
  return `${[...head, ...lines].join("\n")}\n`;
}

export function transcriptLines(
  log: readonly LoggedEvent[],
  { isForCustomer, locale = "en" }: TranscriptOptions,
): readonly TranscriptLine[] {
  const lines: TranscriptLine[] = [];
  let customer = transcriptWords[locale].customer;
  for (const logged of log) {
    const shown = isForCustomer ? visibleToCustomer(logged) : logged;
    if (!shown) continue;
    if (shown.event.type === "conversationOpened") customer = shown.event.customerName ?? customer;
    const line = lineOf(shown, customer, locale);
    if (line) lines.push({ at: shown.at, ...line });
  }
  return lines;
}

function lineOf({ event, by }: LoggedEvent, who: string, locale: Locale): Omit<TranscriptLine, "at"> | null {
  const words = transcriptWords[locale];
  const happened = (key: keyof typeof words, values: Readonly<Record<string, string>> = {}) => ({
    author: null,
    text: words[key].replace(/\{(\w+)\}/g, (whole, name: string) => values[name] ?? whole),
  });
  switch (event.type) {
    case "conversationOpened":
      return event.answers
        ? {
            author: null,
            text: [words.before, ...event.answers.map((one) => answerText(one, words.agreed))].join("\n"),
          }
        : null;
    case "messageLeft":
      return { author: who, text: event.text };
    case "messagePosted": {
      const author = event.side === "customer" ? who : by.kind === "agent" ? by.name : words.agent;
      return {
        author: `${author}${event.audience === "staff" ? words.note : event.audience === "consult" ? words.aside : ""}`,
        text: event.kind === "attachment" ? `[${words.file}] ${event.text}` : event.text,
      };
    }
    case "agentJoined":
      return happened("joined", { name: event.name });
    case "participantJoined":
    case "participantRoleChanged":
      return event.role === "join" ? happened("joined", { name: event.name }) : null;
    case "callStarted":
      return happened(event.mode === "video" ? "videoCall" : "voiceCall");
    case "callEnded":
      return happened("callEnded", {
        reason: callReasons[locale][event.reason],
        length: event.lengthMs > 0 ? `, ${length(event.lengthMs)}` : "",
      });
    case "callGuestJoined":
      return happened("guest", { name: event.name });
    case "recordingGranted":
      return happened("recordCall", { who });
    case "visualRecordingGranted":
      return happened("recordVisual", { who });
    case "recordingRefused":
    case "visualRecordingRefused":
      return happened("recordNot", { who });
    case "recordingStopped":
    case "visualRecordingStopped":
      return happened("recordStopped");
    case "callBackAsked":
      return happened("callBack", { who });
    case "visualScopeGranted":
      return happened(event.scope === "view" ? "view" : "control", { who });
    case "visualConnected":
      return happened("sharing");
    case "visualEnded":
      return happened("sharingEnded");
    case "conversationEnded":
      return happened("ended");
    default:
      return null;
  }
}

function answerText({ kind, label, value }: FormEntry, agreed: string): string {
  return `${label}: ${kind === "consent" ? agreed : value}`;
}

export function transcriptTime(at: number): string {
  return new Date(at).toISOString().slice(0, 19).replace("T", " ");
}

function length(ms: number): string {
  const seconds = Math.round(ms / 1000);
  return `${Math.floor(seconds / 60)}:${String(seconds % 60).padStart(2, "0")}`;
}
