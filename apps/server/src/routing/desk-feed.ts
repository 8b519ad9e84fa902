/**
 * Shows the desk to the staff's consoles: whole at first, then what changed, joined over a short while (SUP-01, first form).
 * An agent sees the own ones, those offered, those waiting in the own queues, and all colleagues; others see all that is not closed.
 */
import type {
  AgentConfig,
  AgentId,
  AgentView,
  ConversationId,
  ConversationSummary,
  QueueView,
} from "@rinnalla/protocol";
import type { AgentPresence } from "../presence/agents.ts";
import type { Settings } from "../settings/settings.ts";
import type { Connection } from "../socket/connection.ts";
import type { Staff } from "../socket/person.ts";
import { isWaiting, type Desk, type DeskChange } from "./desk.ts";

const joinMs = 20;

interface Viewer {
  readonly staff: Staff;
  /** What this console was shown. */
  readonly shown: Set<ConversationId>;
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
    const conversations = [...this.#desk.conversations.values()].filter((summary) => this.#maySee(staff, summary));
    this.#viewers.set(connection, { staff, shown: new Set(conversations.map((summary) => summary.id)) });
    connection.onClosed(() => this.#viewers.delete(connection));
    const agents = [...this.#settings.agents.values()].map((agent) => this.#view(agent));
    const queues: QueueView[] = [...this.#settings.queues.values()].map(({ id, name }) => ({ id, name }));
    connection.send({ t: "desk", isWhole: true, conversations, gone: [], agents, queues });
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
    for (const [connection, { staff, shown }] of this.#viewers) {
      const seen: string[] = [];
      const gone: ConversationId[] = [];
      for (const id of ids) {
        const summary = this.#desk.conversations.get(id);
        if (summary && this.#maySee(staff, summary)) {
          let text = texts.get(id);
          if (text === undefined) texts.set(id, (text = JSON.stringify(summary)));
          shown.add(id);
          seen.push(text);
        } else if (shown.delete(id)) gone.push(id);
      }
      if (seen.length === 0 && gone.length === 0 && agents.length === 0) continue;
      connection.sendText(
        `{"t":"desk","isWhole":false,"conversations":[${seen.join(",")}],"gone":${JSON.stringify(gone)},"agents":${agentsText},"queues":[]}`,
      );
    }
  }

  #maySee({ role, agentId }: Staff, summary: ConversationSummary): boolean {
    if (role !== "agent") return true;
    if (summary.agentId === agentId || summary.offer?.agentId === agentId) return true;
    return isWaiting(summary) && this.#settings.queueIdsOf(agentId).includes(summary.queueId);
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
