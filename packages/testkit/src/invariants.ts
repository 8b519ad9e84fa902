/** What holds of a conversation after every step, whoever said what in whatever order (ROUTE-08 and the machines' own). */
import {
  evolveForCustomer,
  type CallGuest,
  type Claim,
  type ConversationState,
  type RecordingState,
  type TimerName,
} from "@rinnalla/core";
import { limits, type ConversationEvent } from "@rinnalla/protocol";
import type { Scenario } from "./scenario.ts";

/** A log and what it adds up to; a server's conversation, read from its store, is seen so too. */
type Seen = Pick<Scenario, "id" | "log" | "state" | "seenByCustomer">;

/** One line for each thing that is broken. */
export function brokenInvariants(on: Scenario): string[] {
  return [...brokenHolds(on.state, on.ledger.heldFor(on.id), on.timers), ...brokenLog(on)];
}

/** Of the log alone. */
export function brokenLog(on: Seen): string[] {
  const { state } = on;
  const problems: string[] = [];
  const check = checkInto(problems);
  check(
    "seq counts without a gap",
    on.log.map(({ seq }) => seq),
    on.log.map((_, at) => at + 1),
  );
  check("the customer's fold", forComparison(fold(on)), forComparison(state));
  if (state.ended) {
    check(
      "nothing is live after the end",
      [
        state.offer,
        state.transfer,
        state.consultAsked,
        state.participants,
        state.call?.phase ?? "ended",
        state.visual?.phase ?? "ended",
      ],
      [null, null, null, [], "ended", "ended"],
    );
  }
  problems.push(
    ...ownersIn(on),
    ...legsIn(on),
    ...consentsIn(on),
    ...besideIn(on),
    ...partiesIn(state),
    ...recordingsIn(on),
    ...attachmentsIn(on),
  );
  return problems;
}

/** What is held and waited for, beside the log: exactly what the state says, no claim without it and no timer (ROUTE-08). */
export function brokenHolds(
  state: ConversationState,
  claims: readonly Claim[],
  timers: Iterable<readonly [TimerName, number]>,
): string[] {
  const problems: string[] = [];
  const check = checkInto(problems);
  check("claims", claims.map(nameOfClaim).sort(), claimsOf(state).sort());
  check("timers", [...timers].map(nameOfTimer).sort(), timersOf(state).map(nameOfTimer).sort());
  return problems;
}

function checkInto(problems: string[]): (name: string, found: unknown, wanted: unknown) => void {
  return (name, found, wanted) => {
    if (JSON.stringify(found) !== JSON.stringify(wanted))
      problems.push(`${name}: ${JSON.stringify(found)}, not ${JSON.stringify(wanted)}`);
  };
}

function nameOfClaim(claim: Pick<Claim, "agentId" | "kind">): string {
  return `${claim.kind} of ${claim.agentId}`;
}

function nameOfTimer([timer, dueAt]: readonly [TimerName, number]): string {
  return `${timer} at ${dueAt}`;
}

function claimsOf(state: ConversationState): string[] {
  const holder = state.status === "closed" ? undefined : (state.agent ?? state.offer)?.agentId;
  const claims = holder ? [nameOfClaim({ agentId: holder, kind: "conversation" })] : [];
  // Offered with its call, or taken with it, while its agent still has it.
  const next = state.agent && !state.ended ? (state.offer?.agentId ?? state.call?.transfer?.takenBy) : undefined;
  if (next) claims.push(nameOfClaim({ agentId: next, kind: "conversation" }));
  if (state.call && state.call.phase !== "ended")
    claims.push(nameOfClaim({ agentId: state.call.agentId, kind: "call" }));
  for (const { agentId, role } of state.call?.guests ?? [])
    if (isSeenGuest({ role })) claims.push(nameOfClaim({ agentId, kind: "call" }));
  return claims;
}

/** Whom the customer sees, and who holds the call's claim: they are the same. */
function isSeenGuest({ role }: Pick<CallGuest, "role">): boolean {
  return role === "join" || role === "consult";
}

/** The timers that the state waits for, with their due times. */
export function timersOf(state: ConversationState): [TimerName, number][] {
  const { call, visual } = state;
  const due: { readonly [Name in TimerName]: number | null } = {
    offer: state.offer?.expiresAt ?? null,
    customerWindow: state.customerWindowUntil,
    wrapUp: state.wrapUpUntil,
    // No walk asks for these; they live beside what is walked (`conversation/transcript-mail.test.ts`).
    mail: null,
    leftMessage: null,
    consult: state.consultAsked?.until ?? null,
    ring: call?.phase === "ringing" ? call.ringUntil : null,
    callLegAgent: call?.lostUntil.agent ?? null,
    callLegCustomer: call?.lostUntil.customer ?? null,
    callGuest: earliest([call?.invited?.until, ...(call?.guests ?? []).map((guest) => guest.lostUntil)]),
    callTransfer: call?.transfer?.until ?? null,
    pin: visual?.phase === "invited" ? visual.expiresAt : null,
    visualLegAgent: visual?.lostUntil.agent ?? null,
    visualLegCustomer: visual?.lostUntil.customer ?? null,
  };
  return (Object.entries(due) as [TimerName, number | null][]).filter(
    (entry): entry is [TimerName, number] => entry[1] !== null,
  );
}

