/** The HTTP server: common headers, limits, one shape of errors, and the check that every route has its row in `access.ts`. */
import helmet from "@fastify/helmet";
import rateLimit from "@fastify/rate-limit";
import fastify, { type FastifyInstance } from "fastify";
import type { Logger } from "pino";
import { routeAccess } from "./access.ts";
import { refuseRequest } from "./api.ts";

export async function createApp(log: Logger): Promise<FastifyInstance> {
  const app = fastify({
    bodyLimit: 64 * 1024,
    exposeHeadRoutes: false,
    forceCloseConnections: true,
    routerOptions: { maxParamLength: 2000 },
  });
  app.addHook("onRoute", ({ method, url }) => {
    for (const each of [method].flat()) {
      const route = `${each} ${url}`;
      if (!(route in routeAccess)) throw new Error(`no row in http/access.ts for ${route}`);
    }
  });
  await app.register(rateLimit, { global: false, errorResponseBuilder: () => ({ statusCode: 429, code: "tooMany" }) });
  await app.register(helmet, {
    // Each kind of document has its own policy (security-headers.ts); HSTS is the proxy's, which knows about TLS.
    contentSecurityPolicy: { useDefaults: false, directives: { defaultSrc: ["'none'"], frameAncestors: ["'none'"] } },
    crossOriginResourcePolicy: false,
    crossOriginOpenerPolicy: false,
    originAgentCluster: false,
    strictTransportSecurity: false,
    xFrameOptions: false,
  });
  app.setNotFoundHandler((_request, reply) => refuseRequest(reply, "notFound"));
  app.setErrorHandler((failure: Error & { statusCode?: number }, request, reply) => {
    const status = failure.statusCode ?? 500;
    if (status === 429) return refuseRequest(reply, "tooMany");
    if (status === 503) return refuseRequest(reply, "unavailable");
    if (status === 413) return refuseRequest(reply, "tooLarge");
    if (status < 500) return refuseRequest(reply, "badFrame");
    log.error({ route: request.routeOptions.url, err: failure }, "request failed");
    return refuseRequest(reply, "internal");
  });
  return app;
}
