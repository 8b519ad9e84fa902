import {
  activeScenario,
  aino,
  customer,
  demoManifest,
  demoProvider,
  id,
  invitedScenario,
  outcomeOf,
  pages,
  scenarioPin,
  system,
  type Scenario,
} from "@rinnalla/testkit";
import { limits } from "@rinnalla/protocol";
import type { VisualId } from "@rinnalla/protocol";
import { describe, expect, test } from "vitest";
import type { Command } from "../conversation/commands.ts";
import { step } from "../conversation/step.ts";

const visualId = id<VisualId>("visual1");
const link = "https://a.join.katse.example/x?s=1";
const options = { terms: { cobrowse: demoProvider.providerId } };
const prepare = (what: { pin?: string; joinLink?: string }): Command => ({ type: "prepareVisual", visualId, ...what });
const connect: Command = { type: "connectVisual", visualId };
const end: Command = { type: "endVisual", visualId };
const share: Command = { type: "sharePin", visualId, messageId: id("m1") };

function invited(...said: readonly Command[]): Scenario {
  const on = invitedScenario(options);
  for (const command of said) on.does(demoProvider, command);
  return on;
}

const states = {
  none: () => activeScenario(options),
  invited: () => invited(),
  prepared: () => invited(prepare({ pin: scenarioPin })),
  live: () => invited(prepare({ pin: scenarioPin }), connect),
  ended: () => invited(connect, end),
};
const [N, W, G, L] = ["!notAllowed", "!wrongState", "!visualGone", "!linkRefused"];

/** Columns as in `states`. */
const rows: readonly (readonly [Parameters<Scenario["say"]>[0], Command, readonly (string | undefined)[]])[] = [
  [demoProvider, prepare({ pin: scenarioPin }), [N, "visualPrepared", "-", W, G]],
  [demoProvider, prepare({ joinLink: link }), [N, "visualPrepared", "visualPrepared", W, G]],
  [demoProvider, prepare({}), [N, "!badFrame", "!badFrame", W, G]],
  [demoProvider, prepare({ joinLink: "https://elsewhere.example/" }), [N, L, L, W, G]],
  [demoProvider, prepare({ joinLink: "http://katse.example/" }), [N, L, L, W, G]],
  [demoProvider, prepare({ joinLink: "javascript:alert(1)" }), [N, L, L, W, G]],
  [aino, prepare({ pin: "other words" }), [G, "visualPrepared", "visualPrepared", W, G]],
  [customer, prepare({ pin: "1" }), Array.from({ length: 5 }, () => N)],
  [demoProvider, share, [N, "!pinSpent", "messagePosted", "!pinSpent", G]],
  [demoProvider, connect, [N, "visualConnected", "visualConnected", "-", G]],
  [demoProvider, end, [N, ...Array.from({ length: 3 }, () => "visualEnded:providerEnded"), "-"]],
  [aino, end, [G, ...Array.from({ length: 3 }, () => "visualEnded:agentEnded"), "-"]],
  [customer, end, [G, "visualEnded:refused", "visualEnded:refused", "visualEnded:customerEnded", "-"]],
  // What is asked of ours is not asked there, and the right digits of its PIN open nothing here.
  [customer, { type: "enterPin", pin: scenarioPin, clientId: pages.tab }, [G, W, W, W, G]],
  [customer, { type: "grantScope", visualId, scope: "view", clientId: pages.tab }, [G, W, W, W, G]],
  [aino, { type: "askScope", visualId, scope: "control" }, [G, W, W, W, G]],
  [customer, { type: "pauseVisual", visualId }, [G, W, W, W, G]],
  [system, { type: "visualLegDropped", visualId, side: "agent" }, ["-", "-", "-", "-", "-"]],
];

describe("[VIS-10] every command has its outcome in every state of a session with somebody else's provider", () => {
  test.each(rows)("%o says %o", (by, command, outcomes) => {
    const found = Object.values(states).map((make) => outcomeOf(make().say(by, command)));
    expect(found).toEqual(outcomes);
  });
});

test("[VIS-10] the built-in provider's session and another's go through the same phases", () => {
  const on = invited();
  expect(on.state.visual).toMatchObject({ phase: "invited", pin: null, provider: { id: "p_demo", name: "Katse" } });
  on.does(demoProvider, prepare({ pin: "12 34", joinLink: link }));
  expect(on.state.visual).toMatchObject({ phase: "invited", pin: "12 34", joinLink: link });
  on.does(demoProvider, connect);
  expect(on.state.visual?.phase).toBe("live");
  expect(on.timers.size).toBe(0);
  on.does(demoProvider, end);
  expect(on.state.visual).toMatchObject({ phase: "ended", end: { reason: "providerEnded", side: null } });
});

test("[VIS-02] the PIN and the link go into the chat as one message, by the agent's click or by the provider's", () => {
  const on = invited(prepare({ pin: "12 34", joinLink: link }));
  for (const by of [aino, demoProvider]) {
    on.does(by, share);
    expect(on.log.at(-1)?.event).toMatchObject({
      type: "messagePosted",
      kind: "pin",
      side: "agent",
      text: `12 34\n${link}`,
    });
  }
});

test("[VIS-02] the customer's page learns neither the PIN nor the link but from the chat", () => {
  const on = invited(prepare({ pin: "geheim", joinLink: link }));
  expect(JSON.stringify(on.seenByCustomer())).not.toMatch(/geheim|katse\.example/);
  on.does(demoProvider, share);
  expect(JSON.stringify(on.seenByCustomer())).toMatch(/geheim.*katse\.example/);
});

test("[VIS-10] a provider's session that nobody comes to ends after an hour", () => {
  const on = invited(prepare({ pin: "1" }));
  on.pass(limits.providerInviteMs - 1);
  expect(on.state.visual?.phase).toBe("invited");
  on.pass(1);
  expect(on.state.visual?.end?.reason).toBe("expired");
});

test("[VIS-01] a provider that the administrator has taken away invites nobody", () => {
  const { state, id: conversationId } = activeScenario(options);
  const command: Command = { type: "inviteVisual", visualId, kind: "cobrowse", clientId: pages.desk };
  const given = { conversationId, opening: null, pin: scenarioPin, assigneeName: null };
  expect(step({ state, command, by: aino, now: 1, given })).toEqual({ ok: false, code: "visualOff" });
  const providers = new Map([[demoManifest.id, demoManifest]]);
  expect(step({ state, command, by: aino, now: 1, given: { ...given, providers } }).ok).toBe(true);
});
