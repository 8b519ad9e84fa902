/**
 * Shows the desk to the staff's consoles: whole at first and after a reconnect, then what changed, joined over a short while (SUP-01).
 * An agent sees the own ones, those offered, those waiting in the own queues, calls that one is in or asked into, and all colleagues;
 * supervisors and administrators oversee all that is not closed, a few times a second; what is their own comes at once. Call-backs stay in their list when their conversation is closed (CALL-10).
 */
import type {
  AgentConfig,
  AgentId,
  AgentView,
  CallBackView,
  ConversationId,
  ConversationSummary,
  QueueConfig,
  QueueId,
  QueueView,
} from "@rinnalla/protocol";
import type { AgentPresence } from "../presence/agents.ts";
import type { Settings } from "../settings/settings.ts";
import type { Connection } from "../socket/connection.ts";
import type { Staff } from "../socket/person.ts";
import type { WaitDays } from "../supervision/wait-days.ts";
import { isWaiting, queueOf, type Desk, type DeskChange } from "./desk.ts";

const joinMs = 20;
/** Of what only looks on: as often as eyes can follow. */
const overviewMs = 250;

interface Viewer {
  readonly staff: Staff;
  /** What this console was shown. */
  readonly shown: Set<ConversationId>;
  readonly shownCallBacks: Set<ConversationId>;
}

interface Changed {
  readonly conversations: Set<ConversationId>;
  readonly agents: Set<AgentId>;
  readonly queues: Set<QueueId>;
}

export class DeskFeed {
  readonly #desk: Desk;
  readonly #presence: AgentPresence;
  readonly #settings: Settings;
  readonly #days: WaitDays;
  readonly #viewers = new Map<Connection, Viewer>();
  /** Since the last quick sending, and since the last overview. */
  #quick = nothingChanged();
  #overview = nothingChanged();
  #quickTimer: NodeJS.Timeout | null = null;
  #overviewTimer: NodeJS.Timeout | null = null;

  constructor(desk: Desk, presence: AgentPresence, settings: Settings, days: WaitDays) {
    this.#desk = desk;
    this.#presence = presence;
    this.#settings = settings;
    this.#days = days;
  }

