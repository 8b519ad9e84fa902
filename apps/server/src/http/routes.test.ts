import { existsSync, mkdirSync, mkdtempSync, rmSync, statSync, writeFileSync } from "node:fs";
import { request, type IncomingHttpHeaders } from "node:http";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { newId, type ConversationId } from "@rinnalla/protocol";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import {
  acceptConversation,
  agentText,
  aino,
  openConversation,
  saga,
  startTestServer,
  text,
  ville,
  type TestServer,
} from "../testing/test-server.ts";
import { routeAccess, type RouteAccess } from "./access.ts";

describe("routes", () => {
  let server: TestServer;
  const folder = mkdtempSync(join(tmpdir(), "rinnalla-built-"));
  const folders = {
    widget: join(folder, "widget"),
    console: join(folder, "console"),
    viewer: join(folder, "viewer"),
    selfTest: join(folder, "self-test"),
  };
  beforeAll(async () => {
    for (const each of Object.values(folders)) mkdirSync(each);
    writeFileSync(join(folders.widget, "loader.js"), "1");
    mkdirSync(join(folders.widget, "preview"));
    writeFileSync(join(folders.widget, "preview", "index.html"), "<title>Preview</title>");
    writeFileSync(join(folders.console, "index.html"), "<title>Console</title>viewer at %VIEWER_ORIGIN%");
    writeFileSync(join(folders.viewer, "index.html"), "<title>Viewer</title>console at %CONSOLE_ORIGIN%");
    server = await startTestServer({ folders });
  });
  afterAll(async () => {
    await server.close();
    rmSync(folder, { recursive: true, force: true });
  });

  const filled = (path: string) =>
    path.replace(":widgetId", "w_demo").replace(":conversationId", newId<ConversationId>()).replace("*", "");

  /** What each kind of access answers somebody who has nothing to show. */
  const strangers: { readonly [Access in RouteAccess]: readonly number[] } = {
    public: [200, 204, 302, 303, 404],
    widgetOrigin: [403],
    staff: [401],
    administrator: [401],
    conversation: [401],
    oneTimeLink: [302, 400],
    providerSignature: [403],
  };

  test.each(Object.entries(routeAccess))(
    "[ADM-02] %s refuses strangers as its row says (%s)",
    async (route, access) => {
      const [method = "", path = ""] = route.split(" ");
      const answer = await server.fetch(filled(path), { method });
      expect(strangers[access]).toContain(answer.status);
      if (access === "oneTimeLink") expect(answer.headers.getSetCookie()).toEqual([]);
    },
  );

  test("[ADM-02] a foreign page cannot use the console's cookie", async () => {
    const cookie = await server.cookie(aino);
    for (const path of ["/api/staff/ticket", "/api/staff/sign-out"]) {
      const answer = await server.fetch(path, { method: "POST", headers: { cookie, origin: server.shopOrigin } });
      expect([answer.status, await answer.json()]).toEqual([403, { code: "originRefused" }]);
    }
  });

  test("[ADM-02] a link signs in once; signing out ends the session", async () => {
    const link = new URL(await server.running.signInLink(saga));
    const first = await server.fetch(link.pathname + link.search);
    expect(first.headers.get("location")).toBe(`${server.consoleOrigin}/console/`);
    const [setCookie = ""] = first.headers.getSetCookie();
    expect(setCookie).toMatch(/HttpOnly/);
    expect(setCookie).toMatch(/SameSite=Lax/);
    expect((await server.fetch(link.pathname + link.search)).headers.getSetCookie()).toEqual([]);
    const cookie = setCookie.split(";")[0] ?? "";
    const me = () => server.fetch("/api/staff/me", { headers: { cookie } });
    expect(await (await me()).json()).toMatchObject({ id: saga, role: "supervisor" });
    const out = await server.fetch("/api/staff/sign-out", {
      method: "POST",
      headers: { cookie, origin: server.consoleOrigin },
    });
    expect(out.status).toBe(204);
    expect((await me()).status).toBe(401);
  });

  test("[ADM-02] nobody can ask for a link or sign up over HTTP", async () => {
    for (const path of ["/api/auth/sign-in/magic-link", "/api/auth/sign-up/email", "/api/auth/get-session"]) {
      const body = JSON.stringify({ email: "aino@demo.invalid" });
      const answer = await server.fetch(path, {
        method: "POST",
        headers: { "content-type": "application/json" },
        body,
      });
      expect(answer.status).toBe(404);
    }
  });

  test("[CHAT-03] a known token gets the same visitor; a forged one a new one", async () => {
    const post = async (body: string) => {
      const headers = { origin: server.shopOrigin, "content-type": "application/json" };
      const answer = await server.fetch("/api/widget/w_demo/session", { method: "POST", headers, body });
      expect(answer.headers.get("access-control-allow-origin")).toBe(server.shopOrigin);
      return (await answer.json()) as { token: string; visitorId: string };
    };
    const first = await post("{}");
    expect((await post(JSON.stringify({ token: first.token }))).visitorId).toBe(first.visitorId);
    expect((await post(JSON.stringify({ token: `${first.token}x` }))).visitorId).not.toBe(first.visitorId);
    expect((await post(JSON.stringify({ token: { a: 1 } }))).visitorId).not.toBe(first.visitorId);
  });

  test("[CHAT-04] the transcript is text, without the staff's notes for the customer, and nobody else's to read", async () => {
    const agent = await server.agent(aino);
    const token = await server.visitorToken();
    const customer = await server.customer(token);
    const id = await openConversation(customer);
    await acceptConversation(agent, aino, id);
    await customer.ask(id, text("<b>Hei</b>\nrivi"));
    await agent.ask(id, agentText("Terve!"));
    await agent.ask(id, { ...agentText("difficult one"), audience: "staff" });
    const read = (headers: Record<string, string>) =>
      server.fetch(`/api/conversations/${id}/transcript?format=txt`, { headers });
    const answer = await read({ authorization: `Bearer ${token}`, origin: server.shopOrigin });
    expect(answer.headers.get("content-type")).toBe("text/plain; charset=utf-8");
    expect(answer.headers.get("content-disposition")).toMatch(/^attachment; filename="conversation-[\d-]+\.txt"$/);
    const shown = await answer.text();
    expect(shown).toContain("Kaisa: <b>Hei</b>\n    rivi\n");
    expect(shown).toContain("Aino: Terve!");
    expect(shown).not.toContain("difficult");
    expect(await (await read({ cookie: await server.cookie(aino) })).text()).toContain("Aino (note): difficult one");
    expect((await read({ cookie: await server.cookie(ville) })).status).toBe(404);
    expect((await read({ authorization: `Bearer ${await server.visitorToken()}` })).status).toBe(404);
    expect((await read({ authorization: "Bearer x" })).status).toBe(401);
  });

  test("[VIS-09] the viewer's policy lets in nothing but the widget's origins, and no script but ours", async () => {
    const answer = await server.fetch("/viewer/?widget=w_demo");
    expect(await answer.text()).toContain("Viewer");
    const policy = answer.headers.get("content-security-policy") ?? "";
    for (const part of [
      "default-src 'none'",
      "script-src 'self';",
      "connect-src 'none'",
      "form-action 'none'",
      "base-uri 'none'",
    ])
      expect(policy).toContain(part);
    expect(policy).toContain(`img-src ${server.shopOrigin} data: blob:`);
    expect(policy).toContain("frame-ancestors 'self'");
    const unknown = (await server.fetch("/viewer/?widget=x")).headers.get("content-security-policy") ?? "";
    expect(unknown).toContain("img-src data: blob:");
  });

  /** As a browser asks that has this host in its address bar. */
  function askHost(
    host: string,
    path: string,
  ): Promise<{ status: number; headers: IncomingHttpHeaders; body: string }> {
    return new Promise((done, fail) => {
      const asked = request({ host: "127.0.0.1", port: server.port, path, headers: { host } }, (answer) => {
        let body = "";
        answer.on("data", (piece) => (body += String(piece)));
        answer.on("end", () => done({ status: answer.statusCode ?? 0, headers: answer.headers, body }));
      });
      asked.on("error", fail).end();
    });
  }

  test("[VIS-09] the viewer stands on an origin of its own: there is nothing else there, and the console frames it there", async () => {
    const [own, console] = [`viewer.localhost:${server.port}`, `localhost:${server.port}`];
    const viewer = await askHost(own, "/viewer/?widget=w_demo");
    expect(viewer.body).toContain(`console at http://${console}`);
    expect(viewer.headers["content-security-policy"]).toContain(`frame-ancestors http://${console}`);
    const window = await askHost(own, "/viewer/?widget=w_demo&own");
    expect(window.headers["content-security-policy"]).toContain("frame-ancestors 'none'");
    for (const path of ["/", "/console/", "/api/health", "/api/staff/me", "/widget/loader.js", "/shop/", "/viewerx/"])
      expect([path, (await askHost(own, path)).status]).toEqual([path, 404]);
    const moved = await askHost(console, "/viewer/?widget=w_demo");
    expect([moved.status, moved.headers.location]).toEqual([302, `http://${own}/viewer/?widget=w_demo`]);
    for (const path of ["/console/", "/console/index.html", "/console/conversations/c1"]) {
      const page = await askHost(console, path);
      expect(page.body).toContain(`viewer at http://${own}`);
      expect(page.headers["content-security-policy"]).toContain(`frame-src 'self' http://${own}`);
    }
    const asked = await server.fetch("/widget/viewer-origin");
    expect(await asked.json()).toEqual({ viewerOrigin: `http://${own}` });
    expect(asked.headers.get("access-control-allow-origin")).toBe("*");
  });

  test("[CHAT-01] the widget's files may be used by any site; the console's by none", async () => {
    const file = await server.fetch("/widget/loader.js");
    expect(file.headers.get("access-control-allow-origin")).toBe("*");
    expect(file.headers.get("cross-origin-resource-policy")).toBe("cross-origin");
    const page = await server.fetch("/console/conversations/c1");
    expect(await page.text()).toContain("Console");
    const policy = page.headers.get("content-security-policy") ?? "";
    expect(policy).toContain("default-src 'self'");
    expect(policy).toContain("frame-ancestors 'none'");
    expect(policy).not.toContain("unsafe");
    expect((await server.fetch("/console/missing.js")).status).toBe(404);
    for (const path of [
      "/widget/..%2f..%2fpackage.json",
      "/widget/%2e%2e/server.secret",
      "/console/..%2fviewer%2findex.html",
    ])
      expect((await server.fetch(path)).status).toBe(404);
  });

  test("[RUN-01] what is not built is said plainly", async () => {
    const none = {
      widget: join(folder, "no"),
      console: join(folder, "no"),
      viewer: join(folder, "no"),
      selfTest: join(folder, "no"),
    };
    const bare = await startTestServer({ folders: none });
    for (const path of ["/console/", "/viewer/", "/widget/loader.js"]) {
      const answer = await bare.fetch(path);
      expect(answer.status).toBe(503);
      expect(await answer.text()).toContain("npm run build");
    }
    await bare.close();
  });

  test("[RUN-01] without demo data there is no shop; the first start makes the administrator and gives one link", async () => {
    const bare = await startTestServer({ hasDemo: false, folders });
    expect((await bare.fetch("/shop/")).status).toBe(404);
    expect(Object.keys(bare.running.links)).toEqual(["administrator"]);
    const link = new URL(bare.running.links["administrator"] ?? "");
    const answer = await bare.fetch(link.pathname + link.search);
    const cookie = answer.headers.getSetCookie()[0]?.split(";")[0] ?? "";
    expect(await (await bare.fetch("/api/staff/me", { headers: { cookie } })).json()).toMatchObject({
      role: "administrator",
    });
    const again = await bare.restart();
    expect(again.running.links).toEqual({});
    await again.close();
  });

  test("[RUN-01] secrets lie in the data folder for the owner alone", () => {
    for (const name of ["visitors.secret", "staff.secret"]) {
      const path = join(server.dataFolder, name);
      expect(existsSync(path)).toBe(true);
      expect(statSync(path).mode & 0o077).toBe(0);
    }
  });
});
