/**
 * Carries out commands: mailbox → state → authorise → step → append → commit → answer → tell (DESIGN, "How a thing happens").
 * Nothing is answered or told before it is durable; the same command id gets the same answer (CHAT-02).
 */
import { randomInt } from "node:crypto";
import {
  logEvents,
  maskSaid,
  mayCommand,
  mayFollow,
  openAt,
  pickedBy,
  step,
  type ClaimChange,
  type Command,
  type ConversationState,
  type Decision,
  type Effect,
  type ServerGiven,
  type SystemCommand,
  type TimerChange,
} from "@rinnalla/core";
import type {
  Actor,
  AgentId,
  Attachment,
  AttachmentId,
  CommandId,
  CommandResult,
  ConversationId,
  ErrorCode,
  PersonCommand,
} from "@rinnalla/protocol";
import { StoreError, type Append, type Store } from "@rinnalla/storage";
import type { Logger } from "pino";
import type { Person, Provider } from "../socket/person.ts";
import type { Settings } from "../settings/settings.ts";
import type { CommitListener, Committed } from "./committed.ts";
import { Mailboxes } from "./mailbox.ts";
import { States } from "./states.ts";
import { changedSummary } from "./summary-change.ts";
import { Underway } from "./underway.ts";

/** Whose command it is, and under which id its answer is kept; the system's own have none. */
interface Request {
  readonly conversationId: ConversationId;
  readonly command: Command;
  readonly by: Actor;
  readonly kept: { readonly id: CommandId; readonly actorKey: string } | null;
  readonly opening: ServerGiven["opening"];
}

/** What a person has uploaded to a conversation and not posted yet, by its id (CHAT-05). */
export interface Uploads {
  uploaded(conversationId: ConversationId, id: AttachmentId, actorKey: string): Promise<Attachment | null>;
}

type Answer = (result: CommandResult) => void;

/** How often a command is decided anew because others wrote first. */
const mostTries = 8;
/** Commands that may wait for one conversation. */
const mostWaiting = 500;
const system: Actor = { kind: "system" };

export class Conversations {
  readonly states: States;
  readonly #store: Store;
  readonly #settings: Settings;
  readonly #uploads: Uploads;
  readonly #now: () => number;
  readonly #log: Logger;
  readonly #mailboxes: Mailboxes;
  readonly #listeners: CommitListener[] = [];
  readonly #underway = new Map<ConversationId, Underway>();
  readonly #hasMail: boolean;
  #isClosing = false;
  readonly #onNoRoom: ((agentId: AgentId) => void)[] = [];

