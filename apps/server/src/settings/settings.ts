/** The administrator's settings in memory: read from the store at the start, changed when the administrator changes them (ADM-01). */
import { maskOf, originOf, type Mask } from "@rinnalla/core";
import { limits } from "@rinnalla/protocol";
import type {
  AgentConfig,
  AgentId,
  ConfigByKind,
  ConfigKind,
  ConversationTerms,
  HoursConfig,
  HoursId,
  MaskingConfig,
  MaskingId,
  MediaChoice,
  PresenceConfig,
  PresenceId,
  ProviderConfig,
  ProviderId,
  PublicWidget,
  QueueConfig,
  QueueId,
  QuickReplyConfig,
  QuickReplyId,
  Side,
  SkillConfig,
  SkillId,
  WidgetConfig,
  WidgetId,
  WorkstreamConfig,
  WorkstreamId,
} from "@rinnalla/protocol";
import type { Store } from "@rinnalla/storage";

export class Settings {
  readonly #widgets: Map<WidgetId, WidgetConfig>;
  readonly #workstreams: Map<WorkstreamId, WorkstreamConfig>;
  readonly #queues: Map<QueueId, QueueConfig>;
  readonly #agents: Map<AgentId, AgentConfig>;
  readonly #masking: Map<MaskingId, MaskingConfig>;
  readonly #quickReplies: Map<QuickReplyId, QuickReplyConfig>;
  readonly #providers: Map<ProviderId, ProviderConfig>;
  readonly #hours: Map<HoursId, HoursConfig>;
  readonly #skills: Map<SkillId, SkillConfig>;
  readonly #presences: Map<PresenceId, PresenceConfig>;
  #masks: Readonly<Record<Side, Mask | null>>;
  #queuesOfAgent: ReadonlyMap<AgentId, readonly QueueId[]>;
  #leastUnits: ReadonlyMap<AgentId, number>;

  constructor(
    widgets: readonly WidgetConfig[],
    workstreams: readonly WorkstreamConfig[],
    queues: readonly QueueConfig[],
    agents: readonly AgentConfig[],
    masking: readonly MaskingConfig[],
    quickReplies: readonly QuickReplyConfig[],
    providers: readonly ProviderConfig[],
    hours: readonly HoursConfig[],
    skills: readonly SkillConfig[] = [],
    presences: readonly PresenceConfig[] = [],
  ) {
    this.#skills = byId(skills);
    this.#presences = byId(presences);
    this.#widgets = byId(widgets);
    this.#workstreams = byId(workstreams);
    this.#queues = byId(queues);
    this.#agents = byId(agents);
    this.#queuesOfAgent = queuesOfAgents(queues);
    this.#leastUnits = leastUnitsOfAgents(this.#queuesOfAgent, workstreams);
    this.#masking = byId(masking);
    this.#masks = masksOf(masking);
    this.#quickReplies = byId(quickReplies);
    this.#providers = byId(providers);
    this.#hours = byId(hours);
  }

  get quickReplies(): ReadonlyMap<QuickReplyId, QuickReplyConfig> {
    return this.#quickReplies;
  }

  get skills(): ReadonlyMap<SkillId, SkillConfig> {
    return this.#skills;
  }

  /** The organisation's own (ROUTE-05). */
  get presences(): ReadonlyMap<PresenceId, PresenceConfig> {
    return this.#presences;
  }

