/**
 * One conversation as the server would run it, without a server: steps, logs, folds, and keeps claims and timers.
 * For tests of the machines, and for states that other packages' tests start from.
 */
import {
  logEvents,
  pickedBy,
  step,
  visibleToCustomer,
  type Command,
  type ConversationState,
  type Decision,
  type ServerGiven,
  type TimerName,
} from "@rinnalla/core";
import type {
  Actor,
  ConversationEvent,
  ConversationId,
  ConversationTerms,
  ErrorCode,
  LoggedEvent,
  OfferId,
  Refusal,
} from "@rinnalla/protocol";
import { createLedger, type Ledger } from "./ledger.ts";
import { aino, customer, demoManifest, id, pages, system, terms, ville } from "./people.ts";

export interface Clock {
  now: number;
}

export interface ScenarioOptions {
  readonly id?: string;
  readonly terms?: Partial<ConversationTerms>;
  /** What the server knows at the opening: form, hours, who the customer is. */
  readonly opening?: Partial<NonNullable<ServerGiven["opening"]>>;
  /** The server sends e-mail. */
  readonly hasMail?: boolean;
  /** Shared by conversations that compete for the same agents. */
  readonly ledger?: Ledger;
  readonly clock?: Clock;
}

type OpenConversation = Extract<Command, { type: "openConversation" }>;

export interface Scenario {
  readonly id: ConversationId;
  readonly clock: Clock;
  readonly ledger: Ledger;
  readonly timers: ReadonlyMap<TimerName, number>;
  readonly log: readonly LoggedEvent[];
  /** Throws before the conversation is opened. */
  readonly state: ConversationState;
  /** Decides and carries out. `noRoom` comes from the ledger, as from the store. */
  say(by: Actor, command: Command): Decision | Refusal;
  /** As `say`, for what must be allowed: the new events' types. */
  does(by: Actor, command: Command): readonly ConversationEvent["type"][];
  /** As `say`, for what must be refused: the code. */
  isRefused(by: Actor, command: Command): ErrorCode;
  /** Lets time pass; what is due fires in order. */
  pass(ms: number): void;
  /** The log as the customer's client receives it. */
  seenByCustomer(): readonly LoggedEvent[];
}

export const openCommand: OpenConversation = {
  type: "openConversation",
  locale: "fi",
  customerName: null,
  page: "https://shop.example/",
};
export const scenarioPin = "123456";

export function scenario(options: ScenarioOptions = {}): Scenario {
  const conversationId = id<ConversationId>(options.id ?? "conv1");
  const clock = options.clock ?? { now: 1_000_000 };
  const ledger = options.ledger ?? createLedger();
  const timers = new Map<TimerName, number>();
  const log: LoggedEvent[] = [];
  let state: ConversationState | null = null;

  function say(by: Actor, command: Command): Decision | Refusal {
    const decision = step({ state, command, by, now: clock.now, given: givenFor(by, command) });
    if (!decision.ok) return decision;
    if (!ledger.apply(conversationId, decision.effects)) return { ok: false, code: "noRoom" };
    const logged = logEvents(conversationId, state, decision.events, by, clock.now);
    log.push(...logged.logged);
    state = logged.state;
    for (const effect of decision.effects) {
      if (effect.type === "setTimer") timers.set(effect.timer, effect.dueAt);
      if (effect.type === "clearTimer") timers.delete(effect.timer);
    }
    return decision;
  }

  function givenFor(by: Actor, command: Command): ServerGiven {
    const isOpening =
      (command.type === "openConversation" || command.type === "leaveMessage") && by.kind === "customer";
    return {
      conversationId,
      opening: isOpening ? { visitorId: by.visitorId, terms: terms(options.terms), ...options.opening } : null,
      hasMail: options.hasMail ?? false,
      pin: command.type === "inviteVisual" ? scenarioPin : null,
      providers: new Map([[demoManifest.id, demoManifest]]),
      uploaded:
        command.type === "postAttachment"
          ? { id: command.attachmentId, type: "image/png", bytes: 1_000, width: 40, height: 30 }
          : null,
      assigneeName: pickedBy(command) === null ? null : `Name of ${pickedBy(command)}`,
      queueName: command.type === "transferCallToQueue" ? `Name of ${command.queueId}` : null,
    };
  }

  return {
    id: conversationId,
    clock,
    ledger,
    timers,
    log,
    get state() {
      if (!state) throw new Error("the conversation is not open yet");
      return state;
    },
    say,
    does(by, command) {
      const decision = say(by, command);
      if (!decision.ok) throw new Error(`${command.type} was refused: ${decision.code}`);
      return decision.events.map((event) => event.type);
    },
    isRefused(by, command) {
      const decision = say(by, command);
      if (decision.ok) throw new Error(`${command.type} was not refused`);
      return decision.code;
    },
    pass(ms) {
      const until = clock.now + ms;
      for (let next = firstDue(timers, until); next; next = firstDue(timers, until)) {
        const [timer, dueAt] = next;
        clock.now = Math.max(clock.now, dueAt);
        timers.delete(timer);
        say(system, { type: "fireTimer", timer });
      }
      clock.now = until;
    },
    seenByCustomer: () => log.map(visibleToCustomer).filter((event) => event !== null),
  };
}

