/** One small organisation for the tests of the settings. */
import type {
  AgentConfig,
  AgentId,
  Configuration,
  HoursConfig,
  HoursId,
  MaskingConfig,
  MaskingId,
  PresenceConfig,
  PresenceId,
  ProviderConfig,
  ProviderId,
  QueueConfig,
  QueueId,
  QuickReplyConfig,
  QuickReplyId,
  SkillConfig,
  SkillId,
  WidgetConfig,
  WidgetId,
  WorkstreamConfig,
  WorkstreamId,
} from "@rinnalla/protocol";

export const otso: AgentConfig = {
  id: "a_otso" as AgentId,
  name: "Otso",
  email: "otso@example.org",
  role: "administrator",
  limit: 100,
};
export const aino: AgentConfig = {
  ...otso,
  id: "a_aino" as AgentId,
  name: "Aino",
  email: "aino@example.org",
  role: "agent",
};
export const queue: QueueConfig = { id: "q_a" as QueueId, name: "Palvelu", agentIds: [aino.id] };
export const workstream: WorkstreamConfig = {
  id: "ws_a" as WorkstreamId,
  name: "Chat",
  queueId: queue.id,
  units: 30,
  distribution: "push",
  offerMs: 120_000,
  wrapUpMs: 60_000,
  reconnectWindowMs: 180_000,
};
export const hello: QuickReplyConfig = {
  id: "qr_hei" as QuickReplyId,
  name: "hei",
  text: "Hei {customer}, miten voin auttaa?",
  locale: "fi",
};
export const card: MaskingConfig = {
  id: "m_card" as MaskingId,
  name: "Kortit",
  isOn: true,
  what: "card",
  appliesTo: "both",
  tests: [],
};
export const widget: WidgetConfig = {
  id: "w_a" as WidgetId,
  name: "Kauppa",
  allowedOrigins: ["https://shop.example"],
  workstreamId: workstream.id,
  calls: "voiceAndVideo",
  cobrowse: "builtin",
  screenShare: null,
  color: "#1f5f4a",
  locales: ["fi"],
  organisation: "Kauppa Oy",
};
export const surfer: ProviderConfig = {
  id: "p_surfer" as ProviderId,
  name: "Surfer",
  icon: null,
  locales: ["en"],
  capabilities: ["cobrowse"],
  opensIn: "frame",
  urlTemplate: "https://agent.surfer.example/start?c={conversationId}",
  joinHosts: ["join.surfer.example"],
  events: ["page", "callback"],
};
const office = [{ from: 480, to: 960 }];
export const hours: HoursConfig = {
  id: "h_a" as HoursId,
  name: "Arkisin",
  timeZone: "Europe/Helsinki",
  week: [office, office, office, office, office, [], []],
  holidays: [],
};
export const swedish: SkillConfig = { id: "sk_sv" as SkillId, name: "Ruotsi" };
export const lunch: PresenceConfig = {
  id: "pr_lunch" as PresenceId,
  name: "Lounas",
  names: { en: "Lunch" },
  base: "away",
  takesOffers: false,
};
export const all: Configuration = {
  skill: [swedish],
  presence: [lunch],
  provider: [surfer],
  quickReply: [hello],
  masking: [card],
  widget: [widget],
  workstream: [workstream],
  queue: [queue],
  agent: [otso, aino],
  hours: [hours],
  mediaRegions: ["north"],
  ownOrigins: ["https://chat.example"],
};
