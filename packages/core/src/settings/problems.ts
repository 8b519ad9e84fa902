/** What speaks against a setting, beside its shape: the one list that console and server go by (ADM-01). */
import { limits } from "@rinnalla/protocol";
import type {
  AgentConfig,
  ConfigByKind,
  ConfigKind,
  Configuration,
  HoursId,
  IdentityConfig,
  MaskingConfig,
  MediaChoice,
  QueueConfig,
  ProviderChoice,
  ProviderConfig,
  QuickReplyConfig,
  SettingProblem,
  SkillRule,
  VisualKind,
  WidgetConfig,
  WorkstreamConfig,
} from "@rinnalla/protocol";

import { askingProblems } from "../form/problems.ts";
import { hoursProblems } from "../hours/problems.ts";
import { proactiveProblems } from "../proactive/problems.ts";
import { isSecureAddress } from "../provider/address.ts";
import { isJoinHost } from "../provider/join-link.ts";
import { providersFor, registry } from "../provider/builtin.ts";
import { originOf, templateProblem } from "../provider/template.ts";
import { parseViewingRule } from "../visual/viewing-rules.ts";
import { compileRule, matchesEmpty } from "../masking/mask.ts";

type Problems = SettingProblem[];

/** Empty: `value` may take its place among `all`, as a new one or instead of that with its id. */
export function settingProblems<Kind extends ConfigKind>(
  kind: Kind,
  value: ConfigByKind[Kind],
  all: Configuration,
): readonly SettingProblem[] {
  const problems: Problems = [];
  if (value.name.trim() === "") problems.push({ field: "name", problem: "missing" });
  const others: readonly { readonly id: string; readonly name: string }[] = all[kind];
  // Two people may be called the same; two queues in one menu may not.
  // A reply may be there once for each language.
  if (
    kind !== "agent" &&
    kind !== "quickReply" &&
    others.some(({ id, name }) => id !== value.id && sameText(name, value.name))
  )
    problems.push({ field: "name", problem: "taken" });
  ofKind[kind](value, all, problems);
  return problems;
}

const ofKind: {
  readonly [Kind in ConfigKind]: (value: ConfigByKind[Kind], all: Configuration, problems: Problems) => void;
} = {
  skill: () => {},
  presence: () => {},
  provider: ofProvider,
  quickReply: ofQuickReply,
  masking: ofMasking,
  widget: ofWidget,
  workstream: ofWorkstream,
  queue: ofQueue,
  agent: ofAgent,
  hours: (hours, _all, problems) => void problems.push(...hoursProblems(hours)),
};

