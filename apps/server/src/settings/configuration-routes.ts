/** The settings over HTTP, for administrators (ADM-01): read, put, remove, one file out and in, and sign-in links (ADM-02). */
import type { AgentConfig, AgentId } from "@rinnalla/protocol";
import { decodePreviewRequest, isConfigKind } from "@rinnalla/protocol/schemas";
import type { FastifyInstance, FastifyReply, FastifyRequest } from "fastify";
import type { Logger } from "pino";
import { headersOf, isOwnOrigin, refuseRequest, type ApiParts } from "../http/api.ts";

const mostFileBytes = 16 * 1024 * 1024;

export function serveConfiguration(app: FastifyInstance, parts: () => ApiParts, log: Logger): void {
  const administrators = new WeakMap<FastifyRequest, AgentConfig>();
  const by = (request: FastifyRequest): AgentId | undefined => administrators.get(request)?.id;
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

  app.get("/api/admin/configuration", { onRequest }, () => parts().configuration.all);

  app.put<{ Params: { kind: string; id: string }; Body: unknown }>(
    "/api/admin/configuration/:kind/:id",
    { onRequest },
    async (request, reply) => {
      const { kind, id } = request.params;
      if (!isConfigKind(kind)) return refuseRequest(reply, "notFound");
      const { value, before = null } = (request.body ?? {}) as { readonly value?: unknown; readonly before?: unknown };
      const put = await parts().configuration.put(kind, id, value, before);
      if (put.outcome === "refused") return refuseRequest(reply, put.code);
      if (put.outcome === "problem") return reply.code(422).send({ problems: put.problem });
      log.info({ kind, id, by: by(request), isNew: before === null }, "setting put");
      return reply.send(put.value);
    },
  );

  app.delete<{ Params: { kind: string; id: string } }>(
    "/api/admin/configuration/:kind/:id",
    { onRequest },
    async (request, reply) => {
      const { kind, id } = request.params;
      if (!isConfigKind(kind)) return refuseRequest(reply, "notFound");
      const removed = await parts().configuration.remove(kind, id);
      if (removed.outcome === "refused") return refuseRequest(reply, removed.code);
      if (removed.outcome === "problem") return reply.code(422).send({ removal: removed.problem });
      log.info({ kind, id, by: by(request) }, "setting removed");
      return reply.send({});
    },
  );

  app.get("/api/admin/configuration/file", { onRequest }, (_request, reply) =>
    reply
      .header("content-disposition", `attachment; filename="rinnalla-settings.json"`)
      .type("application/json; charset=utf-8")
      .send(JSON.stringify(parts().configuration.file, null, 2)),
  );

  app.post<{ Querystring: { trial?: string }; Body: unknown }>(
    "/api/admin/configuration/file",
    { onRequest, bodyLimit: mostFileBytes },
    async (request, reply) => {
      const isTrial = request.query.trial === "1";
      const imported = await parts().configuration.import(request.body, isTrial);
      if (imported.outcome !== "done")
        return refuseRequest(reply, imported.outcome === "refused" ? imported.code : "internal");
      const { added, changed, problems } = imported.value;
      if (!isTrial && problems.length === 0) log.info({ added, changed, by: by(request) }, "settings imported");
      return reply.send(imported.value);
    },
  );

  app.delete("/api/admin/configuration/file", { onRequest }, async (request, reply) => {
    const back = await parts().configuration.takeBackImport();
    if (back.outcome !== "done") return refuseRequest(reply, back.outcome === "refused" ? back.code : "internal");
    log.info({ by: by(request) }, "import taken back");
    return reply.send({});
  });

  app.post<{ Body: unknown }>("/api/admin/previews", { onRequest }, (request, reply) => {
    const wanted = decodePreviewRequest(request.body);
    const administrator = by(request);
    if (!wanted || !administrator) return refuseRequest(reply, "badFrame");
    const opening = parts().previews.create(administrator, wanted);
    return typeof opening === "string" ? refuseRequest(reply, opening) : reply.send(opening);
  });

  app.post<{ Params: { id: string } }>("/api/admin/agents/:id/sign-in-link", { onRequest }, async (request, reply) => {
    const { settings, staff } = parts();
    const agent = settings.agents.get(request.params.id as AgentId);
    if (!agent) return refuseRequest(reply, "notFound");
    const link = await staff.link(agent);
    log.info({ agentId: agent.id, by: by(request) }, "sign-in link made");
    return reply.send({ link });
  });
}
