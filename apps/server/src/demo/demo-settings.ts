/** What a fresh machine shows: one shop, one queue, four people (RUN-01). The ids are fixed; scripts rely on them. */
import type {
  AgentConfig,
  AgentId,
  HoursConfig,
  MaskingConfig,
  ProviderConfig,
  ProviderId,
  MaskingId,
  QueueConfig,
  QueueId,
  QuickReplyConfig,
  QuickReplyId,
  WidgetConfig,
  WidgetId,
  WorkstreamConfig,
  WorkstreamId,
} from "@rinnalla/protocol";
import type { Store } from "@rinnalla/storage";

const workstreamId = "ws_chat" as WorkstreamId;
const queueId = "q_service" as QueueId;

export const demoAgents: readonly AgentConfig[] = [
  { id: "a_aino" as AgentId, name: "Aino", email: "aino@demo.invalid", role: "agent", limit: 100 },
  { id: "a_ville" as AgentId, name: "Ville", email: "ville@demo.invalid", role: "agent", limit: 100 },
  { id: "a_saga" as AgentId, name: "Saga", email: "saga@demo.invalid", role: "supervisor", limit: 100 },
  { id: "a_otso" as AgentId, name: "Otso", email: "otso@demo.invalid", role: "administrator", limit: 100 },
];

const queue: QueueConfig = { id: queueId, name: "Asiakaspalvelu", agentIds: ["a_aino", "a_ville"] as AgentId[] };

const workstream: WorkstreamConfig = {
  id: workstreamId,
  name: "Chat",
  queueId,
  units: 30,
  distribution: "push",
  offerMs: 120_000,
  wrapUpMs: 60_000,
  reconnectWindowMs: 180_000,
};

const masking: MaskingConfig = {
  id: "m_card" as MaskingId,
  name: "Maksukortit",
  isOn: true,
  what: "card",
  appliesTo: "both",
  tests: [{ text: "4111 1111 1111 1111", expected: "**** **** **** ****" }],
};

const quickReplies: readonly QuickReplyConfig[] = [
  { id: "qr_hei" as QuickReplyId, name: "hei", text: "Hei {customer}! Olen {agent}. Miten voin auttaa?", locale: "fi" },
  {
    id: "qr_hello" as QuickReplyId,
    name: "hello",
    text: "Hello {customer}! I am {agent}. How can I help?",
    locale: "en",
  },
  {
    id: "qr_hej" as QuickReplyId,
    name: "hej",
    text: "Hej {customer}! Jag heter {agent}. Hur kan jag hjälpa?",
    locale: "sv",
  },
];

const widget: WidgetConfig = {
  id: "w_demo" as WidgetId,
  name: "Kahvila Kuusi",
  allowedOrigins: [],
  workstreamId,
  calls: "voiceAndVideo",
  cobrowse: "builtin",
  screenShare: "builtin",
  customerMayAskCall: true,
  mayRecord: true,
  visualRecording: "allowed",
  color: "#1f5f4a",
  locales: ["fi", "sv", "en"],
  organisation: "Kahvila Kuusi",
};

export const demoProviderId = "p_demo" as ProviderId;

/** The sample provider, on a port of its own (`apps/demo-provider`). */
const provider: ProviderConfig = {
  id: demoProviderId,
  name: "Katse",
  icon: `data:image/svg+xml;base64,${Buffer.from(
    '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 24 24"><rect width="24" height="24" rx="6" fill="#5b3fc4"/><path d="M4 12s3-5 8-5 8 5 8 5-3 5-8 5-8-5-8-5Z" fill="none" stroke="#fff" stroke-width="1.6"/><circle cx="12" cy="12" r="2.4" fill="#fff"/></svg>',
  ).toString("base64")}`,
  locales: ["en", "fi"],
  capabilities: ["cobrowse", "screenShare"],
  opensIn: "frame",
  urlTemplate: "",
  joinHosts: [],
  events: ["page", "callback"],
};

export interface DemoOverrides {
  readonly workstream?: Partial<WorkstreamConfig>;
  readonly widget?: Partial<WidgetConfig>;
  readonly queue?: Partial<QueueConfig>;
  /** None by themselves: the demo is always open. */
  readonly hours?: readonly HoursConfig[];
  /** Beside the sample one. */
  readonly providers?: readonly ProviderConfig[];
  /** Instead of the four. */
  readonly agents?: readonly AgentConfig[];
}

/**
 * What is not there yet is written; what an administrator has changed stays. Origins go with ports, so the shop's widget and the
 * sample provider learn theirs at every start. What `overrides` name is written as they say.
 */
export async function putDemoSettings(
  store: Store,
  shopOrigins: readonly string[],
  providerOrigin: string,
  overrides: DemoOverrides = {},
): Promise<void> {
  const [widgets, workstreams, queues, agents, rules, replies, providers] = await Promise.all([
    store.listConfig("widget"),
    store.listConfig("workstream"),
    store.listConfig("queue"),
    store.listConfig("agent"),
    store.listConfig("masking"),
    store.listConfig("quickReply"),
    store.listConfig("provider"),
  ]);
  const known = <Item extends { readonly id: string }>(items: readonly Item[], usual: Item): Item =>
    items.find(({ id }) => id === usual.id) ?? usual;
  const joinHosts = [new URL(providerOrigin).host];
  const urlTemplate = `${providerOrigin}/agent?kind={kind}&locale={locale}`;
  await store.putConfig("provider", { ...known(providers, provider), urlTemplate, joinHosts });
  for (const another of overrides.providers ?? []) await store.putConfig("provider", another);
  for (const agent of overrides.agents ?? demoAgents)
    await store.putConfig("agent", overrides.agents ? agent : known(agents, agent));
  await store.putConfig("masking", known(rules, masking));
  for (const reply of quickReplies) await store.putConfig("quickReply", known(replies, reply));
  for (const one of overrides.hours ?? []) await store.putConfig("hours", one);
  await store.putConfig("queue", { ...known(queues, queue), ...overrides.queue });
  await store.putConfig("workstream", { ...known(workstreams, workstream), ...overrides.workstream });
  const shop = known(widgets, widget);
  const isOldShop = (origin: string) => /^http:\/\/127\.0\.0\.1:\d+$/.test(origin);
  const allowedOrigins = [...shopOrigins, ...shop.allowedOrigins.filter((origin) => !isOldShop(origin))];
  await store.putConfig("widget", { ...shop, allowedOrigins, ...overrides.widget });
}
