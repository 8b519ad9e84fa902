/**
 * Shows the desk to the staff's consoles: whole at first, then what changed, joined over a short while (SUP-01, first form).
 * An agent sees the own ones, those offered, those waiting in the own queues, calls that one is in or asked into, and all colleagues;
 * others see all that is not closed. Call-backs stay in their list when their conversation is closed (CALL-10).
 */
import type {
  AgentConfig,
  AgentId,
  AgentView,
  CallBackView,
  ConversationId,
  ConversationSummary,
  QueueView,
} from "@rinnalla/protocol";
import type { AgentPresence } from "../presence/agents.ts";
import type { Settings } from "../settings/settings.ts";
import type { Connection } from "../socket/connection.ts";
import type { Staff } from "../socket/person.ts";
import { isWaiting, queueOf, type Desk, type DeskChange } from "./desk.ts";

const joinMs = 20;

interface Viewer {
  readonly staff: Staff;
  /** What this console was shown. */
  readonly shown: Set<ConversationId>;
  readonly shownCallBacks: Set<ConversationId>;
}

export class DeskFeed {
  readonly #desk: Desk;
  readonly #presence: AgentPresence;
  readonly #settings: Settings;
  readonly #viewers = new Map<Connection, Viewer>();
  readonly #changedConversations = new Set<ConversationId>();
  readonly #changedAgents = new Set<AgentId>();
  #flush: NodeJS.Timeout | null = null;

  constructor(desk: Desk, presence: AgentPresence, settings: Settings) {
    this.#desk = desk;
    this.#presence = presence;
    this.#settings = settings;
  }

  show(connection: Connection, staff: Staff): void {
    connection.onClosed(() => this.#viewers.delete(connection));
    this.#showWhole(connection, staff);
  }

  /** Queues or people are others now: everybody sees the whole anew. */
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
    const agents = [...this.#settings.agents.values()].map((agent) => this.#view(agent));
    const queues: QueueView[] = [...this.#settings.queues.values()].map(({ id, name }) => ({ id, name }));
    connection.send({ t: "desk", isWhole: true, conversations, gone: [], agents, queues, callBacks });
  }

  changed({ conversationId, agentIds }: DeskChange): void {
    if (conversationId) this.#changedConversations.add(conversationId);
    for (const agentId of agentIds) this.#changedAgents.add(agentId);
    this.#flush ??= setTimeout(() => this.#send(), joinMs);
  }

  stop(): void {
    if (this.#flush) clearTimeout(this.#flush);
  }

  #send(): void {
    this.#flush = null;
    const ids = [...this.#changedConversations];
    const agents = [...this.#changedAgents]
      .flatMap((id) => this.#settings.agents.get(id) ?? [])
      .map((agent) => this.#view(agent));
    this.#changedConversations.clear();
    this.#changedAgents.clear();
    // Each piece is encoded once, however many look on.
    const agentsText = JSON.stringify(agents);
    const texts = new Map<ConversationId, string>();
    for (const [connection, { staff, shown, shownCallBacks }] of this.#viewers) {
      const seen: string[] = [];
      const gone: ConversationId[] = [];
      const callBacks: CallBackView[] = [];
      const callBacksGone: ConversationId[] = [];
      for (const id of ids) {
        const summary = this.#desk.conversations.get(id);
        if (summary && this.#maySee(staff, summary)) {
          let text = texts.get(id);
          if (text === undefined) texts.set(id, (text = JSON.stringify(summary)));
          shown.add(id);
          seen.push(text);
        } else if (shown.delete(id)) gone.push(id);
        const wanted = this.#desk.callBacks.get(id);
        const view = wanted && this.#mayCallBack(staff, wanted) ? callBackView(wanted) : null;
        if (view) {
          shownCallBacks.add(id);
          callBacks.push(view);
        } else if (shownCallBacks.delete(id)) callBacksGone.push(id);
      }
      const hasCallBacks = callBacks.length > 0 || callBacksGone.length > 0;
      if (seen.length === 0 && gone.length === 0 && agents.length === 0 && !hasCallBacks) continue;
      const callBacksText = hasCallBacks
        ? `,"callBacks":${JSON.stringify(callBacks)},"callBacksGone":${JSON.stringify(callBacksGone)}`
        : "";
      connection.sendText(
        `{"t":"desk","isWhole":false,"conversations":[${seen.join(",")}],"gone":${JSON.stringify(gone)},"agents":${agentsText},"queues":[]${callBacksText}}`,
      );
    }
  }

  #maySee({ role, agentId }: Staff, summary: ConversationSummary): boolean {
    if (role !== "agent") return true;
    if (summary.agentId === agentId || summary.offer?.agentId === agentId) return true;
    const { call } = summary;
    if (call?.invited?.agentId === agentId || call?.guests?.some((guest) => guest.agentId === agentId)) return true;
    return isWaiting(summary) && this.#settings.queueIdsOf(agentId).includes(queueOf(summary));
  }

  /** The own ones, and those of the own queues that nobody has taken. */
  #mayCallBack({ role, agentId }: Staff, { callBack, queueId }: ConversationSummary): boolean {
    if (role !== "agent" || callBack?.agentId === agentId) return true;
    return callBack?.agentId === null && this.#settings.queueIdsOf(agentId).includes(queueId);
  }

  #view({ id, name, role, limit }: AgentConfig): AgentView {
    return {
      id,
      name,
      role,
      presence: this.#presence.of(id),
      isSignedIn: this.#presence.isSignedIn(id),
      load: this.#desk.loadOf(id),
      limit,
      isInCall: this.#desk.isLocked(id),
      queueIds: this.#settings.queueIdsOf(id),
    };
  }
}

function callBackView({ id, customerName, queueId, callBack }: ConversationSummary): CallBackView | null {
  return callBack ? { ...callBack, conversationId: id, customerName, queueId } : null;
}
