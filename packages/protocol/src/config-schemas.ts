/** The shape of each kind of setting as it comes in (ADM-01). What the settings mean to each other is core's (`settings/problems.ts`). */
import { Type, type TSchema } from "typebox";
import { Compile } from "typebox/compile";
import type { ConfigByKind, ConfigKind, SettingsFile } from "./config.ts";
import { closed, Id, LocaleSchema } from "./fields.ts";
import type {
  AgentId,
  HoursId,
  MaskingId,
  PresenceId,
  ProviderId,
  QueueId,
  QuickReplyId,
  SkillId,
  WidgetId,
  WorkstreamId,
} from "./ids.ts";
import { attachmentKinds } from "./attachments.ts";
import {
  FormSchema,
  holidaysSchema,
  LocalTextsSchema,
  OfflineMessageSchema,
  SurveySchema,
  weekSchema,
} from "./form-schemas.ts";
import { limits } from "./limits.ts";

const Name = Type.String({ maxLength: limits.nameChars });
const Provider = Type.Union([Type.Literal("builtin"), Id<ProviderId>(), Type.Null()]);
const Milliseconds = Type.Integer({ minimum: 0, maximum: 86_400_000 });
const mediaChoice = {
  mediaRegion: Type.Optional(Type.String({ minLength: 1, maxLength: limits.nameChars })),
  isRelayOnly: Type.Optional(Type.Boolean()),
};

