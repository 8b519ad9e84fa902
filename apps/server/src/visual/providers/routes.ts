/** The providers' routes (VIS-10): an agent's page and its reports, signed callbacks, and the administrator's check and secret. */
import { fillTemplate, localeFor, originOf, settingProblems, type ConversationState } from "@rinnalla/core";
import type {
  AgentConfig,
  CommandResult,
  ConversationId,
  Locale,
  ProviderConfig,
  ProviderId,
  ProviderPage,
  ProviderTrial,
  ProviderView,
  VisualId,
} from "@rinnalla/protocol";
import { decodeConfig, decodeProviderCallback, decodeProviderReport } from "@rinnalla/protocol/schemas";
import type { FastifyInstance, FastifyReply, FastifyRequest } from "fastify";
import type { Logger } from "pino";
import { headersOf, isOwnOrigin, refuseRequest, type ApiParts } from "../../http/api.ts";
import type { ProviderReports } from "./reports.ts";
import { callbackSecret, checkSignature, signatureHeader, timestampHeader } from "./signature.ts";
import type { ProviderTokens } from "./tokens.ts";
import { tryProvider } from "./trial.ts";

export interface ProviderParts extends ApiParts {
  readonly providerTokens: ProviderTokens;
  readonly providerReports: ProviderReports;
  /** From which every provider's callback secret is made. */
  readonly providerMaster: string;
}

type ProviderParams = { Params: { providerId: string } };

export async function serveProviders(app: FastifyInstance, parts: () => ProviderParts, log: Logger): Promise<void> {
  // For each address. A busy office reports a few events for each session.
  const often = { config: { rateLimit: { max: 600, timeWindow: 60_000 } } };
  const seldom = { config: { rateLimit: { max: 60, timeWindow: 60_000 } } };

  app.get("/api/staff/providers", often, async (request, reply) => {
    const agent = await staffIn(request, parts());
    if (!agent) return refuseRequest(reply, "notSignedIn");
    return reply.header("cache-control", "no-store").send([...parts().settings.providers.values()].map(viewOf));
  });

  app.post<{ Params: { conversationId: string; visualId: string }; Body: unknown }>(
    "/api/conversations/:conversationId/visual/:visualId/page",
    often,
    async (request, reply) => {
      const { settings, states, origins } = parts();
      if (!isOwnOrigin(request, origins)) return refuseRequest(reply, "originRefused");
      const agent = await staffIn(request, parts());
      if (!agent) return refuseRequest(reply, "notSignedIn");
      const state = await states.load(request.params.conversationId as ConversationId);
      if (!state || state.agent?.agentId !== agent.id) return refuseRequest(reply, "notFound");
      const { visual } = state;
      if (visual?.id !== (request.params.visualId as VisualId) || visual.phase === "ended" || !visual.provider)
        return refuseRequest(reply, "visualGone");
      const provider = settings.providers.get(visual.provider.id);
      if (!provider) return refuseRequest(reply, "visualOff");
      const page = await pageOf(provider, state, agent, localeIn(request.body), parts());
      return page ? reply.header("cache-control", "no-store").send(page) : refuseRequest(reply, "visualOff");
    },
  );

  app.post<{ Body: unknown }>("/api/provider-reports", often, async (request, reply) => {
    const { providerTokens, providerReports, settings, states, origins } = parts();
    if (!isOwnOrigin(request, origins)) return refuseRequest(reply, "originRefused");
    const agent = await staffIn(request, parts());
    if (!agent) return refuseRequest(reply, "notSignedIn");
    const report = decodeProviderReport(request.body);
    if (!report) return refuseRequest(reply, "badFrame");
    const claim = await providerTokens.read(report.token);
    const provider = claim && settings.providers.get(claim.providerId);
    if (!claim || !provider?.events.includes("page")) return refuseRequest(reply, "notSignedIn");
    // The page stands in this agent's console, or the token has gone astray.
    const state = await states.load(claim.conversationId);
    if (state?.agent?.agentId !== agent.id) return refuseRequest(reply, "notFound");
    return answer(reply, await providerReports.take({ ...claim, provider, event: report.event }));
  });

  await app.register(async (signed) => {
    // The signature is over the body as it came.
    signed.removeAllContentTypeParsers();
    signed.addContentTypeParser("*", { parseAs: "string" }, (_request, body, done) => done(null, body));
    signed.post<ProviderParams & { Body: unknown }>("/api/provider-callbacks/:providerId", often, (request, reply) =>
      takeCallback(request, reply, parts(), log),
    );
  });

  app.post<ProviderParams>("/api/admin/providers/:providerId/secret", seldom, async (request, reply) => {
    const { settings, providerMaster } = parts();
    const refused = await refuseUnlessAdministrator(request, reply, parts());
    if (refused) return refused;
    const provider = settings.providers.get(request.params.providerId as ProviderId);
    if (!provider) return refuseRequest(reply, "notFound");
    log.info({ providerId: provider.id }, "callback secret shown");
    return reply.header("cache-control", "no-store").send({ secret: callbackSecret(providerMaster, provider) });
  });

  /** Of a manifest as it stands in the form, saved or not. */
  app.post<{ Body: unknown }>("/api/admin/provider-trial", seldom, async (request, reply) => {
    const { configuration, origins, providerReports } = parts();
    const refused = await refuseUnlessAdministrator(request, reply, parts());
    if (refused) return refused;
    const provider = decodeConfig("provider", request.body);
    if (!provider) return refuseRequest(reply, "badFrame");
    const problems = settingProblems("provider", provider, configuration.all);
    if (problems.length > 0) return reply.code(422).send({ problems });
    const trial: ProviderTrial = {
      ...(await tryProvider(provider, origins[0] ?? "")),
      callback: provider.events.includes("callback")
        ? { url: callbackUrl(origins, provider.id), last: providerReports.lastCallbacks.get(provider.id) ?? null }
        : null,
    };
    return reply.header("cache-control", "no-store").send(trial);
  });
}

