/** What a new setting starts from; the one link that it needs is the first that there is. */
import {
  limits,
  newId,
  type AgentId,
  type ConfigByKind,
  type ConfigKind,
  type Configuration,
  type HoursId,
  type MaskingId,
  type PresenceId,
  type ProviderId,
  type QueueId,
  type QuickReplyId,
  type SkillId,
  type WidgetId,
  type WorkstreamId,
} from "@rinnalla/protocol";

type Fresh = { readonly [Kind in ConfigKind]: (all: Configuration) => ConfigByKind[Kind] };

export const freshSetting: Fresh = {
  provider: () => ({
    id: newId<ProviderId>(),
    name: "",
    icon: null,
    locales: ["en"],
    capabilities: ["cobrowse"],
    opensIn: "frame",
    urlTemplate: "",
    joinHosts: [],
    events: ["page"],
  }),
  skill: () => ({ id: newId<SkillId>(), name: "" }),
  presence: () => ({ id: newId<PresenceId>(), name: "", names: {}, base: "busy", takesOffers: false }),
  quickReply: () => ({ id: newId<QuickReplyId>(), name: "", text: "", locale: null }),
  masking: () => ({ id: newId<MaskingId>(), name: "", isOn: true, what: "card", appliesTo: "both", tests: [] }),
  widget: (all) => ({
    id: newId<WidgetId>(),
    name: "",
    allowedOrigins: [],
    workstreamId: all.workstream[0]?.id ?? ("" as WorkstreamId),
    calls: "voiceAndVideo",
    cobrowse: "builtin",
    screenShare: "builtin",
    color: "#14665a",
    locales: ["fi", "sv", "en"],
    organisation: all.widget[0]?.organisation ?? "",
  }),
  workstream: (all) => ({
    id: newId<WorkstreamId>(),
    name: "",
    queueId: all.queue[0]?.id ?? ("" as QueueId),
    units: 30,
    distribution: "push",
    offerMs: limits.offerMs,
    wrapUpMs: limits.wrapUpMs,
    reconnectWindowMs: limits.reconnectWindowMs,
  }),
  queue: () => ({ id: newId<QueueId>(), name: "", agentIds: [] }),
  hours: () => {
    const office = [{ from: 480, to: 960 }];
    return {
      id: newId<HoursId>(),
      name: "",
      timeZone: Intl.DateTimeFormat().resolvedOptions().timeZone,
      week: [office, office, office, office, office, [], []],
      holidays: [],
    };
  },
  agent: () => ({ id: newId<AgentId>(), name: "", email: "", role: "agent", limit: 100 }),
};
