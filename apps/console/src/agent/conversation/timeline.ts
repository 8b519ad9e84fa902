/**
 * The timeline is the log itself, told in order: messages, and one line for each thing that happened (CHAT-02, CALL-05, VIS-06).
 * Pure: words are named by key; the view says them.
 */
import type { AgentId, Audience, CallId, CallMode, LoggedEvent, VisualKind } from "@rinnalla/protocol";
import type { Log } from "../../store/log.ts";
import type { TextKey } from "../../texts/words.ts";
import { recordingsOf } from "../call/recordings-of.ts";
import { endText } from "../call/end-text.ts";
import type { CallItem, LineItem, MessageItem, TimelineItem } from "./timeline-items.ts";

export interface TimelineContext {
  readonly me: AgentId;
  readonly queueName: (id: string) => string;
  readonly agentName: (id: AgentId) => string;
}

const continuedWithinMs = 5 * 60_000;

export function timelineOf(log: Log, context: TimelineContext): readonly TimelineItem[] {
  const items: TimelineItem[] = [];
  const kinds = new Map<string, VisualKind>();
  const providers = new Map<string, string>();
  const modes = new Map<string, CallMode>();
  const qualities = qualitiesOf(log.events);
  const recordings = recordingsOf(log.events);
  const deleted = new Set(log.state?.attachments.filter(({ isDeleted }) => isDeleted).map(({ id }) => id));
  const line = (
    logged: LoggedEvent,
    text: TextKey,
    more: Partial<Pick<LineItem, "tone" | "values" | "visualKind" | "mode" | "until">> = {},
  ) =>
    items.push({
      kind: "line",
      key: `e${logged.seq}`,
      at: logged.at,
      text,
      by: logged.by,
      tone: "plain",
      values: {},
      visualKind: null,
      mode: null,
      until: null,
      ...more,
    });
  const continues = (from: MessageItem["from"], name: string | null, at: number, audience: Audience): boolean => {
    const last = items.at(-1);
    return (
      last?.kind === "message" &&
      last.from === from &&
      last.name === name &&
      last.isNote === (audience === "staff") &&
      last.isAside === (audience === "consult") &&
      at - last.at < continuedWithinMs
    );
  };

  /** To whom it is on its way; the transfer's own lines tell of that offer. */
  let transferTo: AgentId | null = null;

  for (const logged of log.events) {
    const { event, seq, at, by } = logged;
    switch (event.type) {
      case "conversationOpened":
        line(logged, "line.opened");
        break;
      case "conversationQueued":
        line(logged, event.because === "opened" ? "line.queued" : `line.queuedAgain.${event.because}`, {
          values: { queue: context.queueName(event.queueId) },
        });
        break;
      case "conversationOffered":
        if (event.agentId === transferTo) break;
        line(logged, "line.offered", { values: { agent: context.agentName(event.agentId) } });
        break;
      case "offerDeclined":
        if (event.agentId === transferTo) break;
        line(logged, "line.offerDeclined", { values: { agent: context.agentName(event.agentId) } });
        break;
      case "offerExpired":
        if (event.agentId === transferTo) break;
        line(logged, "line.offerExpired", { values: { agent: context.agentName(event.agentId) } });
        break;
      case "offerWithdrawn":
        break;
      case "agentJoined":
        transferTo = null;
        line(logged, `line.joined.${event.how}`, { tone: "good", values: { agent: event.name } });
        break;
      case "agentLeft":
        if (event.because !== "ended")
          line(logged, `line.left.${event.because}`, { values: { agent: context.agentName(event.agentId) } });
        break;
      case "messagePosted": {
        const from =
          by.kind === "customer" ? "customer" : by.kind === "agent" && by.agentId === context.me ? "me" : "colleague";
        const name = by.kind === "agent" || by.kind === "provider" ? by.name : null;
        const { audience } = event;
        items.push({
          kind: "message",
          key: `m${event.messageId}`,
          at,
          from,
          name,
          text: event.text,
          isNote: audience === "staff",
          isAside: audience === "consult",
          isPin: event.kind === "pin",
          attachment: event.attachment ? { ...event.attachment, isDeleted: deleted.has(event.attachment.id) } : null,
          delivery:
            from === "customer" || audience !== "all"
              ? null
              : log.marks.customer.read >= seq
                ? "read"
                : log.marks.customer.delivered >= seq
                  ? "delivered"
                  : "sent",
          refusal: null,
          isContinued: continues(from, name, at, audience),
        });
        break;
      }
      case "messageLeft":
        items.push({
          kind: "message",
          key: `e${seq}`,
          at,
          from: "customer",
          name: null,
          text: event.text,
          isNote: false,
          isAside: false,
          isPin: false,
          attachment: null,
          delivery: null,
          refusal: null,
          isContinued: false,
        });
        break;
      case "transcriptMailAsked":
        line(logged, "mail.line.asked", { values: { address: event.address } });
        break;
      case "transcriptMailed":
        line(logged, "mail.line.sent", { tone: "good" });
        break;
      case "transcriptMailFailed":
        line(logged, `mail.line.${event.because}`, { tone: "bad" });
        break;
      case "consultAsked":
        line(logged, "beside.line.asked", { values: { agent: event.name } });
        break;
      case "consultAskEnded":
        line(logged, `beside.line.ask.${event.because}`, { values: { agent: context.agentName(event.agentId) } });
        break;
      case "participantJoined":
      case "participantRoleChanged":
        line(logged, `beside.line.${event.role}`, {
          tone: event.role === "join" ? "good" : "plain",
          values: { agent: event.name },
        });
        break;
      case "participantLeft":
        // With the end all are gone.
        if (event.because !== "ended" || log.state?.ended == null)
          line(logged, `beside.line.left.${event.because}`, { values: { agent: event.name } });
        break;
      case "transferAsked":
        transferTo = event.agentId;
        line(logged, event.note === null ? "transfer.line.asked" : "transfer.line.askedNote", {
          values: { agent: event.name, note: event.note ?? "" },
        });
        break;
      case "transferEnded":
        transferTo = null;
        line(logged, `transfer.line.${event.because}`, {
          tone: event.because === "cancelled" ? "plain" : "bad",
          values: { agent: context.agentName(event.agentId) },
        });
        break;
      case "customerLeft":
        line(logged, "line.customerLeft", { until: event.until });
        break;
      case "customerReturned":
        line(logged, "line.customerReturned");
        break;
      case "conversationEnded":
        line(logged, `line.ended.${event.because}`);
        break;
      case "conversationClosed":
        line(logged, "line.closed");
        break;
      case "surveyAnswered":
        break;
      case "callStarted":
        modes.set(event.callId, event.mode);
        line(logged, "call.started", { mode: event.mode });
        break;
      case "callAnswered":
        line(logged, `call.answered.${event.answer}`, { tone: "good" });
        break;
      case "callConnected":
        break;
      case "callLegLost":
        line(logged, `call.legLost.${event.side}`, { tone: "bad" });
        break;
      case "callLegRejoined":
        line(logged, `call.legRejoined.${event.side}`);
        break;
      case "callEnded": {
        items.push({
          kind: "call",
          key: `e${seq}`,
          at,
          mode: modes.get(event.callId) ?? "voice",
          text: endText(event.reason, event.side),
          agentName: by.kind === "agent" ? by.name : (log.state?.agent?.name ?? ""),
          lengthMs: event.lengthMs,
          quality: qualities.get(event.callId) ?? {},
        });
        break;
      }
      case "recordingAsked":
        line(logged, "recording.line.asked", { values: { agent: context.agentName(event.agentId) } });
        break;
      case "recordingGranted":
        line(logged, "recording.line.granted", { tone: "good" });
        break;
      case "recordingRefused":
        line(logged, "recording.line.refused", { tone: "bad" });
        break;
      case "recordingPaused":
        line(logged, "recording.line.paused");
        break;
      case "recordingResumed":
        line(logged, "recording.line.resumed");
        break;
      case "recordingContinued":
        line(logged, "recording.line.continued");
        break;
      case "recordingStopped":
        line(logged, `recording.line.stopped.${event.because}`);
        break;
      case "callRequested":
        line(logged, "asked.line.requested", { mode: event.mode });
        break;
      case "callRequestEnded":
        if (event.because !== "answered") line(logged, `asked.line.${event.because}`);
        break;
      case "callBackAsked":
        line(logged, event.wantedAt === null ? "callBack.line.asked" : "callBack.line.askedAt", {
          until: event.wantedAt,
          values: { note: event.note ?? "" },
        });
        break;
      case "callBackTaken":
        line(logged, "callBack.line.taken", { values: { agent: event.name } });
        break;
      case "callBackClosed":
        line(logged, `callBack.line.${event.because}`);
        break;
      case "visualInvited":
        kinds.set(event.visualId, event.kind);
        if (event.provider) {
          providers.set(event.visualId, event.provider.name);
          line(logged, "visual.line.opened", { visualKind: event.kind, values: { provider: event.provider.name } });
        } else line(logged, "visual.line.invited", { visualKind: event.kind });
        break;
      case "visualPrepared":
      case "visualConnected":
        line(logged, event.type === "visualPrepared" ? "visual.line.prepared" : "visual.line.connected", {
          tone: event.type === "visualConnected" ? "good" : "plain",
          visualKind: kinds.get(event.visualId) ?? "cobrowse",
          values: { provider: providers.get(event.visualId) ?? "" },
        });
        break;
      case "visualPinRefused":
        line(logged, "visual.line.pinRefused", { tone: "bad", values: { count: event.triesLeft } });
        break;
      case "visualPinAccepted":
        line(logged, "visual.line.pinAccepted");
        break;
      case "visualScopeAsked":
        // That looking is asked goes without saying once the PIN is in.
        if (event.scope === "control") line(logged, "visual.line.asked.control");
        break;
      case "visualScopeGranted":
        line(logged, `visual.line.granted.${event.scope}`, {
          tone: "good",
          visualKind: kinds.get(event.visualId) ?? "cobrowse",
        });
        break;
      case "visualScopeRefused":
        line(logged, `visual.line.refused.${event.scope}`, { tone: "bad" });
        break;
      case "visualScopeRevoked":
        line(logged, `visual.line.revoked.${event.scope}`);
        break;
      case "visualPaused":
        line(logged, "visual.line.paused");
        break;
      case "visualResumed":
        line(logged, "visual.line.resumed");
        break;
      case "visualLegLost":
        line(logged, `visual.line.legLost.${event.side}`);
        break;
      case "visualLegRejoined":
        // Each page of the customer's is such an event; one line for a run of them is enough.
        if (!isSameLine(items.at(-1), `visual.line.legRejoined.${event.side}`))
          line(logged, `visual.line.legRejoined.${event.side}`);
        break;
      case "visualActed": {
        const acted = { at, action: event.action, label: event.label };
        const last = items.at(-1);
        if (last?.kind === "actions") items[items.length - 1] = { ...last, actions: [...last.actions, acted] };
        else
          items.push({
            kind: "actions",
            key: `e${seq}`,
            at,
            agentName: log.state?.agent?.name ?? "",
            actions: [acted],
          });
        break;
      }
      case "visualEnded":
        line(logged, `visual.line.ended.${event.reason}`, { visualKind: kinds.get(event.visualId) ?? "cobrowse" });
        break;
      case "visualRecordingAsked":
        line(logged, "visual.line.recording.asked", { values: { agent: context.agentName(event.agentId) } });
        break;
      case "visualRecordingGranted":
        line(logged, "recording.line.granted", { tone: "good" });
        break;
      case "visualRecordingRefused":
        line(logged, "recording.line.refused", { tone: "bad" });
        break;
      case "visualRecordingPaused":
        line(logged, "recording.line.paused");
        break;
      case "visualRecordingResumed":
        line(logged, "recording.line.resumed");
        break;
      case "visualRecordingStopped":
        line(logged, event.because === "failed" ? "recording.failed" : `recording.line.stopped.${event.because}`);
        break;
      case "callHeld":
        line(logged, "call.line.held");
        break;
      case "callResumed":
        line(logged, "call.line.resumed");
        break;
      case "callGuestInvited":
        line(logged, "call.line.invited", { values: { agent: event.name } });
        break;
      case "callInviteEnded":
        line(logged, `call.line.invite.${event.because}`, { values: { agent: context.agentName(event.agentId) } });
        break;
      case "callGuestJoined":
      case "callGuestRoleChanged":
        line(logged, `call.line.${event.role}`, { values: { agent: event.name } });
        break;
      case "callGuestLeft":
        line(logged, "call.line.left", { values: { agent: context.agentName(event.agentId) } });
        break;
      case "callTransferAsked":
        line(logged, "call.line.toQueue", { values: { queue: event.queueName } });
        break;
      case "callTransferEnded":
        line(logged, `call.line.toQueue.${event.because}`);
        break;
      case "callTransferred":
        line(logged, "call.line.transferred", {
          tone: "good",
          values: { agent: context.agentName(event.agentId) },
        });
        break;
      case "visualRecordingContinued":
        line(logged, "recording.line.continued");
        break;
      case "recordingPlayed":
        line(logged, "recording.line.played", { values: { agent: event.name } });
        break;
      // Of the log, but not yet lines of it.
      case "callQualityReported":
      case "callGuestLost":
      case "callGuestRejoined":
      case "callTransferTaken":
      case "recordingDeleted":
      case "attachmentDeleted":
        break;
      default:
        // A newer server may log what this page does not know yet: it is passed over, not an error.
        event satisfies never;
    }
    // After the line that ended it.
    for (const one of recordings)
      if (one.endSeq === seq)
        items.push({
          kind: "recording",
          key: `r${one.id}`,
          at,
          recordingId: one.id,
          conversationId: log.id,
          of: modes.get(one.of) ?? kinds.get(one.of) ?? "voice",
          lengthMs: one.lengthMs,
          isDeleted: one.isDeleted,
        });
  }
  for (const pending of log.pending) {
    items.push({
      kind: "message",
      key: `m${pending.messageId}`,
      at: pending.at,
      from: "me",
      name: null,
      text: pending.text,
      isNote: pending.audience === "staff",
      isAside: pending.audience === "consult",
      isPin: false,
      attachment: null,
      delivery: pending.refusal ? "refused" : "sending",
      refusal: pending.refusal,
      isContinued: false,
    });
  }
  return items;
}

/** A side tells after the end; the call's line is of the end. */
function qualitiesOf(events: readonly LoggedEvent[]): ReadonlyMap<CallId, CallItem["quality"]> {
  const found = new Map<CallId, CallItem["quality"]>();
  for (const { event } of events) {
    if (event.type !== "callQualityReported") continue;
    const { type: _, callId, side, ...quality } = event;
    found.set(callId, { ...found.get(callId), [side]: quality });
  }
  return found;
}

function isSameLine(item: TimelineItem | undefined, text: TextKey): boolean {
  return item?.kind === "line" && item.text === text;
}