/** Of one language, by key. A key that the widget does not know changes nothing. */
const Texts = Type.Record(
  Type.String({ pattern: "^[A-Za-z][A-Za-z0-9.]{0,63}$" }),
  Type.String({ maxLength: limits.widgetTextChars }),
  { maxProperties: limits.widgetTexts, additionalProperties: false },
);
const skillIds = Type.Optional(Type.Array(Id<SkillId>(), { maxItems: limits.skills, uniqueItems: true }));
const skillId = Id<SkillId>();
const skillRule = Type.Union([
  Type.Object(
    {
      source: Type.Literal("answer"),
      fieldId: Type.String({ maxLength: limits.idChars }),
      optionId: Type.String({ maxLength: limits.idChars }),
      skillId,
    },
    closed,
  ),
  Type.Object(
    {
      source: Type.Literal("context"),
      name: Type.String({ maxLength: limits.contextNameChars }),
      value: Type.String({ maxLength: limits.contextValueChars }),
      skillId,
    },
    closed,
  ),
  Type.Object({ source: Type.Literal("locale"), locale: LocaleSchema, skillId }, closed),
]);
const maskingText = Type.String({ maxLength: limits.messageChars });
const schemas = {
  skill: Type.Object({ id: skillId, name: Name }, closed),
  presence: Type.Object(
    {
      id: Id<PresenceId>(),
      name: Name,
      names: LocalTextsSchema(limits.nameChars),
      base: Type.Union([
        Type.Literal("available"),
        Type.Literal("busy"),
        Type.Literal("doNotDisturb"),
        Type.Literal("away"),
      ]),
      takesOffers: Type.Boolean(),
    },
    closed,
  ),
  provider: Type.Object(
    {
      id: Id<ProviderId>(),
      name: Name,
      icon: Type.Union([Type.String({ maxLength: limits.iconChars }), Type.Null()]),
      locales: Type.Array(Type.String({ maxLength: 35 }), { maxItems: 50 }),
      capabilities: Type.Array(Type.Union([Type.Literal("cobrowse"), Type.Literal("screenShare")]), {
        maxItems: 2,
        uniqueItems: true,
      }),
      opensIn: Type.Union([Type.Literal("frame"), Type.Literal("window")]),
      urlTemplate: Type.String({ maxLength: limits.urlChars }),
      joinHosts: Type.Array(Type.String({ maxLength: 255 }), { maxItems: 50 }),
      events: Type.Array(Type.Union([Type.Literal("page"), Type.Literal("callback")]), {
        maxItems: 2,
        uniqueItems: true,
      }),
      secretVersion: Type.Optional(Type.Integer({ minimum: 1, maximum: 1_000_000 })),
      preset: Type.Optional(Type.String({ maxLength: limits.nameChars })),
    },
    closed,
  ),
  quickReply: Type.Object(
    {
      id: Id<QuickReplyId>(),
      name: Name,
      text: Type.String({ maxLength: limits.messageChars }),
      locale: Type.Union([LocaleSchema, Type.Null()]),
    },
    closed,
  ),
  masking: Type.Object(
    {
      id: Id<MaskingId>(),
      name: Name,
      isOn: Type.Boolean(),
      what: Type.Union([
        Type.Literal("card"),
        Type.Literal("email"),
        Type.Literal("finnishId"),
        Type.Literal("swedishId"),
        Type.Literal("pattern"),
      ]),
      pattern: Type.Optional(Type.String({ maxLength: limits.patternChars })),
      isCaseSensitive: Type.Optional(Type.Boolean()),
      appliesTo: Type.Union([Type.Literal("customer"), Type.Literal("agent"), Type.Literal("both")]),
      tests: Type.Array(Type.Object({ text: maskingText, expected: maskingText }, closed), {
        maxItems: limits.maskingTests,
      }),
    },
    closed,
  ),
  widget: Type.Object(
    {
      ...mediaChoice,
      id: Id<WidgetId>(),
      name: Name,
      allowedOrigins: Type.Array(Type.String({ maxLength: 300 }), { maxItems: 50 }),
      workstreamId: Id<WorkstreamId>(),
      calls: Type.Union([Type.Literal("none"), Type.Literal("voice"), Type.Literal("voiceAndVideo")]),
      cobrowse: Provider,
      screenShare: Provider,
      ringMs: Type.Optional(Milliseconds),
      customerMayAskCall: Type.Optional(Type.Boolean()),
      customerSeesListeners: Type.Optional(Type.Boolean()),
      mayRecord: Type.Optional(Type.Boolean()),
      recordingDays: Type.Optional(Type.Integer({ minimum: 0, maximum: 100_000 })),
      visualRecording: Type.Optional(Type.Union([Type.Literal("off"), Type.Literal("allowed")])),
      visualRecordingDays: Type.Optional(Type.Integer({ minimum: 0, maximum: 100_000 })),
      viewingRules: Type.Optional(Type.Array(Type.String({ maxLength: 300 }), { maxItems: 100 })),
      callContinuity: Type.Optional(
        Type.Union([Type.Literal("shell"), Type.Literal("window"), Type.Literal("rejoin")]),
      ),
      proactive: Type.Optional(
        Type.Array(
          Type.Object(
            {
              id: Type.String({ minLength: 1, maxLength: limits.idChars }),
              page: Type.Optional(Type.String({ maxLength: limits.proactivePageChars })),
              afterMs: Milliseconds,
              scrolledPercent: Type.Optional(Type.Integer({ minimum: 0, maximum: 100 })),
              againAfterDays: Type.Integer({ minimum: 0, maximum: 100_000 }),
              isForAbsence: Type.Optional(Type.Literal(true)),
              texts: LocalTextsSchema(limits.formLabelChars),
            },
            closed,
          ),
          { maxItems: limits.proactiveRules },
        ),
      ),
      attachments: Type.Optional(
        Type.Object(
          {
            from: Type.Array(Type.Union([Type.Literal("customer"), Type.Literal("agent")]), {
              maxItems: 2,
              uniqueItems: true,
            }),
            kinds: Type.Array(Type.Union(attachmentKinds.map((kind) => Type.Literal(kind))), {
              maxItems: attachmentKinds.length,
              uniqueItems: true,
            }),
            mostBytes: Type.Integer({ minimum: 0, maximum: 2 ** 40 }),
            days: Type.Integer({ minimum: 0, maximum: 100_000 }),
          },
          closed,
        ),
      ),
      color: Type.String({ maxLength: 20 }),
      locales: Type.Array(LocaleSchema, { maxItems: 3, uniqueItems: true }),
      organisation: Name,
      form: Type.Optional(FormSchema),
      offlineMessage: Type.Optional(OfflineMessageSchema),
      survey: Type.Optional(SurveySchema),
      texts: Type.Optional(Type.Partial(Type.Object({ en: Texts, fi: Texts, sv: Texts }, closed))),
      identity: Type.Optional(
        Type.Object(
          {
            issuer: Type.String({ maxLength: limits.urlChars }),
            audience: Type.String({ maxLength: limits.urlChars }),
            keys: Type.Union([
              Type.Object({ kind: Type.Literal("jwks"), url: Type.String({ maxLength: limits.urlChars }) }, closed),
              Type.Object({ kind: Type.Literal("pem"), pem: Type.String({ maxLength: limits.pemChars }) }, closed),
            ]),
          },
          closed,
        ),
      ),
      skillIds,
      skillRules: Type.Optional(Type.Array(skillRule, { maxItems: limits.skillRules })),
    },
    closed,
  ),
  workstream: Type.Object(
    {
      id: Id<WorkstreamId>(),
      name: Name,
      queueId: Id<QueueId>(),
      units: Type.Integer({ minimum: 0, maximum: 100_000 }),
      distribution: Type.Union([Type.Literal("push"), Type.Literal("pick")]),
      offerMs: Milliseconds,
      wrapUpMs: Milliseconds,
      reconnectWindowMs: Milliseconds,
      hoursId: Type.Optional(Id<HoursId>()),
      hidesMonitors: Type.Optional(Type.Boolean()),
      skillIds,
      skillRelaxMs: Type.Optional(Milliseconds),
    },
    closed,
  ),
  queue: Type.Object(
    {
      ...mediaChoice,
      id: Id<QueueId>(),
      name: Name,
      agentIds: Type.Array(Id<AgentId>(), { maxItems: 5_000, uniqueItems: true }),
      serviceLevelMs: Type.Optional(Milliseconds),
      hoursId: Type.Optional(Id<HoursId>()),
    },
    closed,
  ),
  hours: Type.Object(
    {
      id: Id<HoursId>(),
      name: Name,
      timeZone: Type.String({ maxLength: limits.nameChars }),
      week: weekSchema,
      holidays: holidaysSchema,
    },
    closed,
  ),
  agent: Type.Object(
    {
      id: Id<AgentId>(),
      name: Name,
      email: Type.String({ maxLength: 254 }),
      role: Type.Union([Type.Literal("agent"), Type.Literal("supervisor"), Type.Literal("administrator")]),
      limit: Type.Integer({ minimum: 0, maximum: 100_000 }),
      skillIds,
    },
    closed,
  ),
};

