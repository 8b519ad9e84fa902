import type { QueueId, SettingsFile, WorkstreamId } from "@rinnalla/protocol";
import { expect, test } from "vitest";
import { canTakeBack, importedChanges, planImport } from "./import.ts";
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

test("[ADM-01] what would change is said field by field, long values cut", () => {
  const long = "x".repeat(300);
  const { hoursId: _, ...plain } = { ...workstream, hoursId: undefined };
  const plan = planImport({ ...file, workstream: [{ ...plain, units: 7, name: long }] }, all, isSame);
  const [change] = importedChanges(plan);
  expect(change).toMatchObject({ kind: "workstream", id: workstream.id });
  expect(change!.fields).toContainEqual({ field: "units", before: String(workstream.units), after: "7" });
  expect(change!.fields!.find(({ field }) => field === "name")!.after).toHaveLength(161);
});

const nobody = Object.fromEntries(Object.keys(kinds).map((kind) => [kind, new Set<string>()])) as never;
const withOther = {
  ...file,
  queue: [{ ...queue, id: "q_b" as QueueId, name: "Toinen" }],
  workstream: [{ ...workstream, queueId: "q_b" as QueueId }],
};

test("[ADM-01] an import can be taken back as long as nothing of it was changed and nobody needs it", () => {
  const plan = planImport(withOther, all, isSame);
  const done = [...plan.added, ...plan.changed];
  const now = {
    ...all,
    queue: [...all.queue, withOther.queue[0]!],
    workstream: all.workstream.map((one) => (one.id === workstream.id ? withOther.workstream[0]! : one)),
  };
  expect(canTakeBack(done, now, nobody, isSame)).toBe(true);
  const renamed = { ...now, queue: now.queue.map((one) => ({ ...one, name: "Kolmas" })) };
  expect(canTakeBack(done, renamed, nobody, isSame)).toBe(false);
  const needed = {
    ...now,
    workstream: [...now.workstream, { ...withOther.workstream[0]!, id: "ws_c" as WorkstreamId }],
  };
  expect(canTakeBack(done, needed, nobody, isSame)).toBe(false);
  const underWay = { ...(nobody as object), queue: new Set(["q_b"]) } as never;
  expect(canTakeBack(done, now, underWay, isSame)).toBe(false);
});
