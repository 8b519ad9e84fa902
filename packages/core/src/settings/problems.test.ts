import type {
  AgentId,
  ConfigByKind,
  ConfigKind,
  FormField,
  HoursId,
  OpenInterval,
  ProviderId,
  QueueId,
  QuickReplyId,
  SkillId,
  WidgetId,
  WorkstreamId,
} from "@rinnalla/protocol";
import { expect, test } from "vitest";
import { settingProblems } from "./problems.ts";
import { all, card, hello, hours, lunch, otso, queue, surfer, swedish, widget, workstream } from "./samples.ts";

type Row = {
  [Kind in ConfigKind]: readonly [Kind, Partial<ConfigByKind[Kind]>, readonly string[]];
}[ConfigKind];

const pem = "-----BEGIN PUBLIC KEY-----\nMFkwEwYHKoZIzj0CAQYIKoZIzj0DAQcDQgAE\n-----END PUBLIC KEY-----\n";
const identity = {
  issuer: "https://shop.example",
  audience: "w",
  keys: { kind: "jwks", url: "https://shop.example/keys" },
} as const;

const weekOf = (...days: readonly (readonly OpenInterval[])[]) =>
  Array.from({ length: 7 }, (_, day) => days[day] ?? []);
const field: FormField = { id: "f1", kind: "text", labels: { fi: "Tilausnumero" }, isRequired: true };