function ofWidget(widget: WidgetConfig, all: Configuration, problems: Problems): void {
  if (widget.organisation.trim() === "") problems.push({ field: "organisation", problem: "missing" });
  if (widget.allowedOrigins.length === 0) problems.push({ field: "allowedOrigins", problem: "missing" });
  const misfit = widget.allowedOrigins.find((origin) => !isOrigin(origin));
  if (misfit !== undefined) problems.push({ field: "allowedOrigins", problem: "notAnOrigin", entry: misfit });
  if (!/^#[0-9a-f]{6}$/i.test(widget.color)) problems.push({ field: "color", problem: "notAColor" });
  if (widget.locales.length === 0) problems.push({ field: "locales", problem: "missing" });
  knows(all.workstream, "workstreamId", widget.workstreamId, problems);
  ofChoice("cobrowse", widget.cobrowse, all, problems);
  ofChoice("screenShare", widget.screenShare, all, problems);
  if (widget.ringMs !== undefined) range("ringMs", widget.ringMs, limits.leastRingMs, limits.mostRingMs, problems);
  const noRule = widget.viewingRules?.find((rule) => !parseViewingRule(rule));
  if (noRule !== undefined) problems.push({ field: "viewingRules", problem: "notAViewingRule", entry: noRule });
  if (widget.recordingDays !== undefined)
    range("recordingDays", widget.recordingDays, 1, limits.mostRecordingDays, problems);
  if (widget.visualRecordingDays !== undefined)
    range("visualRecordingDays", widget.visualRecordingDays, 1, limits.mostRecordingDays, problems);
  problems.push(...proactiveProblems(widget));
  if (widget.attachments) {
    range("attachments.mostBytes", widget.attachments.mostBytes, 1, limits.mostAttachmentBytes, problems);
    range("attachments.days", widget.attachments.days, 1, limits.mostRecordingDays, problems);
    if (widget.attachments.from.length > 0 && widget.attachments.kinds.length === 0)
      problems.push({ field: "attachments.kinds", problem: "missing" });
  }
  ofMedia(widget, all, problems);
  for (const [locale, texts] of Object.entries(widget.texts ?? {}))
    for (const [key, text] of Object.entries(texts))
      if (text.trim() === "") problems.push({ field: `texts.${locale}.${key}`, problem: "missing", entry: key });
  if (widget.identity) ofIdentity(widget.identity, problems);
  for (const { skillId } of widget.skillRules ?? []) knows(all.skill, "skillRules", skillId, problems);
  for (const rule of widget.skillRules ?? []) ofSkillRule(rule, widget, problems);
  for (const skillId of widget.skillIds ?? []) knows(all.skill, "skillIds", skillId, problems);
  problems.push(...askingProblems(widget));
}

/** A rule that can never be true would be one that nobody notices. */
function ofSkillRule(rule: SkillRule, widget: WidgetConfig, problems: Problems): void {
  if (rule.source === "context") {
    if (rule.name.trim() === "" || rule.value.trim() === "") problems.push({ field: "skillRules", problem: "missing" });
  } else if (rule.source === "answer") {
    const field = widget.form?.find(({ id }) => id === rule.fieldId);
    if (!field?.options?.some(({ id }) => id === rule.optionId))
      problems.push({ field: "skillRules", problem: "unknown" });
  }
}

/** Whose word is taken for who a customer is (CHAT-08): nothing may be left open, and the keys come over TLS. */
function ofIdentity({ issuer, audience, keys }: IdentityConfig, problems: Problems): void {
  if (issuer.trim() === "") problems.push({ field: "identity.issuer", problem: "missing" });
  if (audience.trim() === "") problems.push({ field: "identity.audience", problem: "missing" });
  if (keys.kind === "jwks") {
    if (keys.url.trim() === "") problems.push({ field: "identity.keys", problem: "missing" });
    else if (!URL.canParse(keys.url) || !isSecureAddress(new URL(keys.url)))
      problems.push({ field: "identity.keys", problem: "notAnAddress" });
  } else if (!/^-----BEGIN PUBLIC KEY-----\s[A-Za-z0-9+/=\s]+-----END PUBLIC KEY-----\s*$/.test(keys.pem.trim()))
    problems.push({ field: "identity.keys", problem: "notAPublicKey" });
}

/** One provider for each kind, that is there and can do it (VIS-01). */
function ofChoice(kind: VisualKind, choice: ProviderChoice, all: Configuration, problems: Problems): void {
  if (choice === null || providersFor(kind, all.provider).some(({ id }) => id === choice)) return;
  const known = registry(all.provider).find(({ id }) => id === choice);
  problems.push({ field: kind, problem: known ? "notCapable" : "unknown", entry: known?.name ?? choice });
}

/** What goes into addresses, policies and pictures of the console must be just what it seems (VIS-10). */
function ofProvider(provider: ProviderConfig, all: Configuration, problems: Problems): void {
  // The word for ours.
  if (provider.id === ("builtin" as string)) problems.push({ field: "name", problem: "taken" });
  const template = templateProblem(provider.urlTemplate);
  if (template) problems.push({ field: "urlTemplate", ...template });
  const origin = originOf(provider.urlTemplate);
  if (origin !== null && all.ownOrigins.includes(origin)) problems.push({ field: "urlTemplate", problem: "ownOrigin" });
  if (provider.icon !== null && !/^data:image\/(png|webp|jpeg|svg\+xml);base64,[A-Za-z0-9+/=]+$/.test(provider.icon))
    problems.push({ field: "icon", problem: "notAnImage" });
  if (provider.capabilities.length === 0) problems.push({ field: "capabilities", problem: "missing" });
  if (provider.locales.length === 0) problems.push({ field: "locales", problem: "missing" });
  const locale = provider.locales.find((one) => !/^[a-z]{2,3}(-[A-Za-z0-9]{2,8})*$/.test(one));
  if (locale !== undefined) problems.push({ field: "locales", problem: "notALanguage", entry: locale });
  const host = provider.joinHosts.find((one) => !isJoinHost(one));
  if (host !== undefined) problems.push({ field: "joinHosts", problem: "notAHost", entry: host });
  if (provider.opensIn === "window" && provider.events.includes("page"))
    problems.push({ field: "events", problem: "notInWindow" });
}

function ofWorkstream(workstream: WorkstreamConfig, all: Configuration, problems: Problems): void {
  knows(all.queue, "queueId", workstream.queueId, problems);
  range("units", workstream.units, 1, limits.mostUnits, problems);
  range("offerMs", workstream.offerMs, limits.leastOfferMs, limits.mostOfferMs, problems);
  if (workstream.wrapUpMs !== 0)
    range("wrapUpMs", workstream.wrapUpMs, limits.leastWrapUpMs, limits.mostWrapUpMs, problems);
  knowsHours(workstream.hoursId, all, problems);
  for (const skillId of workstream.skillIds ?? []) knows(all.skill, "skillIds", skillId, problems);
  if (workstream.skillRelaxMs !== undefined)
    range("skillRelaxMs", workstream.skillRelaxMs, limits.leastSkillRelaxMs, limits.mostSkillRelaxMs, problems);
  range("reconnectWindowMs", workstream.reconnectWindowMs, 0, limits.mostReconnectWindowMs, problems);
}

function ofQueue(queue: QueueConfig, all: Configuration, problems: Problems): void {
  // Who was removed keeps the place in the queue, in case the removal is taken back.
  const before = all.queue.find(({ id }) => id === queue.id)?.agentIds ?? [];
  for (const agentId of queue.agentIds) if (!before.includes(agentId)) knows(all.agent, "agentIds", agentId, problems);
  const { serviceLevelMs } = queue;
  if (serviceLevelMs !== undefined)
    range("serviceLevelMs", serviceLevelMs, limits.leastServiceLevelMs, limits.mostServiceLevelMs, problems);
  knowsHours(queue.hoursId, all, problems);
  ofMedia(queue, all, problems);
}

function ofAgent(agent: AgentConfig, all: Configuration, problems: Problems): void {
  if (!/^[^\s@]+@[^\s@]+$/.test(agent.email)) problems.push({ field: "email", problem: "notAnEmail" });
  else if (all.agent.some(({ id, email }) => id !== agent.id && sameText(email, agent.email)))
    problems.push({ field: "email", problem: "taken" });
  range("limit", agent.limit, 0, limits.mostUnits, problems);
  // One that was removed stays with who had it, in case the removal is taken back.
  const before = all.agent.find(({ id }) => id === agent.id)?.skillIds ?? [];
  for (const skillId of agent.skillIds ?? [])
    if (!before.includes(skillId)) knows(all.skill, "skillIds", skillId, problems);
  const isLast = !all.agent.some(({ id, role }) => id !== agent.id && role === "administrator");
  if (agent.role !== "administrator" && isLast) problems.push({ field: "role", problem: "lastAdministrator" });
}

function ofMasking(rule: MaskingConfig, _all: Configuration, problems: Problems): void {
  if (rule.what === "pattern" && !rule.pattern) return void problems.push({ field: "pattern", problem: "missing" });
  const mask = compileRule(rule);
  if (!mask) return void problems.push({ field: "pattern", problem: "notAPattern" });
  if (rule.what === "pattern" && matchesEmpty(rule.pattern ?? ""))
    problems.push({ field: "pattern", problem: "matchesEmpty" });
  const failing = rule.tests.find(({ text, expected }) => mask(text) !== expected);
  if (failing) problems.push({ field: "tests", problem: "testFails", entry: failing.text });
}

function ofQuickReply(reply: QuickReplyConfig, _all: Configuration, problems: Problems): void {
  if (/\s|\//.test(reply.name)) problems.push({ field: "name", problem: "notOneWord" });
  if (reply.text.trim() === "") problems.push({ field: "text", problem: "missing" });
}

function ofMedia({ mediaRegion, isRelayOnly }: MediaChoice, all: Configuration, problems: Problems): void {
  if (mediaRegion !== undefined && !all.mediaRegions.includes(mediaRegion))
    problems.push({ field: "mediaRegion", problem: "unknown", entry: mediaRegion });
  // Through relays that are not there no call would come about.
  if (isRelayOnly === true && all.mediaRegions.length === 0)
    problems.push({ field: "isRelayOnly", problem: "missing" });
}

function knows(known: readonly { readonly id: string }[], field: string, id: string, problems: Problems): void {
  if (!known.some((one) => one.id === id)) problems.push({ field, problem: "unknown", entry: id });
}

function knowsHours(hoursId: HoursId | undefined, all: Configuration, problems: Problems): void {
  if (hoursId !== undefined) knows(all.hours, "hoursId", hoursId, problems);
}

function range(field: string, value: number, least: number, most: number, problems: Problems): void {
  if (value < least || value > most) problems.push({ field, problem: "outOfRange", least, most });
}

/** Scheme, host and port alone, as a browser names it in `Origin`. */
function isOrigin(text: string): boolean {
  if (!URL.canParse(text)) return false;
  const { protocol, origin } = new URL(text);
  return (protocol === "https:" || protocol === "http:") && origin === text;
}

const sameText = (one: string, other: string): boolean =>
  one.trim().toLocaleLowerCase("en") === other.trim().toLocaleLowerCase("en");