  constructor(store: Store, settings: Settings, uploads: Uploads, now: () => number, log: Logger, hasMail = false) {
    this.#store = store;
    this.#settings = settings;
    this.#uploads = uploads;
    this.#now = now;
    this.#log = log;
    this.#hasMail = hasMail;
    this.states = new States(store);
    this.#mailboxes = new Mailboxes((conversationId, failure) =>
      this.#log.error({ conversationId, err: failure }, "job failed"),
    );
  }

  /** In the order of registration, within the same turn as the answer. */
  onCommitted(listener: CommitListener): void {
    this.#listeners.push(listener);
  }

  /** The store refused a claim: what is known of this agent's load is old. */
  onNoRoom(listener: (agentId: AgentId) => void): void {
    this.#onNoRoom.push(listener);
  }

  /** A person's command, or a provider's in its session. `answer` is called once, before anybody is told what happened. */
  ask(
    conversationId: ConversationId,
    id: CommandId,
    command: PersonCommand,
    person: Person | Provider,
    answer: Answer,
  ): void {
    const kept = { id, actorKey: person.key };
    let opening: ServerGiven["opening"] = null;
    if (command.type === "openConversation" || command.type === "leaveMessage") {
      const terms = person.realm === "visitor" ? this.#settings.termsOf(person.widgetId) : null;
      if (person.realm !== "visitor" || !terms) return answer({ ok: false, code: "notAllowed" });
      const widget = this.#settings.widgets.get(person.widgetId);
      const hours = this.#settings.hoursOf(person.widgetId);
      opening = {
        visitorId: person.visitorId,
        terms,
        ...(person.customer && { customer: person.customer }),
        ...(widget?.form && { form: widget.form }),
        ...(widget?.offlineMessage && { offlineMessage: widget.offlineMessage }),
        ...(widget?.skillRules && { skillRules: widget.skillRules }),
        ...(hours && { isClosed: !openAt(hours, this.#now()) }),
      };
    }
    const { queues } = this.#settings;
    if (pickedBy(command) !== null && this.#nameOf(command) === null) return answer({ ok: false, code: "notFound" });
    const isToQueue = command.type === "transferConversation" || command.type === "transferCallToQueue";
    if (isToQueue && !queues.has(command.queueId)) return answer({ ok: false, code: "notFound" });
    const mask = this.#settings.maskOf(person.realm === "visitor" ? "customer" : "agent");
    const said = mask ? maskSaid(command, mask) : command;
    this.#post({ conversationId, command: said, by: person.actor, kept, opening }, answer);
  }

  /** The server's own command. */
  tell(conversationId: ConversationId, command: SystemCommand): Promise<CommandResult> {
    return new Promise((resolve) => {
      this.#post({ conversationId, command, by: system, kept: null, opening: null }, resolve);
    });
  }

  /** Runs `work` after all that was asked of this conversation before. */
  afterward(conversationId: ConversationId, work: () => Promise<void>): void {
    this.#mailboxes.post(conversationId, work);
  }

  /** Takes nothing more; resolves when what was taken is done. */
  async close(): Promise<void> {
    this.#isClosing = true;
    await this.#mailboxes.idle();
    await Promise.all([...this.#underway.values()].map((underway) => underway.settled()));
  }

  #post(request: Request, answer: Answer): void {
    const { conversationId, by } = request;
    if (this.#isClosing) return answer({ ok: false, code: "unavailable" });
    if (by.kind !== "system" && this.#mailboxes.depth(conversationId) >= mostWaiting)
      return answer({ ok: false, code: "tooMany" });
    // With nothing before it, a message need not go through the mailbox.
    if (request.command.type === "postMessage" && this.#mailboxes.depth(conversationId) === 0) {
      if (this.#send(request, answer, this.#underway.get(conversationId) ?? null)) return;
    }
    this.#mailboxes.post(conversationId, async () => {
      const underway = this.#underway.get(conversationId);
      if (request.command.type === "postMessage" && this.#send(request, answer, underway ?? null)) return;
      if (underway) await underway.settled();
      await this.#finish(request, answer);
    });
  }

  /** A message on its way, without waiting for those before it. False if it has to wait its turn. */
  #send(request: Request, answer: Answer, known: Underway | null): boolean {
    const { conversationId, command, by } = request;
    const before = known ? known.state : this.states.peek(conversationId);
    if (!before || (known && !known.isOpen) || !mayCommand(by, command.type, before)) return false;
    const now = this.#now();
    const decision = step({ state: before, command, by, now, given: this.#given(request) });
    if (!decision.ok || decision.events.length === 0 || decision.effects.length > 0) return false;
    const { append, committed } = this.#prepare(request, before, decision, now);
    const underway = known ?? new Underway(before, () => this.#underway.delete(conversationId));
    if (!known) this.#underway.set(conversationId, underway);
    underway.begin(committed.state);
    this.#store.append(append).then(
      (outcome) => {
        if (outcome.kind === "appended") {
          this.#committed(committed, answer);
          underway.written();
        } else if (outcome.kind === "repeated") {
          answer(outcome.result);
          underway.failed(null);
        } else underway.failed(() => this.#finish(request, answer));
      },
      (failure: unknown) => {
        this.#failed(request, failure, answer);
        underway.failed(null);
      },
    );
    return true;
  }

  async #finish(request: Request, answer: Answer): Promise<void> {
    try {
      await this.#carryOut(request, answer);
    } catch (failure) {
      this.#failed(request, failure, answer);
    }
  }

  #failed({ conversationId, command }: Request, failure: unknown, answer: Answer): void {
    this.#log.error({ conversationId, command: command.type, err: failure }, "command failed");
    answer({ ok: false, code: failure instanceof StoreError ? "unavailable" : "internal" });
  }

  async #carryOut(request: Request, answer: Answer): Promise<void> {
    const { conversationId, command, by } = request;
    const { states } = this;
    const uploaded =
      command.type === "postAttachment" && request.kept
        ? await this.#uploads.uploaded(conversationId, command.attachmentId, request.kept.actorKey)
        : null;
    let before = await states.load(conversationId);
    let isRead = false;
    /** An append finds out that it was decided on an old state; what appends nothing has to ask (several nodes, ROUTE-08). */
    const isOld = async (): Promise<boolean> => {
      if (isRead) return false;
      const known = before?.version;
      before = await states.refresh(conversationId);
      isRead = true;
      return before?.version !== known;
    };
    for (let tries = 0; tries < mostTries; tries += 1) {
      if (by.kind !== "system" && !mayCommand(by, command.type, before)) {
        if (await isOld()) continue;
        return this.#refuse(
          request,
          before && mayFollow(by, before) ? "notAllowed" : before ? "notFound" : missing(command),
          answer,
        );
      }
      const now = this.#now();
      const decision = step({ state: before, command, by, now, given: { ...this.#given(request), uploaded } });
      if (!decision.ok) {
        if (await isOld()) continue;
        return this.#refuse(request, decision.code, answer);
      }
      if (decision.events.length === 0 && decision.effects.length === 0) {
        if (await isOld()) continue;
        return answer({ ok: true, seq: before?.version ?? 0 });
      }

      const { append, committed } = this.#prepare(request, before, decision, now);
      const outcome = await this.#store.append(append);
      switch (outcome.kind) {
        case "appended":
          return this.#committed(committed, answer);
        case "repeated":
          return answer(outcome.result);
        case "noRoom":
          for (const listener of this.#onNoRoom) listener(outcome.agentId);
          return this.#refuse(request, "noRoom", answer);
        case "stale":
          before = await states.refresh(conversationId);
          isRead = true;
          // An opening that is stale although nothing is there: the visitor has another conversation.
          if (!before && isOpening(command)) return this.#refuse(request, "conversationExists", answer);
      }
    }
    answer({ ok: false, code: "conflict" });
  }

  #prepare(
    { conversationId, by, kept }: Request,
    before: ConversationState | null,
    decision: Decision,
    at: number,
  ): { append: Append; committed: Committed } {
    const expectedVersion = before?.version ?? 0;
    const { logged: events, state } = logEvents(conversationId, before, decision.events, by, at);
    if (!state) throw new Error("effects without a conversation");
    const { effects } = decision;
    const bodies = events.map((event) => JSON.stringify(event));
    const append: Append = {
      conversationId,
      visitorId: state.visitorId,
      expectedVersion,
      events,
      bodies,
      claims: effects.filter(isClaimChange),
      timers: effects.filter(isTimerChange),
      summary: events.length === 0 ? null : changedSummary(before, state, decision.events),
      command: kept && { ...kept, result: { ok: true, seq: state.version } },
    };
    return { append, committed: { conversationId, before, state, events, bodies, effects, at } };
  }

  /** Answered before anybody is told. */
  #committed(committed: Committed, answer: Answer): void {
    this.states.put(committed.conversationId, committed.state);
    answer({ ok: true, seq: committed.state.version });
    for (const listener of this.#listeners) {
      try {
        listener(committed);
      } catch (failure) {
        this.#log.error({ conversationId: committed.conversationId, err: failure }, "listener failed");
      }
    }
  }

  /** What was carried out before is answered as then, even if by now it would be refused. */
  async #refuse({ kept }: Request, code: ErrorCode, answer: Answer): Promise<void> {
    const stored = kept && (await this.#store.findResult(kept.actorKey, kept.id));
    answer(stored ?? { ok: false, code });
  }

  #given({ conversationId, command, opening, by }: Request): ServerGiven {
    const isPick = command.type === "pickConversation" && by.kind === "agent";
    return {
      ...(isPick && { pickerSkills: this.#settings.skillIdsOf(by.agentId) }),
      conversationId,
      opening,
      providers: this.#settings.providers,
      hasMail: this.#hasMail,
      pin: command.type === "inviteVisual" ? randomInt(1_000_000).toString().padStart(6, "0") : null,
      assigneeName: this.#nameOf(command),
      queueName:
        command.type === "transferCallToQueue" ? (this.#settings.queues.get(command.queueId)?.name ?? null) : null,
    };
  }

  /** Of the agent whom the command picks. */
  #nameOf(command: Command): string | null {
    const agentId = pickedBy(command);
    return agentId === null ? null : (this.#settings.agents.get(agentId)?.name ?? null);
  }
}

function missing(command: Command): ErrorCode {
  return isOpening(command) ? "notAllowed" : "notFound";
}

function isOpening({ type }: Command): boolean {
  return type === "openConversation" || type === "leaveMessage";
}

function isClaimChange(effect: Effect): effect is ClaimChange {
  return effect.type === "takeClaim" || effect.type === "releaseClaim";
}

function isTimerChange(effect: Effect): effect is TimerChange {
  return effect.type === "setTimer" || effect.type === "clearTimer";
}
