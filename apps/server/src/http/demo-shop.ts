/** The demo shop, mounted under its own host name: a page of `http://127.0.0.1`, so that the console's cookies are foreign to it. */
import { respond } from "@rinnalla/demo-shop";
import type { FastifyInstance, FastifyRequest } from "fastify";

export async function serveDemoShop(app: FastifyInstance, shopOrigin: () => string, widgetId: string): Promise<void> {
  await app.register(async (shop) => {
    shop.removeAllContentTypeParsers();
    shop.addContentTypeParser(
      "application/x-www-form-urlencoded",
      { parseAs: "string", bodyLimit: 64 * 1024 },
      (_request, body, done) => done(null, body),
    );
    shop.route({
      method: ["GET", "HEAD", "POST"],
      url: "/shop/*",
      handler: (request, reply) => {
        const answer = respond(shopRequest(request), { widgetScriptUrl: `${shopOrigin()}/widget/loader.js`, widgetId });
        if (!answer) return reply.code(404).send();
        // Typed arrays are sent as they are.
        return reply
          .code(answer.status)
          .headers(answer.headers)
          .send(typeof answer.body === "string" ? answer.body : Buffer.from(answer.body));
      },
    });
    shop.get("/shop", (_request, reply) => reply.redirect("/shop/"));
  });
}

function shopRequest(request: FastifyRequest): Parameters<typeof respond>[0] {
  const [path = "", query = ""] = request.url.split("?", 2);
  const body = typeof request.body === "string" ? request.body : "";
  return { method: request.method, path, query, body, cookies: cookiesOf(request.headers.cookie ?? "") };
}

function cookiesOf(header: string): Record<string, string> {
  const cookies: Record<string, string> = {};
  for (const pair of header.split(";")) {
    const [name, ...value] = pair.trim().split("=");
    if (name) cookies[name] = value.join("=");
  }
  return cookies;
}
