/** What a file of settings would do to those that are there: adds and changes, removes nothing; and whether that can be taken back (ADM-01). */
import { limits } from "@rinnalla/protocol";
import type {
  ConfigByKind,
  ConfigKind,
  Configuration,
  ImportedChange,
  ImportedProblem,
  SettingsFile,
} from "@rinnalla/protocol";
import { settingProblems } from "./problems.ts";
import { removalProblem, type UnderWay } from "./removal.ts";

export interface ImportedSetting<Kind extends ConfigKind = ConfigKind> {
  readonly kind: Kind;
  readonly value: ConfigByKind[Kind];
  /** Null: it is new. */
  readonly before: ConfigByKind[Kind] | null;
}

export interface ImportPlan {
  /** In an order in which each finds what it points to. */
  readonly added: readonly ImportedSetting[];
  readonly changed: readonly ImportedSetting[];
  readonly problems: readonly ImportedProblem[];
}

const order: readonly ConfigKind[] = [
  "skill",
  "presence",
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
    skill: merge(all.skill, file.skill),
    presence: merge(all.presence, file.presence),
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
      const before = known.find(({ id }) => id === value.id) ?? null;
      if (before && isSame(before, value)) continue;
      (before ? changed : added).push({ kind, value, before });
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

/** For a look before it is done: field by field, as short text. */
export function importedChanges({ added, changed }: Pick<ImportPlan, "added" | "changed">): readonly ImportedChange[] {
  return [...added, ...changed].slice(0, limits.importedChanges).map(({ kind, value, before }) => ({
    kind,
    id: value.id,
    name: value.name,
    fields: before && fieldsOf(before, value),
  }));
}

const saidChars = 160;

function fieldsOf(before: object, after: object): ImportedChange["fields"] {
  const [one, other]: readonly Readonly<Record<string, unknown>>[] = [{ ...before }, { ...after }];
  return [...new Set([...Object.keys(one!), ...Object.keys(other!)])]
    .map((field) => ({
      field,
      before: said(one![field]),
      after: said(other![field]),
      isSame: sameText(one![field], other![field]),
    }))
    .filter(({ isSame }) => !isSame)
    .map(({ field, before: was, after: will }) => ({ field, before: was, after: will }));
}

function said(value: unknown): string | null {
  if (value === undefined || value === null) return null;
  const text = typeof value === "string" ? value : JSON.stringify(value);
  return text.length > saidChars ? `${text.slice(0, saidChars)}…` : text;
}

const sameText = (one: unknown, other: unknown): boolean => JSON.stringify(one) === JSON.stringify(other);

/**
 * Whether an import can be taken back: nothing of it has been changed since, nobody needs what it added, and what it changed is sound as it
 * was. The changed ones go back first, last to first, then the added ones go.
 */
export function canTakeBack(
  done: readonly ImportedSetting[],
  all: Configuration,
  underWay: UnderWay,
  isSame: (a: object, b: object) => boolean,
): boolean {
  const now: Readonly<Record<ConfigKind, readonly ConfigByKind[ConfigKind][]>> = all;
  const after = { ...all } as Record<ConfigKind, readonly ConfigByKind[ConfigKind][]>;
  for (const { kind, value, before } of done) {
    const stands = now[kind].find(({ id }) => id === value.id);
    if (!stands || !isSame(stands, value)) return false;
    after[kind] = before
      ? after[kind].map((one) => (one.id === before.id ? before : one))
      : after[kind].filter(({ id }) => id !== value.id);
  }
  const asItWas = { ...after, mediaRegions: all.mediaRegions, ownOrigins: all.ownOrigins } as Configuration;
  return done.every(({ kind, value, before }) =>
    before
      ? settingProblems(kind, before, asItWas).length === 0
      : removalProblem(kind, value.id, asItWas, underWay) === null,
  );
}