  /** What the agent can, of what there is (ROUTE-01). */
  skillIdsOf(agentId: AgentId): readonly SkillId[] {
    return (this.#agents.get(agentId)?.skillIds ?? []).filter((id) => this.#skills.has(id));
  }

  /** Of the smallest conversation that the agent's queues could bring. */
  leastUnitsOf(agentId: AgentId): number {
    return this.#leastUnits.get(agentId) ?? 1;
  }

  get hours(): ReadonlyMap<HoursId, HoursConfig> {
    return this.#hours;
  }

  /** When conversations of this widget can be opened: the queue's word before the workstream's; null: always (CHAT-04). */
  hoursOf(widgetId: WidgetId): HoursConfig | null {
    const widget = this.widgets.get(widgetId);
    const workstream = widget && this.workstreams.get(widget.workstreamId);
    const id = (workstream && this.queues.get(workstream.queueId)?.hoursId) ?? workstream?.hoursId;
    return (id && this.#hours.get(id)) ?? null;
  }

  /** Somebody else's; the built-in one is everywhere (VIS-10). */
  get providers(): ReadonlyMap<ProviderId, ProviderConfig> {
    return this.#providers;
  }

  /** Whose pages the console may hold in a frame. */
  frameOrigins(): readonly string[] {
    const framed = [...this.providers.values()].filter(({ opensIn }) => opensIn === "frame");
    return [...new Set(framed.map(({ urlTemplate }) => originOf(urlTemplate)))].filter((origin) => origin !== null);
  }

  get masking(): ReadonlyMap<MaskingId, MaskingConfig> {
    return this.#masking;
  }

  /** What is done to the words of this side before they are stored; null: nothing (CHAT-06). */
  maskOf(side: Side): Mask | null {
    return this.#masks[side];
  }

  get widgets(): ReadonlyMap<WidgetId, WidgetConfig> {
    return this.#widgets;
  }

  get workstreams(): ReadonlyMap<WorkstreamId, WorkstreamConfig> {
    return this.#workstreams;
  }

  get queues(): ReadonlyMap<QueueId, QueueConfig> {
    return this.#queues;
  }

  get agents(): ReadonlyMap<AgentId, AgentConfig> {
    return this.#agents;
  }

  /** A new one, or one instead of that with its id. What is under way keeps the terms on which it began. */
  put<Kind extends ConfigKind>(kind: Kind, value: ConfigByKind[Kind]): void {
    this.#maps()[kind].set(value.id, value);
    this.#derive();
  }

  remove(kind: ConfigKind, id: string): void {
    this.#maps()[kind].delete(id);
    this.#derive();
  }

  #derive(): void {
    this.#queuesOfAgent = queuesOfAgents(this.#queues.values());
    this.#leastUnits = leastUnitsOfAgents(this.#queuesOfAgent, this.#workstreams.values());
    this.#masks = masksOf([...this.#masking.values()]);
  }

  find<Kind extends ConfigKind>(kind: Kind, id: string): ConfigByKind[Kind] | null {
    return this.#maps()[kind].get(id) ?? null;
  }

  #maps(): { readonly [Each in ConfigKind]: Map<string, ConfigByKind[Each]> } {
    return {
      skill: this.#skills,
      presence: this.#presences,
      provider: this.#providers,
      quickReply: this.#quickReplies,
      masking: this.#masking,
      widget: this.#widgets,
      workstream: this.#workstreams,
      queue: this.#queues,
      agent: this.#agents,
      hours: this.#hours,
    };
  }

  queueIdsOf(agentId: AgentId): readonly QueueId[] {
    return this.#queuesOfAgent.get(agentId) ?? [];
  }

  mediaChoices(): readonly MediaChoice[] {
    return [...this.queues.values(), ...this.widgets.values()];
  }

  agentByEmail(email: string): AgentConfig | null {
    const wanted = email.toLowerCase();
    for (const agent of this.agents.values()) if (agent.email.toLowerCase() === wanted) return agent;
    return null;
  }

  /** True if conversations of this queue are offered, rather than left to be picked (ROUTE-01). */
  isPushed(queueId: QueueId): boolean {
    for (const workstream of this.workstreams.values())
      if (workstream.queueId === queueId && workstream.distribution === "push") return true;
    return false;
  }

