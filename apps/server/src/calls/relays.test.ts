import { newId, type ConversationId } from "@rinnalla/protocol";
import { afterEach, describe, expect, onTestFinished, test } from "vitest";
import { startCoturn } from "../testing/coturn.ts";
import {
  acceptConversation,
  aino,
  openConversation,
  startTestServer,
  type TestServer,
} from "../testing/test-server.ts";
import { chooseRelays, relaysFrame, unknownRegions, type RelaySettings } from "./relays.ts";

const fi = { urls: ["turn:fi.example:3478"], secret: "fi" };
const se = { urls: ["turn:se.example:3478"], secret: "se" };
const settings: RelaySettings = { regions: { fi, se }, region: "fi", isRelayOnly: false };

describe("which relays", () => {
  test("[CALL-09] the queue's region before the widget's, the widget's before the deployment's", () => {
    expect(chooseRelays(settings, [{}, {}])).toEqual({ region: "fi", relays: fi, isRelayOnly: false });
    expect(chooseRelays(settings, [undefined, { mediaRegion: "se" }])).toMatchObject({ region: "se", relays: se });
    expect(chooseRelays(settings, [{ mediaRegion: "fi" }, { mediaRegion: "se" }])).toMatchObject({ region: "fi" });
    const relayOnly = { ...settings, isRelayOnly: true };
    expect(chooseRelays(relayOnly, [{}, {}]).isRelayOnly).toBe(true);
    expect(chooseRelays(settings, [{}, { isRelayOnly: true }]).isRelayOnly).toBe(true);
    expect(chooseRelays(relayOnly, [{ isRelayOnly: false }, { isRelayOnly: true }]).isRelayOnly).toBe(false);
  });

  test("[CALL-09] a region that is not there is never replaced by another", () => {
    const chosen = chooseRelays(settings, [{ mediaRegion: "toString", isRelayOnly: true }]);
    expect(chosen).toEqual({ region: "none", relays: null, isRelayOnly: true });
    expect(chooseRelays(null, [{ isRelayOnly: true }])).toEqual({ region: "none", relays: null, isRelayOnly: true });
    const link = newId<never>();
    expect(relaysFrame(chosen, link, true, 0)).toMatchObject({ servers: [], isRelayOnly: true, region: "none" });
  });

  test("[CALL-09] a pinned region that is not configured is found at the start", () => {
    expect(unknownRegions(settings, [{ mediaRegion: "se" }, {}, { mediaRegion: "no" }, { mediaRegion: "no" }])).toEqual(
      ["no"],
    );
    expect(unknownRegions(null, [{ mediaRegion: "se" }])).toEqual(["se"]);
  });

  test("[CALL-09] only what rings is hidden until the accept, and only where there is a relay to hide it", () => {
    const link = newId<never>();
    const until = (chosen: ReturnType<typeof chooseRelays>, isRinging: boolean) =>
      relaysFrame(chosen, link, isRinging, 0).isRelayOnlyUntilAccept;
    expect(until(chooseRelays(settings, []), true)).toBe(true);
    expect(until(chooseRelays(settings, []), false)).toBe(false);
    expect(until(chooseRelays(null, []), true)).toBe(false);
    expect(until(chooseRelays(settings, [{ isRelayOnly: true }]), true)).toBe(false);
  });
});

describe("the server and its relays", () => {
  let server: TestServer | null = null;
  afterEach(() => server?.close());
  const health = async () => await (await server!.fetch("/api/health")).json();
  const times = { relayCheckMs: 100, relayPatienceMs: 1_000 };

  test("[RUN-03] no relays is a named state", async () => {
    server = await startTestServer();
    expect(await health()).toEqual({ status: "ok", relays: "none" });
  });

  test("[RUN-03] relays that answer, that die and that come back are told from each other; the server stays healthy", async () => {
    const coturn = await startCoturn();
    onTestFinished(() => coturn.kill());
    const relays = { regions: { fi: { urls: coturn.urls, secret: coturn.secret } }, region: "fi", isRelayOnly: false };
    server = await startTestServer({ relays, times });
    expect(await health()).toEqual({ status: "ok", relays: "ok" });
    await coturn.kill();
    await expect.poll(health, { timeout: 10_000 }).toEqual({ status: "ok", relays: "unreachable" });
    const again = await startCoturn({ port: coturn.port });
    onTestFinished(() => again.kill());
    await expect.poll(health, { timeout: 10_000 }).toEqual({ status: "ok", relays: "ok" });
  });

  test("[RUN-03] a secret that coturn does not share is found out", async () => {
    const coturn = await startCoturn();
    onTestFinished(() => coturn.kill());
    const relays = { regions: { fi: { urls: coturn.urls, secret: "another" } }, region: "fi", isRelayOnly: false };
    server = await startTestServer({ relays, times });
    expect(await health()).toEqual({ status: "ok", relays: "unreachable" });
  });

  test("[CALL-13] the self-test gets every region for staff, the conversation's own for its customer, nothing for others", async () => {
    server = await startTestServer({ relays: settings, times, demo: { queue: { mediaRegion: "se" } } });
    const ask = async (path: string, headers: Record<string, string>) => {
      const answer = await server!.fetch(path, { headers });
      const body = (await answer.json()) as { code?: string; regions?: { region: string }[] };
      return body.code ?? body.regions?.map(({ region }) => region);
    };
    expect(await ask("/api/self-test", { cookie: await server.cookie(aino) })).toEqual(["fi", "se"]);
    const token = await server.visitorToken();
    const agent = await server.agent(aino);
    const id = await openConversation(await server.customer(token));
    const path = `/api/self-test?conversation=${id}`;
    expect(await ask(path, { authorization: `Bearer ${token}` })).toBe("notFound");
    await acceptConversation(agent, aino, id);
    expect(await ask(path, { authorization: `Bearer ${token}` })).toEqual(["se"]);
    expect(await ask(path, { authorization: `Bearer ${await server.visitorToken()}` })).toBe("notFound");
    expect(
      await ask(`/api/self-test?conversation=${newId<ConversationId>()}`, { authorization: `Bearer ${token}` }),
    ).toBe("notFound");
    expect(await ask(path, {})).toBe("notSignedIn");
  });
});