const gone = "sk_gone" as SkillId;
const rows: readonly Row[] = [
  ["widget", {}, []],
  ["widget", { name: "  ", organisation: "" }, ["name missing", "organisation missing"]],
  ["widget", { id: "w_b" as WidgetId, name: " kauppa" }, ["name taken"]],
  ["widget", { allowedOrigins: [] }, ["allowedOrigins missing"]],
  ["widget", { allowedOrigins: ["http://127.0.0.1:8080", "https://shop.example"] }, []],
  ["widget", { allowedOrigins: ["https://shop.example/"] }, ["allowedOrigins notAnOrigin https://shop.example/"]],
  ["widget", { allowedOrigins: ["https://Shop.example"] }, ["allowedOrigins notAnOrigin https://Shop.example"]],
  ["widget", { allowedOrigins: ["*"] }, ["allowedOrigins notAnOrigin *"]],
  ["widget", { allowedOrigins: ["javascript:1"] }, ["allowedOrigins notAnOrigin javascript:1"]],
  ["widget", { color: "red" }, ["color notAColor"]],
  ["widget", { locales: [] }, ["locales missing"]],
  ["widget", { workstreamId: "ws_x" as WorkstreamId }, ["workstreamId unknown ws_x"]],
  ["widget", { viewingRules: ["mask .a", "pause on /pay/*"] }, []],
  ["widget", { viewingRules: ["mask .a", "hide .b"] }, ["viewingRules notAViewingRule hide .b"]],
  ["widget", { ringMs: 9_999 }, ["ringMs outOfRange 10000-120000"]],
  ["widget", { ringMs: 120_000 }, []],
  ["widget", { recordingDays: 0 }, ["recordingDays outOfRange 1-3650"]],
  ["widget", { visualRecordingDays: 4000 }, ["visualRecordingDays outOfRange 1-3650"]],
  ["widget", { mediaRegion: "north", isRelayOnly: true }, []],
  ["widget", { mediaRegion: "south" }, ["mediaRegion unknown south"]],
  ["widget", { identity }, []],
  ["widget", { identity: { ...identity, keys: { kind: "pem", pem } } }, []],
  [
    "widget",
    { identity: { issuer: "", audience: " ", keys: { kind: "jwks", url: "" } } },
    ["identity.issuer missing", "identity.audience missing", "identity.keys missing"],
  ],
  [
    "widget",
    { identity: { ...identity, keys: { kind: "jwks", url: "http://shop.example/keys" } } },
    ["identity.keys notAnAddress"],
  ],
  [
    "widget",
    { identity: { ...identity, keys: { kind: "pem", pem: pem.replaceAll("PUBLIC", "PRIVATE") } } },
    ["identity.keys notAPublicKey"],
  ],
  ["workstream", { queueId: "q_x" as QueueId }, ["queueId unknown q_x"]],
  ["workstream", { units: 0 }, ["units outOfRange 1-1000"]],
  ["workstream", { offerMs: 5_000 }, ["offerMs outOfRange 10000-600000"]],
  ["workstream", { wrapUpMs: 0, reconnectWindowMs: 0 }, []],
  ["workstream", { wrapUpMs: 10_000 }, ["wrapUpMs outOfRange 30000-3600000"]],
  ["queue", { agentIds: ["a_x" as AgentId] }, ["agentIds unknown a_x"]],
  ["queue", { agentIds: [] }, []],
  ["queue", { hoursId: hours.id }, []],
  ["workstream", { hoursId: "h_x" as HoursId }, ["hoursId unknown h_x"]],
  ["hours", {}, []],
  ["hours", { timeZone: "Europe/Helsingfors" }, ["timeZone notATimeZone"]],
  ["hours", { timeZone: "+02:00" }, ["timeZone notATimeZone"]],
  ["hours", { week: weekOf([{ from: 600, to: 600 }]) }, ["week.0 notAnInterval"]],
  ["hours", { week: weekOf([{ from: 1_440, to: 1_500 }]) }, ["week.0 notAnInterval"]],
  ["hours", { week: weekOf([{ from: 0, to: 1_440 }]) }, []],
  ["hours", { week: weekOf([{ from: 1_200, to: 1_560 }], [{ from: 120, to: 400 }]) }, []],
  ["hours", { week: weekOf([{ from: 1_200, to: 1_560 }], [{ from: 119, to: 400 }]) }, ["week.0 overlap"]],
  [
    "hours",
    {
      week: weekOf([
        { from: 480, to: 700 },
        { from: 690, to: 900 },
      ]),
    },
    ["week.0 overlap"],
  ],
  ["hours", { holidays: [{ date: "2026-02-29", name: "", intervals: [] }] }, ["holidays.0.date notADate"]],
  [
    "hours",
    {
      holidays: [
        { date: "2026-12-24", name: "", intervals: [] },
        { date: "2026-12-24", name: "", intervals: [{ from: 60, to: 30 }] },
      ],
    },
    ["holidays.1.date doubled", "holidays.1.intervals notAnInterval"],
  ],
  ["widget", { form: [field] }, []],
  ["widget", { locales: ["fi", "sv"], form: [field] }, ["form.0.labels missingIn sv"]],
  ["widget", { form: [field, field] }, ["form.1.holds doubled"]],
  [
    "widget",
    {
      form: [
        { ...field, holds: "name" },
        { ...field, id: "f2", holds: "name" },
      ],
    },
    ["form.1.holds doubled"],
  ],
  ["widget", { form: [{ ...field, maxChars: 0 }] }, ["form.0.maxChars outOfRange 1-200"]],
  ["widget", { form: [{ ...field, kind: "options" }] }, ["form.0.options noOptions"]],
  [
    "widget",
    { form: [{ ...field, kind: "options", options: [{ id: "a", labels: { fi: " " } }] }] },
    ["form.0.options.0 missingIn fi"],
  ],
  ["widget", { survey: { isOn: true, question: { sv: "Hur gick det?" } } }, ["survey.question missingIn fi"]],
  [
    "widget",
    { offlineMessage: { name: "no", email: "required", days: 400 } },
    ["offlineMessage.days outOfRange 1-365"],
  ],
  ["masking", { tests: [{ text: "4111 1111 1111 1111", expected: "**** **** **** ****" }] }, []],
  ["masking", { tests: [{ text: "tilaus 1234", expected: "tilaus ****" }] }, ["tests testFails tilaus 1234"]],
  ["masking", { what: "pattern" }, ["pattern missing"]],
  ["masking", { what: "pattern", pattern: "(" }, ["pattern notAPattern"]],
  ["masking", { what: "pattern", pattern: "(?=a)" }, ["pattern notAPattern"]],
  ["masking", { what: "pattern", pattern: "a*" }, ["pattern matchesEmpty"]],
  ["masking", { what: "pattern", pattern: "AB-\\d+", tests: [{ text: "ab-12", expected: "**-**" }] }, []],
  [
    "masking",
    { what: "pattern", pattern: "AB", isCaseSensitive: true, tests: [{ text: "ab", expected: "**" }] },
    ["tests testFails ab"],
  ],
  ["quickReply", {}, []],
  ["quickReply", { name: "hei sinä", text: " " }, ["name notOneWord", "text missing"]],
  ["quickReply", { id: "qr_b" as QuickReplyId, locale: "en" }, []],
  ["widget", { cobrowse: surfer.id }, []],
  ["widget", { screenShare: surfer.id }, ["screenShare notCapable Surfer"]],
  ["widget", { cobrowse: "p_x" as ProviderId }, ["cobrowse unknown p_x"]],
  ["provider", {}, []],
  ["provider", { id: "builtin" as ProviderId, name: "Other" }, ["name taken"]],
  ["provider", { urlTemplate: " " }, ["urlTemplate missing"]],
  ["provider", { urlTemplate: "https://chat.example/x" }, ["urlTemplate ownOrigin"]],
  ["provider", { urlTemplate: "https://x.example/{pin}" }, ["urlTemplate unknownPlaceholder {pin}"]],
  ["provider", { icon: "https://x.example/icon.png" }, ["icon notAnImage"]],
  ["provider", { icon: "data:text/html;base64,PGI+" }, ["icon notAnImage"]],
  ["provider", { icon: "data:image/svg+xml;base64,PHN2Zy8+" }, []],
  ["provider", { capabilities: [], locales: [] }, ["capabilities missing", "locales missing"]],
  ["provider", { locales: ["pt-BR", "Suomi!"] }, ["locales notALanguage Suomi!"]],
  ["provider", { joinHosts: ["join.example", "*.example.com", "join.example:8443"] }, []],
  ["provider", { joinHosts: ["*.com"] }, ["joinHosts notAHost *.com"]],
  ["provider", { joinHosts: ["https://join.example"] }, ["joinHosts notAHost https://join.example"]],
  ["provider", { opensIn: "window" }, ["events notInWindow"]],
  ["provider", { opensIn: "window", events: ["callback"] }, []],
  ["agent", { email: "otso" }, ["email notAnEmail"]],
  ["agent", { email: "Aino@Example.org" }, ["email taken"]],
  ["agent", { name: "Aino" }, []],
  ["agent", { role: "supervisor" }, ["role lastAdministrator"]],
  ["agent", { limit: 1_001 }, ["limit outOfRange 0-1000"]],
  ["agent", { skillIds: [swedish.id] }, []],
  ["agent", { skillIds: [gone] }, ["skillIds unknown sk_gone"]],
  ["skill", { id: "sk_other" as SkillId }, ["name taken"]],
  ["presence", { name: " " }, ["name missing"]],
  ["workstream", { skillIds: [swedish.id], skillRelaxMs: 60_000 }, []],
  [
    "workstream",
    { skillIds: [gone], skillRelaxMs: 1 },
    ["skillIds unknown sk_gone", "skillRelaxMs outOfRange 1000-3600000"],
  ],
  ["widget", { skillIds: [gone] }, ["skillIds unknown sk_gone"]],
  ["widget", { skillRules: [{ source: "locale", locale: "sv", skillId: swedish.id }] }, []],
  ["widget", { skillRules: [{ source: "locale", locale: "sv", skillId: gone }] }, ["skillRules unknown sk_gone"]],
  [
    "widget",
    { skillRules: [{ source: "context", name: "", value: "x", skillId: swedish.id }] },
    ["skillRules missing"],
  ],
  [
    "widget",
    { skillRules: [{ source: "answer", fieldId: "topic", optionId: "bill", skillId: swedish.id }] },
    ["skillRules unknown"],
  ],
];

const base = {
  skill: swedish,
  presence: lunch,
  hours,
  provider: surfer,
  quickReply: hello,
  masking: card,
  widget,
  workstream,
  queue,
  agent: otso,
};

test.each(rows)("[ADM-01] %s with %o: %o", (kind, change, expected) => {
  const value = { ...base[kind], ...change } as ConfigByKind[typeof kind];
  const found = settingProblems(kind, value, all).map(({ field, problem, entry, least, most }) =>
    [field, problem, entry, least === undefined ? undefined : `${least}-${most}`].filter(Boolean).join(" "),
  );
  expect(found).toEqual(expected);
});

test("[CALL-09] relays alone, where there are none, is no setting", () => {
  const found = settingProblems("queue", { ...queue, isRelayOnly: true }, { ...all, mediaRegions: [] });
  expect(found).toEqual([{ field: "isRelayOnly", problem: "missing" }]);
});