function earliest(times: readonly (number | null | undefined)[]): number | null {
  return times.reduce<number | null>((first, at) => (at == null || (first !== null && first <= at) ? first : at), null);
}

function fold(on: Seen): ConversationState {
  const state = on
    .seenByCustomer()
    .reduce<ConversationState | null>((before, logged) => evolveForCustomer(on.id, before, logged), null);
  if (!state) throw new Error("the customer does not see the opening");
  return state;
}

/** Without what is staff's alone. */
function forComparison(state: ConversationState): ConversationState {
  const guests = (state.call?.guests ?? []).filter(isSeenGuest).toSorted((a, b) => (a.agentId < b.agentId ? -1 : 1));
  return {
    ...state,
    version: 0,
    offer: null,
    passedBy: [],
    waitFrom: null,
    waits: [],
    attachments: state.attachments.filter(({ audience }) => audience === "all"),
    participants: state.participants
      .filter(({ role }) => role === "join")
      .toSorted((a, b) => (a.agentId < b.agentId ? -1 : 1)),
    consultAsked: null,
    transfer: null,
    call: state.call && { ...state.call, guests, invited: null },
    visual: state.visual && { ...state.visual, pin: null, joinLink: null },
  };
}

/** Each colleague once, none beside oneself, none beside nobody but who reads or takes part; a transfer has its offer. */
function besideIn({ state, ...on }: Seen): string[] {
  const { participants, transfer, offer, agent, consultAsked } = state;
  const ids = participants.map(({ agentId }) => agentId);
  const seen = JSON.stringify(on.seenByCustomer());
  return [
    ...(new Set(ids).size < ids.length ? ["a participant twice"] : []),
    ...(agent && ids.includes(agent.agentId) ? ["the primary agent beside oneself"] : []),
    ...(!agent && participants.some(({ role }) => role === "consult") ? ["consulted by nobody"] : []),
    ...(!agent && consultAsked ? ["asked by nobody"] : []),
    ...(ids.length > limits.participants ? ["too many participants"] : []),
    ...(transfer && (offer?.agentId !== transfer.agentId || !agent) ? ["a transfer without its offer"] : []),
    ...(transfer && state.call && state.call.phase !== "ended" ? ["a transfer beside a call"] : []),
    ...(seen.includes("Between us") &&
    !on.log.some(
      ({ event }) => event.type === "messagePosted" && event.text === "Between us" && event.audience === "all",
    )
      ? ["the customer reads what was said aside"]
      : []),
    ...(seen.includes("Waits for a parcel") ? ["the customer reads the note of a transfer"] : []),
  ];
}

function ownersIn(on: Seen): string[] {
  let owner: string | null = null;
  return on.log.flatMap(({ event, seq }) => {
    const before = owner;
    if (event.type === "agentJoined") owner = event.agentId;
    if (event.type === "agentLeft") owner = null;
    if (event.type === "agentJoined" && before) return [`seq ${seq}: ${event.agentId} joined beside ${before}`];
    if (event.type === "agentLeft" && before !== event.agentId)
      return [`seq ${seq}: ${event.agentId} left, but did not have it`];
    return [];
  });
}

const single: ReadonlySet<ConversationEvent["type"]> = new Set([
  "callStarted",
  "callAnswered",
  "callConnected",
  "callEnded",
]);

/** One primary leg, of the conversation's agent; every guest once, beside it; nobody and nothing in a call that has ended. */
function partiesIn({ call, agent }: ConversationState): string[] {
  if (!call) return [];
  const guests = call.guests.map((guest) => guest.agentId);
  if (call.phase === "ended")
    return guests.length > 0 || call.invited || call.transfer || call.isHeld || isGoingOn(call.recording)
      ? ["live after its end"]
      : [];
  return [
    ...(agent?.agentId === call.agentId ? [] : [`the call is ${call.agentId}'s, the conversation is not`]),
    ...(new Set([call.agentId, ...guests]).size === guests.length + 1 ? [] : ["somebody is in the call twice"]),
    ...(guests.length <= limits.callGuests ? [] : ["too many guests"]),
    ...(call.phase === "ringing" && (guests.length > 0 || call.invited || call.isHeld)
      ? ["a party while it rings"]
      : []),
    ...(call.transfer?.takenBy && !guests.includes(call.transfer.takenBy) ? ["taken by nobody in the call"] : []),
    ...(call.invited && guests.includes(call.invited.agentId) ? ["invited, and in already"] : []),
  ];
}

function isGoingOn(recording: RecordingState | null): boolean {
  return recording !== null && recording.phase !== "stopped" && recording.phase !== "refused";
}

