/** What the environment sets, for administrators to see, and a letter to oneself to try the mail server with (ADM-01). */
import { randomUUID } from "node:crypto";
import type { DeploymentView, TestLetterOutcome } from "@rinnalla/protocol";
import type { FastifyInstance } from "fastify";
import type { Logger } from "pino";
import { headersOf, isOwnOrigin, refuseRequest, type ApiParts } from "../http/api.ts";
import type { Post } from "../mail/post.ts";

export interface Deployment {
  readonly view: () => DeploymentView;
  readonly post: Post | null;
}

export function serveDeployment(app: FastifyInstance, parts: () => ApiParts, log: Logger): void {
  app.get("/api/admin/deployment", async (request, reply) => {
    const { staff, origins, deployment } = parts();
    if (!isOwnOrigin(request, origins)) return refuseRequest(reply, "originRefused");
    const agent = await staff.whoIs(headersOf(request));
    if (!agent) return refuseRequest(reply, "notSignedIn");
    if (agent.role !== "administrator") return refuseRequest(reply, "notAllowed");
    return reply.header("cache-control", "no-store").send(deployment.view());
  });

  app.post(
    "/api/admin/test-letter",
    { config: { rateLimit: { max: 6, timeWindow: 60_000 } } },
    async (request, reply) => {
      const { staff, origins, deployment } = parts();
      if (!isOwnOrigin(request, origins)) return refuseRequest(reply, "originRefused");
      const agent = await staff.whoIs(headersOf(request));
      if (!agent) return refuseRequest(reply, "notSignedIn");
      if (agent.role !== "administrator") return refuseRequest(reply, "notAllowed");
      if (!deployment.post) return refuseRequest(reply, "notFound");
      const text = `${origins[0] ?? ""}\n`;
      // To nobody but the one who asks, at the address that the settings know.
      const outcome: TestLetterOutcome = await deployment.post.send({
        id: `test-${randomUUID()}`,
        to: agent.email,
        subject: "Rinnalla: test",
        text,
        html: `<p>${origins[0] ?? ""}</p>`,
      });
      log.info({ by: agent.id, outcome }, "test letter");
      return reply.send({ outcome });
    },
  );
}
