/** What a file of settings would do to those that are there: adds and changes, removes nothing (ADM-01). */
import type { ConfigByKind, ConfigKind, Configuration, ImportedProblem, SettingsFile } from "@rinnalla/protocol";
import { settingProblems } from "./problems.ts";

export interface ImportedSetting<Kind extends ConfigKind = ConfigKind> {
  readonly kind: Kind;
  readonly value: ConfigByKind[Kind];
}

export interface ImportPlan {
  /** In an order in which each finds what it points to. */
  readonly added: readonly ImportedSetting[];
  readonly changed: readonly ImportedSetting[];
  readonly problems: readonly ImportedProblem[];
}

const order: readonly ConfigKind[] = [
  "provider",
  "quickReply",
  "masking",
  "hours",
  "agent",
  "queue",
  "workstream",
  "widget",
];

export function planImport(
  file: SettingsFile,
  all: Configuration,
  isSame: (a: object, b: object) => boolean,
): ImportPlan {
  const merged: Configuration = {
    provider: merge(all.provider, file.provider),
    quickReply: merge(all.quickReply, file.quickReply),
    masking: merge(all.masking, file.masking),
    widget: merge(all.widget, file.widget),
    workstream: merge(all.workstream, file.workstream),
    queue: merge(all.queue, file.queue),
    agent: merge(all.agent, file.agent),
    hours: merge(all.hours, file.hours),
    mediaRegions: all.mediaRegions,
    ownOrigins: all.ownOrigins,
  };
  const added: ImportedSetting[] = [];
  const changed: ImportedSetting[] = [];
  const problems: ImportedProblem[] = [];
  for (const kind of order) {
    const known: readonly ConfigByKind[ConfigKind][] = all[kind];
    const imported: readonly ConfigByKind[ConfigKind][] = file[kind];
    for (const value of imported) {
      const before = known.find(({ id }) => id === value.id);
      if (before && isSame(before, value)) continue;
      (before ? changed : added).push({ kind, value });
      for (const problem of settingProblems(kind, value, merged)) problems.push({ kind, name: value.name, ...problem });
    }
  }
  return { added, changed, problems };
}

/** Of two with one id in the file the last counts, as anywhere else. */
function merge<Setting extends { readonly id: string }>(
  known: readonly Setting[],
  imported: readonly Setting[],
): readonly Setting[] {
  const byId = new Map([...known, ...imported].map((one) => [one.id, one]));
  return [...byId.values()];
}