/** A file is one message, however often it is said, and is gone at most once. */
function attachmentsIn(on: Seen): string[] {
  const posted = new Set<string>();
  const deleted = new Set<string>();
  return on.log.flatMap(({ event, seq }) => {
    if (event.type === "messagePosted" && event.attachment) {
      if (posted.has(event.attachment.id)) return [`seq ${seq}: ${event.attachment.id} posted again`];
      posted.add(event.attachment.id);
    }
    if (event.type !== "attachmentDeleted") return [];
    const { attachmentId } = event;
    if (!posted.has(attachmentId) || deleted.has(attachmentId)) return [`seq ${seq}: ${attachmentId} deleted in vain`];
    deleted.add(attachmentId);
    return [];
  });
}

/** Recorded only after the agent's question and the customer's own yes, and not after a no or the end. */
function recordingsIn(on: Seen): string[] {
  type Phase = "asked" | "granted" | "over";
  const calls = new Map<string, Phase>();
  const visuals = new Map<string, Phase>();
  return on.log.flatMap(({ event, seq, by }) => {
    if (event.type === "callEnded") for (const id of calls.keys()) calls.set(id, "over");
    if (event.type === "visualEnded") for (const id of visuals.keys()) visuals.set(id, "over");
    if (!("recordingId" in event)) return [];
    const { type, recordingId } = event;
    const phases = "visualId" in event ? visuals : calls;
    const phase = calls.get(recordingId) ?? visuals.get(recordingId);
    const problem = (found: string) => [`seq ${seq}: ${type} ${found}`];
    switch (type) {
      case "recordingAsked":
      case "visualRecordingAsked":
        phases.set(recordingId, "asked");
        return phase ? problem("again") : [];
      case "recordingGranted":
      case "visualRecordingGranted":
        phases.set(recordingId, "granted");
        return phase === "asked" && by.kind === "customer" ? [] : problem("without a question or the customer");
      case "recordingPaused":
      case "recordingResumed":
      case "recordingContinued":
      case "visualRecordingPaused":
      case "visualRecordingResumed":
      case "visualRecordingContinued":
        return phase === "granted" ? [] : problem("without consent");
      case "recordingRefused":
      case "recordingStopped":
      case "visualRecordingRefused":
      case "visualRecordingStopped":
        phases.set(recordingId, "over");
        return phase === "asked" || phase === "granted" ? [] : problem("of what is over");
      case "recordingDeleted":
        return phase === "over" ? [] : problem("while it goes on");
      case "recordingPlayed":
        return phase ? [] : problem("of nothing");
    }
  });
}

/** At most one start, one answer, one connection and one end in a call's life, and nothing before or after it. */
function legsIn(on: Seen): string[] {
  const seen = new Set<string>();
  return on.log.flatMap(({ event, seq }) => {
    if (!("callId" in event)) return [];
    const { callId, type } = event;
    const isSingle = single.has(type);
    const problems = [
      ...(isSingle && seen.has(`${type} ${callId}`) ? ["a second time"] : []),
      ...(type !== "callStarted" && !seen.has(`callStarted ${callId}`) ? ["before the start"] : []),
      ...(type === "callConnected" && !seen.has(`callAnswered ${callId}`) ? ["before the answer"] : []),
      ...(type !== "callQualityReported" && seen.has(`callEnded ${callId}`) ? ["after the end"] : []),
    ];
    seen.add(`${type} ${callId}`);
    return problems.map((problem) => `seq ${seq}: ${type} ${problem}`);
  });
}

/** Control only within view, view only after the right PIN, each by the customer's own word. */
function consentsIn(on: Seen): string[] {
  const given = new Map<string, Set<string>>();
  return on.log.flatMap(({ event, seq, by }) => {
    if (!("visualId" in event) || event.type === "messagePosted") return [];
    const has = given.get(event.visualId) ?? new Set();
    given.set(event.visualId, has);
    const problems = consentProblems(event, has);
    if (event.type === "visualScopeGranted" && by.kind !== "customer") problems.push("not by the customer");
    if (event.type === "visualPinAccepted") has.add("pin");
    if (event.type === "visualScopeGranted") has.add(event.scope);
    if (event.type === "visualScopeRevoked") has.delete(event.scope);
    if (event.type === "visualEnded") has.clear();
    return problems.map((problem) => `seq ${seq}: ${event.type} ${problem}`);
  });
}

function consentProblems(event: ConversationEvent, has: ReadonlySet<string>): string[] {
  if (event.type === "visualScopeGranted" && event.scope === "view" && !has.has("pin")) return ["without the PIN"];
  if (event.type === "visualScopeGranted" && event.scope === "control" && !has.has("view")) return ["without view"];
  if (event.type === "visualActed" && event.action !== "refused" && !has.has("control")) return ["without control"];
  if (event.type === "visualActed" && !has.has("view")) return ["without view"];
  if (event.type.startsWith("visualRecording") && !has.has("view")) return ["without view"];
  return [];
}
