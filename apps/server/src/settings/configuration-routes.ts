/**
 * The settings over HTTP, for administrators (ADM-01). A setting is put whole, together with what its editor had before them, so
 * that nobody's change is overwritten unseen.
 */
import { isDeepStrictEqual } from "node:util";
import { settingProblems } from "@rinnalla/core";
import type { AgentConfig, AgentId, ConfigByKind, ConfigKind, Configuration } from "@rinnalla/protocol";
import { decodeConfig, isConfigKind } from "@rinnalla/protocol/schemas";
import { StoreError } from "@rinnalla/storage";
import type { FastifyInstance, FastifyReply, FastifyRequest } from "fastify";
import type { Logger } from "pino";
import { headersOf, isOwnOrigin, refuseRequest, type ApiParts } from "../http/api.ts";
import type { Settings } from "./settings.ts";

export function serveConfiguration(app: FastifyInstance, parts: () => ApiParts, log: Logger): void {
  const administrators = new WeakMap<FastifyRequest, AgentConfig>();
  let last: Promise<unknown> = Promise.resolve();
  const onRequest = async (request: FastifyRequest, reply: FastifyReply) => {
    const { staff, origins } = parts();
    if (!isOwnOrigin(request, origins)) return refuseRequest(reply, "originRefused");
    const agent = await staff.whoIs(headersOf(request));
    if (!agent) return refuseRequest(reply, "notSignedIn");
    if (agent.role !== "administrator") return refuseRequest(reply, "notAllowed");
    administrators.set(request, agent);
    reply.header("cache-control", "no-store");
    return undefined;
  };

  app.get("/api/admin/configuration", { onRequest }, () => configuration(parts()));

  app.put<{ Params: { kind: string; id: string }; Body: unknown }>(
    "/api/admin/configuration/:kind/:id",
    { onRequest },
    async (request, reply) => {
      const { kind, id } = request.params;
      if (!isConfigKind(kind)) return refuseRequest(reply, "notFound");
      const { value, before } = (request.body ?? {}) as { readonly value?: unknown; readonly before?: unknown };
      // One after the other, so that of two who change the same at once one is told.
      const putting = last.then(() => putSetting(parts(), kind, id, value, before ?? null));
      last = putting.catch(() => {});
      const put = await putting.catch((failure: unknown) => {
        if (failure instanceof StoreError) return { outcome: "refused", code: "unavailable" } as const;
        throw failure;
      });
      if (put.outcome === "refused") return refuseRequest(reply, put.code);
      if (put.outcome === "problems") return reply.code(422).send({ problems: put.problems });
      log.info({ kind, id, by: administrators.get(request)?.id, isNew: before === null }, "setting put");
      return reply.send(put.value);
    },
  );

  app.post<{ Params: { id: string } }>("/api/admin/agents/:id/sign-in-link", { onRequest }, async (request, reply) => {
    const { settings, staff } = parts();
    const agent = settings.agents.get(request.params.id as AgentId);
    if (!agent) return refuseRequest(reply, "notFound");
    const link = await staff.link(agent);
    log.info({ agentId: agent.id, by: administrators.get(request)?.id }, "sign-in link made");
    return reply.send({ link });
  });
}

function configuration({ settings, mediaRegions }: Pick<ApiParts, "settings" | "mediaRegions">): Configuration {
  return {
    widget: [...settings.widgets.values()],
    workstream: [...settings.workstreams.values()],
    queue: [...settings.queues.values()],
    agent: [...settings.agents.values()],
    mediaRegions,
  };
}

type Put<Kind extends ConfigKind> =
  | { readonly outcome: "put"; readonly value: ConfigByKind[Kind] }
  | { readonly outcome: "problems"; readonly problems: ReturnType<typeof settingProblems> }
  | { readonly outcome: "refused"; readonly code: "badFrame" | "conflict" };

async function putSetting<Kind extends ConfigKind>(
  parts: ApiParts,
  kind: Kind,
  id: string,
  said: unknown,
  before: unknown,
): Promise<Put<Kind>> {
  const value = decodeConfig(kind, said);
  if (!value || value.id !== id) return { outcome: "refused", code: "badFrame" };
  const all = configuration(parts);
  const known = knownSetting(parts.settings, kind, id);
  if (!isDeepStrictEqual(known, before)) return { outcome: "refused", code: "conflict" };
  const problems = settingProblems(kind, value, all);
  if (problems.length > 0) return { outcome: "problems", problems };
  await parts.store.putConfig(kind, value);
  parts.settings.put(kind, value);
  parts.settingChanged({ agent: kind === "agent" ? whoMustReturn(known, value) : null });
  return { outcome: "put", value };
}

function knownSetting<Kind extends ConfigKind>(settings: Settings, kind: Kind, id: string): ConfigByKind[Kind] | null {
  const all: { readonly [Each in ConfigKind]: ReadonlyMap<string, ConfigByKind[Each]> } = {
    widget: settings.widgets,
    workstream: settings.workstreams,
    queue: settings.queues,
    agent: settings.agents,
  };
  return all[kind].get(id) ?? null;
}

function whoMustReturn(known: ConfigByKind[ConfigKind] | null, value: ConfigByKind[ConfigKind]): AgentId | null {
  const [before, after] = [known as AgentConfig | null, value as AgentConfig];
  const isOther = before !== null && (before.role !== after.role || before.email !== after.email);
  return isOther ? after.id : null;
}
