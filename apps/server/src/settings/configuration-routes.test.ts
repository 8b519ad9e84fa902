import type {
  AgentConfig,
  AgentId,
  ConfigByKind,
  ConfigKind,
  Configuration,
  ImportOutcome,
  QueueConfig,
  QueueId,
  SettingsFile,
  WidgetConfig,
  WorkstreamId,
} from "@rinnalla/protocol";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { aino, openConversation, saga, startTestServer, ville, type TestServer } from "../testing/test-server.ts";

const otso = "a_otso" as AgentId;

describe("the configuration", () => {
  let server: TestServer;
  let cookie: string;
  beforeAll(async () => {
    server = await startTestServer();
    cookie = await server.cookie(otso);
  });
  afterAll(() => server.close());

  const read = async (): Promise<Configuration> =>
    (await (await server.fetch("/api/admin/configuration", { headers: { cookie } })).json()) as Configuration;
  const put = async (
    kind: string,
    value: ConfigByKind[ConfigKind],
    before: unknown,
    by = cookie,
  ): Promise<{ status: number; body: unknown }> => {
    const answer = await server.fetch(`/api/admin/configuration/${kind}/${value.id}`, {
      method: "PUT",
      headers: { cookie: by, origin: server.consoleOrigin, "content-type": "application/json" },
      body: JSON.stringify({ value, before }),
    });
    return { status: answer.status, body: await answer.json() };
  };
  const widgetNow = async (): Promise<WidgetConfig> => (await read()).widget[0]!;

  test("[ADM-01] [ADM-02] is for administrators alone, and for no foreign page", async () => {
    for (const agentId of [aino, saga]) {
      const theirs = await server.cookie(agentId);
      const widget = await widgetNow();
      expect((await server.fetch("/api/admin/configuration", { headers: { cookie: theirs } })).status).toBe(403);
      expect(await put("widget", { ...widget, name: "Mine" }, widget, theirs)).toEqual({
        status: 403,
        body: { code: "notAllowed" },
      });
      const link = await server.fetch(`/api/admin/agents/${otso}/sign-in-link`, {
        method: "POST",
        headers: { cookie: theirs },
      });
      expect(link.status).toBe(403);
    }
    const foreign = { cookie, origin: server.shopOrigin };
    expect((await server.fetch("/api/admin/configuration", { headers: foreign })).status).toBe(403);
  });

  test("[CALL-01] what is put holds for the next page of the widget, and is still there after a restart", async () => {
    const before = await widgetNow();
    const value: WidgetConfig = { ...before, calls: "voice", ringMs: 20_000, color: "#334455" };
    expect(await put("widget", value, before)).toEqual({ status: 200, body: value });
    const answer = await server.fetch("/api/widget/w_demo/session", {
      method: "POST",
      headers: { origin: server.shopOrigin, "content-type": "application/json" },
      body: "{}",
    });
    expect(await answer.json()).toMatchObject({ widget: { calls: "voice", ringMs: 20_000, color: "#334455" } });
    server = await server.restart();
    cookie = await server.cookie(otso);
    expect(await widgetNow()).toMatchObject({ calls: "voice", allowedOrigins: [server.shopOrigin] });
  });

  test("[ADM-01] who had seen something else before is told, and nothing is overwritten", async () => {
    const before = await widgetNow();
    const [first, second] = await Promise.all([
      put("widget", { ...before, name: "One" }, before),
      put("widget", { ...before, name: "Two" }, before),
    ]);
    expect([first.status, second]).toEqual([200, { status: 409, body: { code: "conflict" } }]);
    expect((await widgetNow()).name).toBe("One");
    // A new one with the id of another.
    expect((await put("widget", before, null)).status).toBe(409);
  });

  test("[ADM-01] what has no meaning is answered by field; what has no shape is refused", async () => {
    const before = await widgetNow();
    expect(await put("widget", { ...before, ringMs: 1, allowedOrigins: ["*"] }, before)).toEqual({
      status: 422,
      body: {
        problems: [
          { field: "allowedOrigins", problem: "notAnOrigin", entry: "*" },
          { field: "ringMs", problem: "outOfRange", least: 10_000, most: 120_000 },
        ],
      },
    });
    const misfits = [
      { ...before, surprise: 1 },
      { ...before, calls: "all" },
      { ...before, name: 7 },
      { ...before, isRelayOnly: "yes" },
    ];
    for (const value of misfits) {
      expect(await put("widget", value as unknown as WidgetConfig, before)).toEqual({
        status: 400,
        body: { code: "badFrame" },
      });
    }
    expect((await put("nothing", before, before)).status).toBe(404);
    expect(await widgetNow()).toEqual(before);
  });

  test("[ROUTE-01] a person is made, signs in by link, and works in a queue at once", async () => {
    const kaisa: AgentConfig = {
      id: "a_kaisa" as AgentId,
      name: "Kaisa",
      email: "Kaisa@example.org",
      role: "agent",
      limit: 50,
    };
    const looking = await server.agent(saga);
    expect((await put("agent", kaisa, null)).status).toBe(200);
    await looking.told("desk", (desk) => desk.isWhole && desk.agents.some(({ id }) => id === kaisa.id));
    const made = await server.fetch(`/api/admin/agents/${kaisa.id}/sign-in-link`, {
      method: "POST",
      headers: { cookie, origin: server.consoleOrigin },
    });
    const link = new URL(((await made.json()) as { link: string }).link);
    const follow = await server.fetch(link.pathname + link.search);
    expect(follow.headers.get("location")).toBe(`${server.consoleOrigin}/console/`);
    const [setCookie = ""] = follow.headers.getSetCookie();
    const me = await server.fetch("/api/staff/me", { headers: { cookie: setCookie.split(";")[0] ?? "" } });
    expect(await me.json()).toEqual(kaisa);

    const queue = (await read()).queue[0] as QueueConfig;
    expect((await put("queue", { ...queue, agentIds: [kaisa.id] }, queue)).status).toBe(200);
    await looking.told("desk", (desk) =>
      desk.agents.some(({ id, queueIds }) => id === kaisa.id && queueIds.includes(queue.id)),
    );
    const console_ = await server.agent(kaisa.id);
    const customer = await server.customer();
    const id = await openConversation(customer);
    await console_.told("desk", (desk) =>
      desk.conversations.some((one) => one.id === id && one.offer?.agentId === kaisa.id),
    );
  });

  test("[ADM-02] whose role is taken away is greeted anew, and sees no more than the new role may", async () => {
    const console_ = await server.agent(saga);
    const before = (await read()).agent.find(({ id }) => id === saga)!;
    expect((await put("agent", { ...before, role: "agent" }, before)).status).toBe(200);
    await console_.told("bye", ({ code }) => code === "unavailable");
    const again = await server.agent(saga);
    expect(await again.told("welcome")).toMatchObject({ me: { agent: { role: "agent" } } });
  });

  test("[ADM-02] the last administrator stays one", async () => {
    const before = (await read()).agent.find(({ id }) => id === otso)!;
    expect(await put("agent", { ...before, role: "agent" }, before)).toEqual({
      status: 422,
      body: { problems: [{ field: "role", problem: "lastAdministrator" }] },
    });
    expect((await read()).agent.some(({ id }) => id === ville)).toBe(true);
  });

  const remove = async (kind: string, id: string): Promise<{ status: number; body: unknown }> => {
    const answer = await server.fetch(`/api/admin/configuration/${kind}/${id}`, {
      method: "DELETE",
      headers: { cookie, origin: server.consoleOrigin },
    });
    return { status: answer.status, body: await answer.json() };
  };

  test("[ADM-01] what others need, and what a conversation stands on, is not removed", async () => {
    const { widget, workstream, queue } = await read();
    expect(await remove("queue", queue[0]!.id)).toEqual({
      status: 422,
      body: { removal: { problem: "needed", names: [workstream[0]!.name] } },
    });
    expect(await remove("widget", widget[0]!.id)).toEqual({
      status: 422,
      body: { removal: { problem: "underWay", names: [] } },
    });
    expect(await remove("agent", otso)).toMatchObject({ status: 422 });
    expect((await remove("widget", "nothing")).status).toBe(404);
  });

  test("[ADM-01] a removed person is out at once, and back in the same queue when the removal is taken back", async () => {
    const before = await read();
    const person = before.agent.find(({ id }) => id === ville)!;
    const queue = before.queue[0]!;
    const withVille = { ...queue, agentIds: [...queue.agentIds, ville] };
    expect((await put("queue", withVille, queue)).status).toBe(200);
    const console_ = await server.agent(ville);
    const theirs = await server.cookie(ville);
    expect(await remove("agent", ville)).toEqual({ status: 200, body: {} });
    await console_.told("bye");
    expect((await server.fetch("/api/staff/me", { headers: { cookie: theirs } })).status).toBe(401);
    expect((await put("agent", person, null)).status).toBe(200);
    const looking = await server.agent(ville);
    await looking.told("desk", (desk) =>
      desk.agents.some(({ id, queueIds }) => id === ville && queueIds.includes(queue.id)),
    );
  });

  test("[ADM-01] all settings go out in one file and come in again; a file with a fault changes nothing", async () => {
    const answer = await server.fetch("/api/admin/configuration/file", { headers: { cookie } });
    expect(answer.headers.get("content-disposition")).toContain("rinnalla-settings.json");
    const file = (await answer.json()) as SettingsFile;
    const send = async (body: unknown, trial = "") => {
      const sent = await server.fetch(`/api/admin/configuration/file${trial}`, {
        method: "POST",
        headers: { cookie, origin: server.consoleOrigin, "content-type": "application/json" },
        body: JSON.stringify(body),
      });
      return { status: sent.status, body: (await sent.json()) as ImportOutcome };
    };
    expect((await send(file)).body).toEqual({ added: 0, changed: 0, problems: [], changes: [] });
    expect((await send({ rinnallaSettings: 2 })).status).toBe(400);
    // A file of before there were providers.
    const { provider: _providers, ...older } = file;
    expect((await send(older)).body).toEqual({ added: 0, changed: 0, problems: [], changes: [] });

    const queue = file.queue[0]!;
    const workstream = file.workstream[0]!;
    const more: SettingsFile = {
      ...file,
      queue: [queue, { ...queue, id: "q_new" as QueueId, name: "Toinen" }],
      workstream: [
        { ...workstream, units: 50 },
        { ...workstream, id: "ws_new" as WorkstreamId, name: "W2", queueId: "q_new" as QueueId },
      ],
    };
    const faulty = { ...more, widget: [{ ...file.widget[0]!, color: "red" }] };
    expect((await send(faulty)).body.problems).toMatchObject([
      { kind: "widget", field: "color", problem: "notAColor" },
    ]);
    const { changes, ...counts } = (await send(more, "?trial=1")).body;
    expect(counts).toEqual({ added: 2, changed: 1, problems: [] });
    expect(changes).toEqual([
      { kind: "queue", id: "q_new", name: "Toinen", fields: null },
      { kind: "workstream", id: "ws_new", name: "W2", fields: null },
      {
        kind: "workstream",
        id: workstream.id,
        name: workstream.name,
        fields: [{ field: "units", before: String(workstream.units), after: "50" }],
      },
    ]);
    expect((await read()).queue).toHaveLength(1);
    const before = await read();
    const takeBack = async () =>
      (
        await server.fetch("/api/admin/configuration/file", {
          method: "DELETE",
          headers: { cookie, origin: server.consoleOrigin },
        })
      ).status;
    expect(await takeBack()).toBe(404);
    expect((await send(more)).body).toMatchObject({ added: 2, changed: 1, problems: [] });
    const after = await read();
    expect(after.workstream.map(({ units }) => units)).toEqual([50, workstream.units]);
    expect(await takeBack()).toBe(200);
    expect(await read()).toEqual(before);
    expect(await takeBack()).toBe(404);
    // What somebody has changed since is not overwritten, and nothing else goes back alone.
    await send(more);
    const [edited] = (await read()).queue.slice(-1);
    await put("queue", { ...edited!, name: "Kolmas" }, edited);
    expect(await takeBack()).toBe(409);
    expect((await read()).workstream.map(({ units }) => units)).toEqual([50, workstream.units]);
  });
});
