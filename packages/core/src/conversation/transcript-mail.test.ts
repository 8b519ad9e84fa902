import type { MailId } from "@rinnalla/protocol";
import {
  activeScenario,
  aino,
  customer,
  id,
  saga,
  system,
  ville,
  waitingScenario,
  type Scenario,
} from "@rinnalla/testkit";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import type { Command } from "./commands.ts";
import { nextTryMs } from "./transcript-mail.ts";

const ask = (name: string): Extract<Command, { type: "mailTranscript" }> => ({
  type: "mailTranscript",
  mailId: id<MailId>(name),
  address: "maija@example.org",
});
const tries = (on: Scenario): readonly string[] => {
  const decision = on.say(system, { type: "fireTimer", timer: "mail" });
  return decision.ok ? decision.effects.flatMap((effect) => (effect.type === "sendMail" ? [effect.mailId] : [])) : [];
};

describe("a transcript by e-mail", () => {
  test("[CHAT-04] asked once, sent once, and never twice for one id", () => {
    const on = activeScenario({ hasMail: true });
    expect(on.does(customer, ask("m1"))).toEqual(["transcriptMailAsked"]);
    expect(on.does(customer, ask("m1"))).toEqual([]);
    expect(tries(on)).toEqual(["m1"]);
    expect(on.does(system, { type: "mailSettled", mailId: id("m1"), isSent: true })).toEqual(["transcriptMailed"]);
    expect([...on.timers]).toEqual([]);
    // Settled: whatever comes late says nothing more.
    expect(on.does(system, { type: "mailSettled", mailId: id("m1"), isSent: false })).toEqual([]);
    expect(tries(on)).toEqual([]);
  });

  test("[CHAT-04] only with an agent in it, by those whose it is, and only so often", () => {
    expect(activeScenario().isRefused(customer, ask("m1"))).toBe("mailOff");
    expect(waitingScenario({ hasMail: true }).isRefused(customer, ask("m1"))).toBe("mailOff");
    const on = activeScenario({ hasMail: true });
    expect(on.isRefused(ville, ask("m1"))).toBe("notAllowed");
    on.does(customer, ask("m1"));
    on.does(aino, ask("m2"));
    on.does(aino, { type: "endConversation" });
    on.does(saga, ask("m3"));
    expect(on.isRefused(customer, ask("m4"))).toBe("mailSpent");
  });

  test("[CHAT-04] tried again and again, less and less often, and given up after a day", () => {
    const on = activeScenario({ hasMail: true });
    on.does(customer, ask("m1"));
    const waits: number[] = [];
    for (let due = on.timers.get("mail"); due !== undefined; due = on.timers.get("mail")) {
      waits.push(due - on.clock.now);
      on.pass(due - on.clock.now);
    }
    expect(waits.slice(0, 8).map((ms) => ms / 60_000)).toEqual([0, 1, 1, 2, 4, 8, 16, 32]);
    expect(Math.max(...waits)).toBe(3_600_000);
    expect(on.log.at(-1)?.event).toMatchObject({ type: "transcriptMailFailed", because: "gaveUp" });
    expect(on.state.mail.pending).toEqual([]);
  });

  test("[CHAT-04] whatever comes in whatever order: each is sent or failed at most once, and a timer stands while one is under way", () => {
    const names = ["m1", "m2", "m3", "m4"];
    const act = fc.oneof(
      fc.record({ ask: fc.constantFrom(...names) }),
      fc.record({ settle: fc.constantFrom(...names), isSent: fc.boolean() }),
      fc.record({ pass: fc.integer({ min: 1, max: 12 * 3_600_000 }) }),
    );
    fc.assert(
      fc.property(fc.array(act, { maxLength: 40 }), (acts) => {
        const on = activeScenario({ hasMail: true });
        for (const one of acts) {
          if ("ask" in one) on.say(customer, ask(one.ask));
          else if ("settle" in one) on.say(system, { type: "mailSettled", mailId: id(one.settle), isSent: one.isSent });
          else on.pass(one.pass);
          expect(on.timers.has("mail")).toBe(on.state.mail.pending.length > 0);
        }
        const ends = on.log.flatMap(({ event }) =>
          event.type === "transcriptMailed" || event.type === "transcriptMailFailed" ? [event.mailId] : [],
        );
        expect(new Set(ends).size).toBe(ends.length);
        expect(on.state.mail.asked.length).toBeLessThanOrEqual(3);
      }),
    );
    expect(nextTryMs(0)).toBe(60_000);
  });
});
