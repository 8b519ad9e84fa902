import type { QueueId, SettingsFile, WorkstreamId } from "@rinnalla/protocol";
import { expect, test } from "vitest";
import { planImport } from "./import.ts";
import { all, queue, workstream } from "./samples.ts";

const { mediaRegions: _, ...kinds } = all;
const file: SettingsFile = { rinnallaSettings: 1, ...kinds };
const isSame = (a: object, b: object) => JSON.stringify(a) === JSON.stringify(b);

test("[ADM-01] a file of what is there does nothing", () => {
  expect(planImport(file, all, isSame)).toEqual({ added: [], changed: [], problems: [] });
});

test("[ADM-01] new ones may point to each other, and come after what they point to", () => {
  const plan = planImport(
    {
      ...file,
      workstream: [{ ...workstream, id: "ws_b" as WorkstreamId, name: "Toinen", queueId: "q_b" as QueueId }],
      queue: [{ ...queue, id: "q_b" as QueueId, name: "Toinen" }],
      agent: [],
    },
    all,
    isSame,
  );
  expect(plan.added.map(({ value }) => value.id)).toEqual(["q_b", "ws_b"]);
  expect([plan.changed, plan.problems]).toEqual([[], []]);
});

test("[ADM-01] what a change would break is told with the name of the setting", () => {
  const agent = all.agent.map((one) => ({ ...one, role: "agent" as const }));
  const plan = planImport({ ...file, agent }, all, isSame);
  expect(plan.problems).toEqual([{ kind: "agent", name: "Otso", field: "role", problem: "lastAdministrator" }]);
});