async function takeCallback(
  request: FastifyRequest<ProviderParams & { Body: unknown }>,
  reply: FastifyReply,
  { settings, states, providerReports, providerMaster, now }: ProviderParts,
  log: Logger,
): Promise<FastifyReply> {
  const provider = settings.providers.get(request.params.providerId as ProviderId);
  // Who does not know the secret learns not even which providers there are.
  if (!provider?.events.includes("callback")) return refuseRequest(reply, "signatureRefused");
  const body = typeof request.body === "string" ? request.body : "";
  const header = (name: string): string => String(request.headers[name] ?? "");
  const said = { timestamp: header(timestampHeader), signature: header(signatureHeader), body };
  const verdict = checkSignature(callbackSecret(providerMaster, provider), said, now());
  const callback = verdict === "right" ? decodeProviderCallback(body) : null;
  const outcome = verdict === "right" && !callback ? "badFrame" : verdict;
  providerReports.lastCallbacks.set(provider.id, { at: now(), outcome });
  if (outcome !== "right") log.info({ providerId: provider.id, outcome }, "provider callback refused");
  if (verdict !== "right") return refuseRequest(reply, "signatureRefused");
  if (!callback) return refuseRequest(reply, "badFrame");
  if (!("visualId" in callback)) return reply.send({});
  const { conversationId, visualId, event } = callback;
  const state = await states.load(conversationId);
  if (state?.visual?.id !== visualId || state.visual.provider?.id !== provider.id)
    return refuseRequest(reply, "notFound");
  return answer(reply, await providerReports.take({ provider, conversationId, visualId, event }));
}

function answer(reply: FastifyReply, result: CommandResult): FastifyReply {
  return result.ok ? reply.header("cache-control", "no-store").send({}) : refuseRequest(reply, result.code);
}

async function pageOf(
  provider: ProviderConfig,
  { id: conversationId, visual, customerName, terms }: ConversationState,
  agent: AgentConfig,
  wanted: Locale,
  { settings, providerTokens }: ProviderParts,
): Promise<ProviderPage | null> {
  const origin = originOf(provider.urlTemplate);
  if (!visual || origin === null) return null;
  const locale = localeFor(provider, wanted);
  const url = fillTemplate(provider.urlTemplate, {
    conversationId,
    visualId: visual.id,
    kind: visual.kind,
    locale,
    agentId: agent.id,
    agentName: agent.name,
    customerName: customerName ?? "",
    organisation: settings.widgets.get(terms.widgetId)?.organisation ?? "",
  });
  const claim = { providerId: provider.id, conversationId, visualId: visual.id };
  const { token, expiresAt } = await providerTokens.issue(claim);
  const session = { ...claim, kind: visual.kind, locale, agentName: agent.name, token, expiresAt };
  return { url, origin, session };
}

const viewOf = ({ id, name, icon, opensIn, events }: ProviderConfig): ProviderView => ({
  id,
  name,
  icon,
  opensIn,
  tells: events.length > 0,
});

function callbackUrl(origins: readonly string[], providerId: ProviderId): string {
  return `${origins[0] ?? ""}/api/provider-callbacks/${providerId}`;
}

function staffIn(request: FastifyRequest, { staff }: ApiParts): Promise<AgentConfig | null> {
  return staff.whoIs(headersOf(request));
}

async function refuseUnlessAdministrator(
  request: FastifyRequest,
  reply: FastifyReply,
  parts: ApiParts,
): Promise<FastifyReply | null> {
  if (!isOwnOrigin(request, parts.origins)) return refuseRequest(reply, "originRefused");
  const agent = await staffIn(request, parts);
  if (!agent) return refuseRequest(reply, "notSignedIn");
  return agent.role === "administrator" ? null : refuseRequest(reply, "notAllowed");
}

function localeIn(body: unknown): Locale {
  const locale = typeof body === "object" && body !== null && "locale" in body ? body.locale : "";
  return locale === "fi" || locale === "sv" ? locale : "en";
}
