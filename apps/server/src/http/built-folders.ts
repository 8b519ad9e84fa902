/** What Vite has built: widget (for any site), console and viewer. A build that is missing is said plainly. */
import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import fastifyStatic from "@fastify/static";
import type { FastifyInstance, FastifyReply } from "fastify";
import type { WidgetId } from "@rinnalla/protocol";
import type { Settings } from "../settings/settings.ts";
import { allowedOrigins, consoleHeaders, previewHeaders, selfTestHeaders, viewerHeaders } from "./security-headers.ts";
import { isApart, isViewerHost, type ViewerDoor } from "./viewer-door.ts";

export interface BuiltFolders {
  readonly widget: string;
  readonly console: string;
  readonly viewer: string;
  readonly selfTest: string;
}

const apps = join(import.meta.dirname, "../../..");

export const builtFolders: BuiltFolders = {
  widget: join(apps, "widget/dist"),
  console: join(apps, "console/dist/console"),
  viewer: join(apps, "console/dist/viewer"),
  selfTest: join(apps, "console/dist/self-test"),
};

/** The JavaScript API's types for site developers (CHAT-09). */
const apiTypes = "rinnalla.d.ts";
const hashed = /\/assets\/|-[\w-]{8}\.\w+$/;

export async function serveBuiltFolders(
  app: FastifyInstance,
  folders: BuiltFolders,
  settings: () => Settings,
  door: () => ViewerDoor,
): Promise<void> {
  // Only `sendFile` is wanted, and each call names its folder.
  await app.register(fastifyStatic, { root: import.meta.dirname, serve: false });

  const send = (reply: FastifyReply, folder: string, path: string) => {
    const isThere = path !== "" && !path.split(/[\\/]/).includes("..") && existsSync(join(folder, path));
    if (!isThere) return missing(reply, existsSync(folder));
    reply.header("cache-control", hashed.test(`/${path}`) ? "public, max-age=31536000, immutable" : "no-cache");
    return reply.sendFile(path, folder, { cacheControl: false });
  };

  // Asked by the widget in a customer's page, which opens one in a window (VIS-05).
  app.get("/widget/viewer-origin", (_request, reply) =>
    reply
      .headers({ "access-control-allow-origin": "*", "cache-control": "no-cache" })
      .send({ viewerOrigin: door().origin }),
  );
  app.get<{ Params: { "*": string } }>("/widget/*", (request, reply) => {
    reply.headers({
      "access-control-allow-origin": "*",
      "cross-origin-resource-policy": "cross-origin",
      "x-content-type-options": "nosniff",
      "content-security-policy": "default-src 'none'",
    });
    const path = request.params["*"];
    const types = join(folders.widget, apiTypes);
    // To be read; by its ending it would be a film.
    if (path === apiTypes && existsSync(types))
      return reply
        .header("cache-control", "no-cache")
        .type("text/plain; charset=utf-8")
        .send(readFileSync(types, "utf8"));
    return send(reply, folders.widget, path);
  });
  app.get("/preview", (_request, reply) => reply.redirect("/preview/"));
  app.get<{ Params: { "*": string } }>("/preview/*", (request, reply) => {
    // Its frame has no origin of its own, so that even our own files are foreign to it.
    reply.headers({ ...previewHeaders, "access-control-allow-origin": "*" });
    return send(reply, join(folders.widget, "preview"), request.params["*"] || "index.html");
  });
  app.get("/", (_request, reply) => reply.redirect("/console/"));
  app.get("/console", (_request, reply) => reply.redirect("/console/"));
  app.get<{ Params: { "*": string } }>("/console/*", (request, reply) => {
    const { origin, consoleOrigin } = door();
    reply.headers(consoleHeaders(consoleOrigin, [origin, ...settings().frameOrigins()]));
    const path = request.params["*"];
    const page = join(folders.console, "index.html");
    // A page of the console may be opened by its address; a missing file is not a page.
    const isPage = path === "index.html" || !/\.\w+$/.test(path);
    if (!isPage || !existsSync(page)) return send(reply, folders.console, path);
    return sendPage(reply, readFileSync(page, "utf8").replace("%VIEWER_ORIGIN%", origin));
  });
  app.get("/self-test", (_request, reply) => reply.redirect("/self-test/"));
  app.get<{ Params: { "*": string } }>("/self-test/*", (request, reply) => {
    reply.headers(selfTestHeaders(door().consoleOrigin));
    const path = request.params["*"];
    return send(reply, folders.selfTest, path || "index.html");
  });
  app.get<{ Params: { "*": string }; Querystring: { widget?: string; own?: string } }>(
    "/viewer/*",
    (request, reply) => {
      const opened = door();
      const { host } = request.headers;
      // The console's own host has none; a host that neither knows (Vite's, in development) shows it on its own origin.
      if (isApart(opened) && host === new URL(opened.consoleOrigin).host)
        return reply.redirect(opened.origin + request.url);
      const consoleOrigin = isViewerHost(opened, host) ? opened.consoleOrigin : null;
      const widget = settings().widgets.get((request.query.widget ?? "") as WidgetId) ?? null;
      reply.headers(viewerHeaders(widget, { isOwn: request.query.own !== undefined, consoleOrigin }));
      const path = request.params["*"];
      const page = join(folders.viewer, "index.html");
      if (path !== "" || !existsSync(page)) return send(reply, folders.viewer, path);
      // The viewer's own filter goes by the same list as the policy.
      const html = readFileSync(page, "utf8")
        .replace("%ALLOWED_ORIGINS%", () => allowedOrigins(widget).replaceAll('"', "&quot;"))
        .replace("%CONSOLE_ORIGIN%", () => consoleOrigin ?? "");
      return sendPage(reply, html);
    },
  );
}

function sendPage(reply: FastifyReply, html: string): FastifyReply {
  return reply.header("cache-control", "no-cache").type("text/html; charset=utf-8").send(html);
}

function missing(reply: FastifyReply, hasFolder: boolean): FastifyReply {
  reply.type("text/html; charset=utf-8");
  if (hasFolder) return reply.code(404).send("<!doctype html><title>Not found</title><p>There is no such page.</p>");
  return reply
    .code(503)
    .send(
      "<!doctype html><title>Not built</title><p>This part is not built yet. Run <code>npm run build</code>, then reload.</p>",
    );
}
