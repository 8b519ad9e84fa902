/** Claims on an agent's capacity: taken with the event that needs them, or not at all. */
import { describe, expect, test } from "vitest";
import { loadOf, type ClaimChange } from "@rinnalla/core";
import type { ConversationId } from "@rinnalla/protocol";
import type { Store } from "../port.ts";
import {
  agent,
  agentConfig,
  append,
  command,
  conversation,
  either,
  message,
  release,
  set,
  summary,
  take,
} from "./builders.ts";
import type { Fixture } from "./contract.ts";

export function describeClaims(fixture: Fixture): void {
  const aino = agent("aino");
  const ville = agent("ville");
  const ids = Array.from({ length: 100 }, (_, index) => conversation(`claim${String(index).padStart(2, "0")}`));
  const [one, two, three, four] = ids as [ConversationId, ConversationId, ConversationId, ConversationId];

  async function openWithAgents(): Promise<Store> {
    const store = await fixture.open();
    await store.putConfig("agent", agentConfig(aino));
    await store.putConfig("agent", agentConfig(ville));
    return store;
  }
  const openTwoWithAgents = async () => [await openWithAgents(), await fixture.open()] as const;
  const opening = async (store: Store, id: ConversationId, ...claims: ClaimChange[]) =>
    (await store.append(append(id, 0, { claims }))).kind;
  const units = async (store: Store, id = aino) => (await store.listClaimsOf(id)).map((claim) => claim.units);

  describe("claims", () => {
    test("[ROUTE-02] claims are taken up to the limit and not beyond", async () => {
      const store = await openWithAgents();
      expect(await opening(store, one, take(aino))).toBe("appended");
      expect(await opening(store, two, take(aino))).toBe("appended");
      expect(await opening(store, three, take(aino, 40))).toBe("appended");
      expect(await store.append(append(four, 0, { claims: [take(aino, 1)] }))).toEqual({
        kind: "noRoom",
        agentId: aino,
      });
      expect(await units(store)).toEqual([30, 30, 40]);
      expect(await units(store, ville)).toEqual([]);
    });

    test("[ROUTE-02] a refused claim leaves nothing of its append", async () => {
      const store = await openWithAgents();
      const claims = [take(ville), take(aino, 101)];
      const said = command("k1", { ok: true, seq: 1 });
      const refused = append(one, 0, {
        claims,
        command: said,
        timers: [set("offer", 5)],
        events: [message(1), message(2)],
      });
      expect(await store.append(refused)).toEqual({ kind: "noRoom", agentId: aino });
      expect((await store.readLog(one, 0)).events).toEqual([]);
      expect(await store.findConversation(one)).toBe(null);
      expect(await store.findResult(said.actorKey, said.id)).toBe(null);
      expect(await store.listClaims()).toEqual([]);
      expect(await store.nextTimerAt()).toBe(null);
      expect(await opening(store, one, take(aino))).toBe("appended");
    });

    test("an agent whom the settings do not know has no room, but can be forced", async () => {
      const store = await openWithAgents();
      expect(await opening(store, one, take(agent("nobody"), 1))).toBe("noRoom");
      expect(await opening(store, one, take(agent("nobody"), 1, "force"))).toBe("appended");
    });

    test("[ROUTE-04] a forced claim is taken beyond the limit and during a call", async () => {
      const store = await openWithAgents();
      await opening(store, one, take(aino, 100));
      await store.append(append(one, 1, { claims: [take(aino, 0, "ifRoom", "call")] }));
      expect(await opening(store, two, take(aino))).toBe("noRoom");
      expect(await opening(store, two, take(aino, 30, "force"))).toBe("appended");
      expect(loadOf(await store.listClaimsOf(aino))).toBe(130);
    });

    test("[ROUTE-03] a call takes all that is left and locks; its end gives it back", async () => {
      const store = await openWithAgents();
      await opening(store, one, take(aino));
      await store.append(append(one, 1, { claims: [take(aino, 0, "ifRoom", "call")] }));
      expect(await store.listClaimsOf(aino)).toEqual([
        { agentId: aino, conversationId: one, kind: "call", units: 70 },
        { agentId: aino, conversationId: one, kind: "conversation", units: 30 },
      ]);
      expect(await opening(store, two, take(aino, 0))).toBe("noRoom");
      expect(await opening(store, two, take(aino, 0, "ifRoom", "call"))).toBe("noRoom");
      await store.append(append(one, 2, { claims: [release(aino, "call")] }));
      expect(await opening(store, two, take(aino, 70))).toBe("appended");
    });

    test("[ROUTE-03] of two calls at once one gets the agent", async () => {
      const stores = await openTwoWithAgents();
      const [here] = stores;
      await Promise.all([one, two].map((id) => opening(here, id)));
      const calls = stores.map((store, index) =>
        store.append(append(index === 0 ? one : two, 1, { claims: [take(aino, 0, "ifRoom", "call")] })),
      );
      expect((await Promise.all(calls)).map((outcome) => outcome.kind).toSorted()).toEqual(["appended", "noRoom"]);
    });

    test("taking what is held and releasing what is not change nothing", async () => {
      const store = await openWithAgents();
      await opening(store, one, take(aino, 90));
      expect((await store.append(append(one, 1, { claims: [take(aino, 90)] }))).kind).toBe("appended");
      expect((await store.append(append(one, 2, { claims: [release(ville), release(aino, "call")] }))).kind).toBe(
        "appended",
      );
      expect(await units(store)).toEqual([90]);
    });

    test("a claim moves from one agent to another in one append", async () => {
      const store = await openWithAgents();
      await opening(store, one, take(aino, 90));
      expect((await store.append(append(one, 1, { claims: [release(aino), take(ville, 90)] }))).kind).toBe("appended");
      expect((await store.append(append(one, 2, { claims: [release(ville), take(ville, 95)] }))).kind).toBe("appended");
      expect(await store.listClaims()).toEqual([
        { agentId: ville, conversationId: one, kind: "conversation", units: 95 },
      ]);
    });

    test("stale is said before noRoom, and repeated before both", async () => {
      const store = await openWithAgents();
      const said = command("k1", { ok: true, seq: 1 });
      await store.append(append(one, 0, { command: said }));
      await store.append(append(one, 1));
      expect((await store.append(append(one, 1, { claims: [take(aino, 200)] }))).kind).toBe("stale");
      expect((await store.append(append(one, 1, { claims: [take(aino, 20)] }))).kind).toBe("stale");
      expect((await store.append(append(one, 2, { claims: [take(aino, 200)], command: said }))).kind).toBe("repeated");
      expect((await store.append(append(one, 2, { claims: [take(aino, 20)], command: said }))).kind).toBe("repeated");
    });

    test("[ROUTE-08] of many takes in one turn each is judged by itself: who loses holds up no other", async () => {
      const store = await openWithAgents();
      const said = command("k1", { ok: true, seq: 1 });
      await store.append(append(two, 0, { command: said }));
      for (const id of [one, ...ids.slice(2, 10)]) await store.append(append(id, 0));
      const outcomes = await Promise.all([
        // Its room is nobody's: it comes too late for its log.
        store.append(append(one, 0, { claims: [take(aino, 100)] })),
        store.append(append(two, 1, { claims: [take(aino, 100)], command: said })),
        ...ids.slice(2, 9).map((id) => store.append(append(id, 1, { claims: [take(aino, 10)] }))),
        store.append(append(ids[9]!, 1, { claims: [take(aino, 40)] })),
      ]);
      expect(outcomes.map(({ kind }) => kind)).toEqual(["stale", "repeated", ...Array(7).fill("appended"), "noRoom"]);
      expect(loadOf(await store.listClaimsOf(aino))).toBe(70);
      expect((await store.readLog(ids[9]!, 0)).events).toHaveLength(1);
    });

    test("[ROUTE-02] in a race of 100 takes from two stores the limit holds", async () => {
      const stores = await openTwoWithAgents();
      const [here] = stores;
      const outcomes = await Promise.all(ids.map((id, index) => opening(either(stores, index), id, take(aino))));
      expect(outcomes.filter((kind) => kind === "appended")).toHaveLength(3);
      expect(outcomes.filter((kind) => kind === "noRoom")).toHaveLength(97);
      expect(await units(here)).toEqual([30, 30, 30]);
    });

    test("[ROUTE-08] load is the sum of held claims while takes and releases of two agents race", async () => {
      const stores = await openTwoWithAgents();
      const [here] = stores;
      const ends = await Promise.all(
        ids.slice(0, 40).map(async (id, index) => {
          const store = either(stores, index);
          // Each names the agents in another order: the locks must be taken in one.
          const claims = index % 4 < 2 ? [take(aino, 10), take(ville, 20)] : [take(ville, 20), take(aino, 10)];
          if ((await opening(store, id, ...claims)) !== "appended") return 0;
          if (index % 3 !== 0) return 1;
          await store.append(append(id, 1, { claims: [release(aino), release(ville)] }));
          return 0;
        }),
      );
      const held = ends.reduce<number>((sum, kept) => sum + kept, 0);
      const load = loadOf(await here.listClaimsOf(aino));
      expect(load).toBe(held * 10);
      expect(loadOf(await here.listClaimsOf(ville))).toBe(held * 20);
      expect(load).toBeLessThanOrEqual(50);
    });

    test("claims are there after reopening", async () => {
      const store = await openWithAgents();
      await opening(store, one, take(aino));
      await store.append(append(one, 1, { summary: summary(one, { status: "active" }) }));
      await store.close();
      expect(await units(await fixture.open())).toEqual([30]);
    });
  });
}