  show(connection: Connection, staff: Staff): void {
    connection.onClosed(() => this.#viewers.delete(connection));
    this.#showWhole(connection, staff);
  }

  /** Queues or people are others now, or a day has begun: everybody sees the whole anew. */
  settingsChanged(): void {
    for (const [connection, { staff }] of [...this.#viewers]) this.#showWhole(connection, staff);
  }

  #showWhole(connection: Connection, staff: Staff): void {
    const conversations = [...this.#desk.conversations.values()].filter((summary) => this.#maySee(staff, summary));
    const toCallBack = [...this.#desk.callBacks.values()].filter((summary) => this.#mayCallBack(staff, summary));
    const callBacks = toCallBack.map(callBackView).filter((view) => view !== null);
    this.#viewers.set(connection, {
      staff,
      shown: new Set(conversations.map((summary) => summary.id)),
      shownCallBacks: new Set(callBacks.map((view) => view.conversationId)),
    });
    connection.send({
      t: "desk",
      isWhole: true,
      conversations: conversations.map((summary) => shownSummary(summary, staff)),
      gone: [],
      agents: [...this.#settings.agents.values()].map((agent) => this.#view(agent)),
      queues: [...this.#settings.queues.values()].map((queue) => this.#queueView(queue, isOverseer(staff))),
      callBacks,
      skills: [...this.#settings.skills.values()],
      presences: [...this.#settings.presences.values()],
    });
  }

  changed({ conversationId, agentIds, queueIds = [] }: DeskChange): void {
    for (const changed of [this.#quick, this.#overview]) {
      if (conversationId) changed.conversations.add(conversationId);
      for (const agentId of agentIds) changed.agents.add(agentId);
      for (const queueId of queueIds) changed.queues.add(queueId);
    }
    this.#quickTimer ??= setTimeout(() => this.#sendQuick(), joinMs);
    this.#overviewTimer ??= setTimeout(() => this.#sendOverview(), overviewMs);
  }

  stop(): void {
    if (this.#quickTimer) clearTimeout(this.#quickTimer);
    if (this.#overviewTimer) clearTimeout(this.#overviewTimer);
  }

  /** To agents all that they see; to those who oversee what is their own, such as an offer. */
  #sendQuick(): void {
    this.#quickTimer = null;
    const { conversations, agents } = this.#quick;
    this.#quick = nothingChanged();
    const texts = new Texts();
    const allAgents = this.#agentsText(agents);
    for (const [connection, viewer] of this.#viewers) {
      const { staff, shown } = viewer;
      if (!isOverseer(staff)) {
        this.#sendTo(connection, viewer, conversations, texts, agents.size > 0 ? allAgents : "", []);
        continue;
      }
      const own = [...conversations].filter((id) => {
        const summary = this.#desk.conversations.get(id);
        return summary ? concerns(summary, staff.agentId) : shown.has(id) && this.#desk.callBacks.has(id);
      });
      const ownAgent = agents.has(staff.agentId) ? this.#agentsText(new Set([staff.agentId])) : "";
      this.#sendTo(connection, viewer, own, texts, ownAgent, []);
    }
  }

  /** To those who oversee, all that has changed: a few times a second, however much happens. */
  #sendOverview(): void {
    this.#overviewTimer = null;
    const { conversations, agents, queues } = this.#overview;
    this.#overview = nothingChanged();
    const texts = new Texts();
    const agentsText = agents.size > 0 ? this.#agentsText(agents) : "";
    const changedQueues = [...queues]
      .flatMap((id) => this.#settings.queues.get(id) ?? [])
      .map((queue) => this.#queueView(queue, true));
    for (const [connection, viewer] of this.#viewers)
      if (isOverseer(viewer.staff)) this.#sendTo(connection, viewer, conversations, texts, agentsText, changedQueues);
  }

  /** Each piece is encoded once, however many look on. `agentsText`: a JSON list; empty: nobody changed. */
  #sendTo(
    connection: Connection,
    { staff, shown, shownCallBacks }: Viewer,
    ids: Iterable<ConversationId>,
    texts: Texts,
    agentsText: string,
    queues: readonly QueueView[],
  ): void {
    const seen: string[] = [];
    const gone: ConversationId[] = [];
    const callBacks: CallBackView[] = [];
    const callBacksGone: ConversationId[] = [];
    for (const id of ids) {
      const summary = this.#desk.conversations.get(id);
      if (summary && this.#maySee(staff, summary)) {
        shown.add(id);
        seen.push(texts.of(summary, staff));
      } else if (shown.delete(id)) gone.push(id);
      const wanted = this.#desk.callBacks.get(id);
      const view = wanted && this.#mayCallBack(staff, wanted) ? callBackView(wanted) : null;
      if (view) {
        shownCallBacks.add(id);
        callBacks.push(view);
      } else if (shownCallBacks.delete(id)) callBacksGone.push(id);
    }
    const hasCallBacks = callBacks.length > 0 || callBacksGone.length > 0;
    if (seen.length === 0 && gone.length === 0 && agentsText === "" && queues.length === 0 && !hasCallBacks) return;
    const callBacksText = hasCallBacks
      ? `,"callBacks":${JSON.stringify(callBacks)},"callBacksGone":${JSON.stringify(callBacksGone)}`
      : "";
    connection.sendText(
      `{"t":"desk","isWhole":false,"conversations":[${seen.join(",")}],"gone":${JSON.stringify(gone)},"agents":${agentsText || "[]"},"queues":${JSON.stringify(queues)}${callBacksText}}`,
    );
  }

  #agentsText(ids: ReadonlySet<AgentId>): string {
    return JSON.stringify(
      [...ids].flatMap((id) => this.#settings.agents.get(id) ?? []).map((agent) => this.#view(agent)),
    );
  }

  #maySee({ role, agentId }: Staff, summary: ConversationSummary): boolean {
    if (role !== "agent") return true;
    return (
      concerns(summary, agentId) ||
      (isWaiting(summary) && this.#settings.queueIdsOf(agentId).includes(queueOf(summary)))
    );
  }

  /** The own ones, and those of the own queues that nobody has taken. */
  #mayCallBack({ role, agentId }: Staff, { callBack, queueId }: ConversationSummary): boolean {
    if (role !== "agent" || callBack?.agentId === agentId) return true;
    return callBack?.agentId === null && this.#settings.queueIdsOf(agentId).includes(queueId);
  }

  #queueView({ id, name }: QueueConfig, withDay: boolean): QueueView {
    return { id, name, ...(withDay ? { day: this.#days.of(id) } : {}) };
  }

  #view({ id, name, role, limit }: AgentConfig): AgentView {
    const skillIds = this.#settings.skillIdsOf(id);
    return {
      id,
      name,
      role,
      ...this.#presence.viewOf(id),
      isSignedIn: this.#presence.isSignedIn(id),
      since: this.#presence.since(id),
      load: this.#desk.loadOf(id),
      limit,
      isInCall: this.#desk.isLocked(id),
      queueIds: this.#settings.queueIdsOf(id),
      ...(skillIds.length > 0 && { skillIds }),
    };
  }
}

function nothingChanged(): Changed {
  return { conversations: new Set(), agents: new Set(), queues: new Set() };
}

/** What changed, encoded when somebody first sees it. */
class Texts {
  readonly #whole = new Map<ConversationId, string>();
  readonly #forAgents = new Map<ConversationId, string>();

  of(summary: ConversationSummary, staff: Staff): string {
    const texts = hidesSome(summary, staff) ? this.#forAgents : this.#whole;
    let text = texts.get(summary.id);
    if (text === undefined) texts.set(summary.id, (text = JSON.stringify(shownSummary(summary, staff))));
    return text;
  }
}

/** Waits that are over are for the figures of the day alone; who monitors unseen is for those who oversee (ROUTE-07). */
function shownSummary(summary: ConversationSummary, staff: Staff): ConversationSummary {
  const { waits: _waits, ...shown } = summary;
  if (!hidesSome(summary, staff)) return shown;
  return { ...shown, participants: (summary.participants ?? []).filter((one) => !one.isUnseen) };
}

function hidesSome({ participants }: ConversationSummary, staff: Staff): boolean {
  return !isOverseer(staff) && (participants?.some((one) => one.isUnseen) ?? false);
}

function isOverseer({ role }: Staff): boolean {
  return role !== "agent";
}

/** Has it, is offered it, is in it or its call, or asked into either. */
function concerns(summary: ConversationSummary, agentId: AgentId): boolean {
  const { agentId: primary, offer, call, participants, consultAsked } = summary;
  if (primary === agentId || offer?.agentId === agentId || consultAsked?.agentId === agentId) return true;
  if (participants?.some((one) => one.agentId === agentId)) return true;
  return call?.invited?.agentId === agentId || (call?.guests?.some((guest) => guest.agentId === agentId) ?? false);
}

function callBackView({ id, customerName, queueId, callBack }: ConversationSummary): CallBackView | null {
  return callBack ? { ...callBack, conversationId: id, customerName, queueId } : null;
}