  /** What a conversation opened by this widget is held to; `null` for a widget that leads nowhere. */
  termsOf(widgetId: WidgetId): ConversationTerms | null {
    const widget = this.widgets.get(widgetId);
    const workstream = widget && this.workstreams.get(widget.workstreamId);
    if (!widget || !workstream) return null;
    return {
      widgetId: widget.id,
      workstreamId: workstream.id,
      queueId: workstream.queueId,
      units: workstream.units,
      offerMs: workstream.offerMs,
      wrapUpMs: workstream.wrapUpMs,
      reconnectWindowMs: workstream.reconnectWindowMs,
      calls: widget.calls,
      cobrowse: widget.cobrowse,
      screenShare: widget.screenShare,
      ringMs: Math.min(limits.mostRingMs, Math.max(limits.leastRingMs, widget.ringMs ?? limits.ringMs)),
      customerMayAskCall: widget.customerMayAskCall ?? false,
      customerSeesListeners: widget.customerSeesListeners ?? false,
      mayRecord: widget.mayRecord ?? false,
      visualRecording: widget.visualRecording ?? "off",
      ...(widget.attachments && { attachments: widget.attachments }),
      ...(widget.survey?.isOn === false && { survey: "off" as const }),
      ...(workstream.hidesMonitors && { hidesMonitors: true }),
      ...skillTerms(widget, workstream),
    };
  }
}

/** How long is waited for them is said even if no rule asks for any yet. */
function skillTerms(
  widget: WidgetConfig,
  { skillIds = [], skillRelaxMs }: WorkstreamConfig,
): Partial<ConversationTerms> {
  const always = [...skillIds, ...(widget.skillIds ?? [])];
  return {
    ...(always.length > 0 && { skillIds: always }),
    ...(skillRelaxMs !== undefined && { skillRelaxMs }),
  };
}

export async function readSettings(store: Store): Promise<Settings> {
  const [widgets, workstreams, queues, agents, masking, quickReplies, providers, hours, skills, presences] =
    await Promise.all([
      store.listConfig("widget"),
      store.listConfig("workstream"),
      store.listConfig("queue"),
      store.listConfig("agent"),
      store.listConfig("masking"),
      store.listConfig("quickReply"),
      store.listConfig("provider"),
      store.listConfig("hours"),
      store.listConfig("skill"),
      store.listConfig("presence"),
    ]);
  return new Settings(widgets, workstreams, queues, agents, masking, quickReplies, providers, hours, skills, presences);
}

export function publicWidget(widget: WidgetConfig): PublicWidget {
  const {
    allowedOrigins: _origins,
    workstreamId: _workstream,
    mediaRegion: _region,
    isRelayOnly: _relayed,
    identity: _identity,
    skillIds: _skills,
    skillRules: _rules,
    ...shown
  } = widget;
  return shown;
}

function byId<Item extends { readonly id: string }>(items: readonly Item[]): Map<Item["id"], Item> {
  return new Map(items.map((item) => [item.id, item]));
}

function masksOf(rules: readonly MaskingConfig[]): Readonly<Record<Side, Mask | null>> {
  return { customer: maskOf(rules, "customer"), agent: maskOf(rules, "agent") };
}

function queuesOfAgents(queues: Iterable<QueueConfig>): ReadonlyMap<AgentId, readonly QueueId[]> {
  const found = new Map<AgentId, QueueId[]>();
  for (const queue of queues)
    for (const agentId of queue.agentIds) {
      const known = found.get(agentId);
      if (known) known.push(queue.id);
      else found.set(agentId, [queue.id]);
    }
  return found;
}

function leastUnitsOfAgents(
  queuesOf: ReadonlyMap<AgentId, readonly QueueId[]>,
  workstreams: Iterable<WorkstreamConfig>,
): ReadonlyMap<AgentId, number> {
  const least = new Map<QueueId, number>();
  for (const { queueId, units } of workstreams) least.set(queueId, Math.min(units, least.get(queueId) ?? Infinity));
  return new Map(
    [...queuesOf].map(([agentId, queueIds]) => {
      const units = Math.min(...queueIds.map((queueId) => least.get(queueId) ?? Infinity));
      return [agentId, units === Infinity ? 1 : units];
    }),
  );
}
