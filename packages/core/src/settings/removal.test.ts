import type { ConfigKind } from "@rinnalla/protocol";
import { expect, test } from "vitest";
import { removalProblem, type UnderWay } from "./removal.ts";
import { aino, all, otso, queue, surfer, swedish, widget, workstream } from "./samples.ts";

const nothing: UnderWay = {
  skill: new Set(),
  presence: new Set(),
  provider: new Set(),
  quickReply: new Set(),
  masking: new Set(),
  widget: new Set(),
  workstream: new Set(),
  queue: new Set(),
  agent: new Set(),
  hours: new Set(),
};

const rows: readonly (readonly [ConfigKind, string, Partial<UnderWay>, object | null])[] = [
  ["widget", widget.id, {}, null],
  ["widget", widget.id, { widget: new Set([widget.id]) }, { problem: "underWay", names: [] }],
  ["workstream", workstream.id, {}, { problem: "needed", names: [widget.name] }],
  ["queue", queue.id, { queue: new Set([queue.id]) }, { problem: "needed", names: [workstream.name] }],
  ["provider", surfer.id, {}, null],
  ["provider", surfer.id, { provider: new Set([surfer.id]) }, { problem: "underWay", names: [] }],
  ["agent", aino.id, {}, null],
  ["agent", aino.id, { agent: new Set([aino.id]) }, { problem: "underWay", names: [] }],
  ["agent", otso.id, {}, { problem: "lastAdministrator", names: [] }],
];

test.each(rows)("[ADM-01] removing %s %s with %o under way: %o", (kind, id, underWay, expected) => {
  expect(removalProblem(kind, id, all, { ...nothing, ...underWay })).toEqual(expected);
});

test("[VIS-01] a provider that a widget has chosen stays", () => {
  const chosen = { ...all, widget: [{ ...widget, cobrowse: surfer.id }] };
  expect(removalProblem("provider", surfer.id, chosen, nothing)).toEqual({ problem: "needed", names: [widget.name] });
});

test.each([
  ["a workstream", { workstream: [{ ...workstream, skillIds: [swedish.id] }] }, workstream.name],
  ["a widget", { widget: [{ ...widget, skillIds: [swedish.id] }] }, widget.name],
  [
    "a rule of a widget",
    {
      widget: [{ ...widget, skillRules: [{ source: "locale" as const, locale: "sv" as const, skillId: swedish.id }] }],
    },
    widget.name,
  ],
])("[ROUTE-01] a skill that %s asks for stays, one that people have may go", (_who, change, name) => {
  expect(removalProblem("skill", swedish.id, { ...all, ...change }, nothing)).toEqual({
    problem: "needed",
    names: [name],
  });
  const had = { ...all, agent: [otso, { ...aino, skillIds: [swedish.id] }] };
  expect(removalProblem("skill", swedish.id, had, nothing)).toBeNull();
});

test("[ADM-01] what nobody needs any more may go", () => {
  expect(removalProblem("workstream", workstream.id, { ...all, widget: [] }, nothing)).toBeNull();
});