function firstDue(timers: ReadonlyMap<TimerName, number>, until: number): readonly [TimerName, number] | undefined {
  return [...timers].filter(([, dueAt]) => dueAt <= until).sort((a, b) => a[1] - b[1])[0];
}

/** Opened by the customer, waiting for an agent. */
export function waitingScenario(options?: ScenarioOptions): Scenario {
  const made = scenario(options);
  made.does(customer, openCommand);
  return made;
}

/** Offered to Aino as `offer1`, and accepted by her. */
export function activeScenario(options?: ScenarioOptions): Scenario {
  const made = waitingScenario(options);
  made.does(system, { type: "offerConversation", offerId: id<OfferId>("offer1"), agentId: aino.agentId });
  made.does(aino, { type: "acceptOffer", offerId: id<OfferId>("offer1") });
  return made;
}

/** Aino's call `call1` rings at the customer's. */
export function ringingScenario(options?: ScenarioOptions): Scenario {
  const made = activeScenario(options);
  made.does(aino, { type: "startCall", callId: id("call1"), mode: "video", clientId: pages.desk });
  return made;
}

/** Answered with audio in the customer's first tab, and connected. */
export function connectedScenario(options?: ScenarioOptions): Scenario {
  const made = ringingScenario(options);
  made.does(customer, { type: "answerCall", callId: id("call1"), answer: "audio", clientId: pages.tab });
  made.does(aino, { type: "confirmCall", callId: id("call1"), clientId: pages.desk });
  return made;
}

/** Ville was invited into the connected call, and is consulted. */
export function consultingScenario(options?: ScenarioOptions): Scenario {
  const made = connectedScenario(options);
  made.does(aino, { type: "inviteToCall", callId: id("call1"), agentId: ville.agentId });
  made.does(ville, { type: "acceptCallInvite", callId: id("call1"), clientId: pages.villes });
  return made;
}

/** Aino's connected call is recorded as `recording1`. */
export function recordingScenario(options?: ScenarioOptions): Scenario {
  const made = connectedScenario(options);
  made.does(aino, { type: "askRecording", callId: id("call1"), recordingId: id("recording1") });
  made.does(customer, { type: "grantRecording", callId: id("call1"), recordingId: id("recording1") });
  return made;
}

/** Aino's invitation `visual1` stands; its PIN is `scenarioPin`. */
export function invitedScenario(options?: ScenarioOptions, kind: "cobrowse" | "screenShare" = "cobrowse"): Scenario {
  const made = activeScenario(options);
  made.does(aino, { type: "inviteVisual", visualId: id("visual1"), kind, clientId: pages.desk });
  return made;
}

/** Aino's live session is recorded as `recording1`. */
export function visualRecordingScenario(options?: ScenarioOptions, kind?: "cobrowse" | "screenShare"): Scenario {
  const made = liveVisualScenario(options, kind);
  made.does(aino, { type: "askVisualRecording", visualId: id("visual1"), recordingId: id("recording1") });
  made.does(customer, { type: "grantVisualRecording", visualId: id("visual1"), recordingId: id("recording1") });
  return made;
}

/** The customer entered the PIN and granted view in the first tab. */
export function liveVisualScenario(options?: ScenarioOptions, kind: "cobrowse" | "screenShare" = "cobrowse"): Scenario {
  const made = invitedScenario(options, kind);
  made.does(customer, { type: "enterPin", pin: scenarioPin, clientId: pages.tab });
  made.does(customer, { type: "grantScope", visualId: id("visual1"), scope: "view", clientId: pages.tab });
  return made;
}