const compiled = {
  skill: Compile(schemas.skill),
  presence: Compile(schemas.presence),
  provider: Compile(schemas.provider),
  quickReply: Compile(schemas.quickReply),
  masking: Compile(schemas.masking),
  widget: Compile(schemas.widget),
  workstream: Compile(schemas.workstream),
  queue: Compile(schemas.queue),
  agent: Compile(schemas.agent),
  hours: Compile(schemas.hours),
};
/** Does not compile when a schema and the type that people read (`config.ts`) come apart. */
const checks: { readonly [Kind in ConfigKind]: { Check(value: unknown): value is ConfigByKind[Kind] } } = compiled;

export function isConfigKind(text: string): text is ConfigKind {
  return Object.hasOwn(checks, text);
}

/** Null: not of this shape. */
export function decodeConfig<Kind extends ConfigKind>(kind: Kind, value: unknown): ConfigByKind[Kind] | null {
  return checks[kind].Check(value) ? value : null;
}

const list = <Item extends TSchema>(item: Item) => Type.Array(item, { maxItems: 5_000 });
const compiledFile = Compile(
  Type.Object(
    {
      rinnallaSettings: Type.Literal(1),
      skill: list(schemas.skill),
      presence: list(schemas.presence),
      provider: list(schemas.provider),
      quickReply: list(schemas.quickReply),
      masking: list(schemas.masking),
      widget: list(schemas.widget),
      workstream: list(schemas.workstream),
      queue: list(schemas.queue),
      agent: list(schemas.agent),
      hours: list(schemas.hours),
    },
    closed,
  ),
);
const fileCheck: { Check(value: unknown): value is SettingsFile } = compiledFile;

/** Null: no file of settings. A file of before there were providers, hours, skills or presences has none. */
export function decodeSettingsFile(value: unknown): SettingsFile | null {
  const none = { provider: [], hours: [], skill: [], presence: [] };
  const whole: unknown = typeof value === "object" && value !== null ? { ...none, ...value } : value;
  return fileCheck.Check(whole) ? whole : null;
}
