/** What is kept beside the log: summaries, marks, presence, settings. */
import { describe, expect, test } from "vitest";
import type { AgentConfig, ConversationStatus, VisitorId } from "@rinnalla/protocol";
import { noMarks } from "../rows.ts";
import { agent, agentConfig, append, conversation, either, message, summary, visitorOf } from "./builders.ts";
import type { Fixture } from "./contract.ts";

export function describeViews(fixture: Fixture): void {
  const c = conversation("view");

  describe("summaries", () => {
    test("a conversation is found with its visitor and its newest summary", async () => {
      const store = await fixture.open();
      expect(await store.findConversation(c)).toBe(null);
      await store.append(append(c, 0));
      await store.append(append(c, 1, { summary: summary(c, { status: "active", agentName: "Aino" }) }));
      await store.append(append(c, 2));
      expect(await store.findConversation(c)).toEqual({
        visitorId: visitorOf(c),
        summary: summary(c, { status: "active", agentName: "Aino" }),
      });
    });

    test("ongoing ones are listed the oldest first, closed ones the newest first", async () => {
      const store = await fixture.open();
      // Upper and lower case, so that an order other than that of bytes shows.
      const names = ["b", "A", "a", "C"];
      await Promise.all(
        names.map((name) =>
          store.append(
            append(conversation(name), 0, { summary: summary(conversation(name), { openedAt: name === "C" ? 5 : 7 }) }),
          ),
        ),
      );
      const listed = (list: readonly { id: string }[]) => list.map(({ id }) => id);
      expect(listed(await store.listOngoing())).toEqual(["c_C", "c_A", "c_a", "c_b"]);

      const close = async (name: string, at: number) => {
        const id = conversation(name);
        await store.append(
          append(id, 1, { events: [{ ...message(2), at }], summary: summary(id, { status: "closed" }) }),
        );
      };
      await close("a", 900);
      await close("b", 800);
      await close("C", 1000);
      // What comes after the closing (a survey) does not make it newer.
      await store.append(
        append(conversation("b"), 2, {
          events: [{ ...message(3), at: 2000 }],
          summary: summary(conversation("b"), { status: "closed" }),
        }),
      );
      expect(listed(await store.listOngoing())).toEqual(["c_A"]);
      expect(listed(await store.listClosed(10))).toEqual(["c_C", "c_a", "c_b"]);
      expect(listed(await store.listClosed(2))).toEqual(["c_C", "c_a"]);
    });

    test("[CALL-10] closed ones with a call-back are found, whatever their customers write", async () => {
      const store = await fixture.open();
      const wants = conversation("wants");
      const lies = conversation("lies");
      const callBack = { askedAt: 1, wantedAt: null, note: "040 123", agentId: null, agentName: null };
      const closed = { status: "closed", customerName: '"callBack":{' } as const;
      await store.append(append(wants, 0, { summary: summary(wants, { callBack }) }));
      await store.append(append(lies, 0, { summary: summary(lies) }));
      expect(await store.listCallBacks()).toEqual([]);
      await store.append(append(wants, 1, { summary: summary(wants, { ...closed, callBack }) }));
      await store.append(append(lies, 1, { summary: summary(lies, closed) }));
      expect(await store.listCallBacks()).toEqual([summary(wants, { ...closed, callBack })]);
      await store.append(append(wants, 2, { summary: summary(wants, closed) }));
      expect(await store.listCallBacks()).toEqual([]);
    });

    test("[CHAT-03] a visitor's ongoing conversation is found until wrap-up", async () => {
      const store = await fixture.open();
      expect(await store.findOngoingOfVisitor(visitorOf(c))).toBe(null);
      await store.append(append(c, 0, { summary: summary(c, { status: "open" }) }));
      const later: [ConversationStatus, typeof c | null][] = [
        ["active", c],
        ["waiting", c],
        ["wrapUp", null],
        ["closed", null],
      ];
      let version = 1;
      for (const [status, found] of later) {
        await store.append(append(c, version, { summary: summary(c, { status }) }));
        version += 1;
        expect(await store.findOngoingOfVisitor(visitorOf(c))).toBe(found);
      }
    });

    test("[CHAT-03] two tabs that open a conversation at once share one", async () => {
      const stores = await fixture.openTwo();
      const [here, there] = stores;
      const visitorId = "v_tabs" as VisitorId;
      const tabs = ["x", "y", "z", "w"].map((name) => conversation(name));
      const outcomes = await Promise.all(
        tabs.map((id, index) => either(stores, index).append(append(id, 0, { visitorId }))),
      );
      expect(outcomes.filter((outcome) => outcome.kind === "appended")).toHaveLength(1);
      expect(outcomes.filter((outcome) => outcome.kind === "stale")).toHaveLength(3);
      expect(await here.listOngoing()).toHaveLength(1);
      const first = tabs[outcomes.findIndex((outcome) => outcome.kind === "appended")] ?? c;
      await here.append(append(first, 1, { visitorId, summary: summary(first, { status: "wrapUp" }) }));
      expect(await there.append(append(conversation("next"), 0, { visitorId }))).toEqual({ kind: "appended" });
    });
  });

  describe("beside the log", () => {
    test("[CHAT-02] marks only rise, each figure by itself", async () => {
      const store = await fixture.open();
      await store.append(append(c, 0));
      expect(await store.readMarks(c)).toEqual(noMarks);
      expect(await store.raiseMarks(c, "customer", 5, 2)).toEqual({
        customer: { delivered: 5, read: 2 },
        agent: { delivered: 0, read: 0 },
      });
      expect(await store.raiseMarks(c, "customer", 3, 4)).toEqual({
        customer: { delivered: 5, read: 4 },
        agent: { delivered: 0, read: 0 },
      });
      const both = { customer: { delivered: 5, read: 4 }, agent: { delivered: 9, read: 1 } };
      expect(await store.raiseMarks(c, "agent", 9, 1)).toEqual(both);
      expect(await store.readMarks(c)).toEqual(both);
    });

    test("[CHAT-02] marks of one turn and of two stores end at the highest", async () => {
      const stores = await fixture.openTwo();
      const [here, there] = stores;
      const other = conversation("other");
      await Promise.all([here.append(append(c, 0)), here.append(append(other, 0))]);
      const raised = [1, 7, 3, 9, 2, 8].flatMap((seq, index) => [
        either(stores, index).raiseMarks(c, "customer", seq, seq - 1),
        either(stores, index).raiseMarks(other, "agent", seq, 0),
        either(stores, index).raiseMarks(c, "agent", 10 - seq, 0),
      ]);
      await Promise.all(raised);
      expect(await here.readMarks(c)).toEqual({
        customer: { delivered: 9, read: 8 },
        agent: { delivered: 9, read: 0 },
      });
      expect(await there.readMarks(other)).toEqual({
        customer: { delivered: 0, read: 0 },
        agent: { delivered: 9, read: 0 },
      });
    });

    test("presence and last given time of agents are kept apart", async () => {
      const store = await fixture.open();
      await store.setPresence(agent("ville"), "away");
      await store.setLastGiven(agent("ville"), 1_800_000_000_000);
      await store.setLastGiven(agent("aino"), 7);
      await store.setPresence(agent("ville"), "available");
      expect(await store.listAgentRows()).toEqual([
        { agentId: agent("aino"), presence: "offline", lastGivenAt: 7 },
        { agentId: agent("ville"), presence: "available", lastGivenAt: 1_800_000_000_000 },
      ]);
    });

    test("settings are kept by kind and id, the last word counts, and removed is gone", async () => {
      const store = await fixture.open();
      const aino: AgentConfig = agentConfig(agent("aino"));
      await store.putConfig("agent", aino);
      await store.putConfig("agent", agentConfig(agent("Ville")));
      await store.putConfig("agent", { ...aino, limit: 60 });
      expect(await store.listConfig("agent")).toEqual([agentConfig(agent("Ville")), { ...aino, limit: 60 }]);
      expect(await store.listConfig("queue")).toEqual([]);
      await store.removeConfig("queue", aino.id);
      await store.removeConfig("agent", aino.id);
      await store.removeConfig("agent", aino.id);
      expect(await store.listConfig("agent")).toEqual([agentConfig(agent("Ville"))]);
    });

    test("health is answered while open", async () => {
      const store = await fixture.open();
      await store.checkHealth();
      await store.close();
      await expect(store.checkHealth()).rejects.toMatchObject({ name: "StoreError", reason: "unavailable" });
      await expect(store.listOngoing()).rejects.toMatchObject({ name: "StoreError", reason: "unavailable" });
    });
  });
}
