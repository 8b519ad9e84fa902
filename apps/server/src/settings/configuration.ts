/**
 * Changes to the settings, one after the other: checked by core, written, then in force (ADM-01). A setting is put whole, together
 * with what its editor had before it, so that nobody's change is overwritten unseen.
 */
import { isDeepStrictEqual } from "node:util";
import {
  canTakeBack,
  importedChanges,
  planImport,
  removalProblem,
  settingProblems,
  type ImportedSetting,
  type UnderWay,
} from "@rinnalla/core";
import type {
  AgentConfig,
  AgentId,
  ConfigByKind,
  ConfigKind,
  Configuration,
  ErrorCode,
  ImportOutcome,
  RemovalProblem,
  SettingProblem,
  SettingsFile,
} from "@rinnalla/protocol";
import { decodeConfig, decodeSettingsFile } from "@rinnalla/protocol/schemas";
import { StoreError, type Store } from "@rinnalla/storage";
import type { Settings } from "./settings.ts";

export interface SettingChange {
  /** Whose consoles have to be greeted anew: another role, or another address. */
  readonly agent: AgentId | null;
}

export interface ConfigurationParts {
  readonly store: Store;
  readonly settings: Settings;
  /** Of the deployment's relays, the default first. */
  readonly mediaRegions: readonly string[];
  /** The console's own. */
  readonly ownOrigins: readonly string[];
  readonly changed: (change: SettingChange) => void;
  readonly underWay: () => Promise<UnderWay>;
}

export type Outcome<Value, Problem> =
  | { readonly outcome: "done"; readonly value: Value }
  | { readonly outcome: "problem"; readonly problem: Problem }
  | { readonly outcome: "refused"; readonly code: ErrorCode };

export class ConfigurationDesk {
  readonly #parts: ConfigurationParts;
  #last: Promise<unknown> = Promise.resolve();
  /** What the last import wrote, for as long as the server is up. */
  #imported: readonly ImportedSetting[] | null = null;

  constructor(parts: ConfigurationParts) {
    this.#parts = parts;
  }

  get all(): Configuration {
    const { settings, mediaRegions, ownOrigins } = this.#parts;
    return {
      skill: [...settings.skills.values()],
      presence: [...settings.presences.values()],
      provider: [...settings.providers.values()],
      quickReply: [...settings.quickReplies.values()],
      masking: [...settings.masking.values()],
      widget: [...settings.widgets.values()],
      workstream: [...settings.workstreams.values()],
      queue: [...settings.queues.values()],
      agent: [...settings.agents.values()],
      hours: [...settings.hours.values()],
      mediaRegions,
      ownOrigins,
    };
  }

  get file(): SettingsFile {
    const { mediaRegions: _regions, ownOrigins: _origins, ...kinds } = this.all;
    return { rinnallaSettings: 1, ...kinds };
  }

  put<Kind extends ConfigKind>(
    kind: Kind,
    id: string,
    said: unknown,
    before: unknown,
  ): Promise<Outcome<ConfigByKind[Kind], readonly SettingProblem[]>> {
    return this.#inTurn(async () => {
      const value = decodeConfig(kind, said);
      if (!value || value.id !== id) return { outcome: "refused", code: "badFrame" };
      if (!isDeepStrictEqual(this.#parts.settings.find(kind, id), before))
        return { outcome: "refused", code: "conflict" };
      const problems = settingProblems(kind, value, this.all);
      if (problems.length > 0) return { outcome: "problem", problem: problems };
      await this.#write(kind, value);
      return { outcome: "done", value };
    });
  }

  remove(kind: ConfigKind, id: string): Promise<Outcome<null, RemovalProblem>> {
    return this.#inTurn(async () => {
      const { settings, underWay } = this.#parts;
      if (!settings.find(kind, id)) return { outcome: "refused", code: "notFound" };
      const problem = removalProblem(kind, id, this.all, await underWay());
      if (problem) return { outcome: "problem", problem };
      await this.#drop(kind, id);
      return { outcome: "done", value: null };
    });
  }

  /** `isTrial`: says only what would be done. All of the file or, with any problem, nothing. */
  import(said: unknown, isTrial: boolean): Promise<Outcome<ImportOutcome, never>> {
    return this.#inTurn(async () => {
      const file = decodeSettingsFile(said);
      if (!file) return { outcome: "refused", code: "badFrame" };
      const { added, changed, problems } = planImport(file, this.all, isDeepStrictEqual);
      // Bottom up, so that what is cut short points to nothing that is not there.
      if (!isTrial && problems.length === 0) {
        const done: ImportedSetting[] = [];
        this.#imported = done;
        for (const setting of [...added, ...changed]) {
          await this.#write(setting.kind, setting.value);
          done.push(setting);
        }
      }
      const changes = importedChanges({ added, changed });
      return { outcome: "done", value: { added: added.length, changed: changed.length, problems, changes } };
    });
  }

  /** The last import, whole or not at all; `conflict`: something of it has been changed since, or is needed. */
  takeBackImport(): Promise<Outcome<null, never>> {
    return this.#inTurn(async () => {
      const done = this.#imported;
      if (!done || done.length === 0) return { outcome: "refused", code: "notFound" };
      if (!canTakeBack(done, this.all, await this.#parts.underWay(), isDeepStrictEqual))
        return { outcome: "refused", code: "conflict" };
      // Top down, so that what is cut short points to nothing that is gone.
      const backwards = done.toReversed();
      for (const { kind, before } of backwards) if (before) await this.#write(kind, before);
      for (const { kind, value, before } of backwards) if (!before) await this.#drop(kind, value.id);
      this.#imported = null;
      return { outcome: "done", value: null };
    });
  }

  async #drop(kind: ConfigKind, id: string): Promise<void> {
    const { settings, store, changed } = this.#parts;
    await store.removeConfig(kind, id);
    settings.remove(kind, id);
    changed({ agent: kind === "agent" ? (id as AgentId) : null });
  }

  async #write<Kind extends ConfigKind>(kind: Kind, value: ConfigByKind[Kind]): Promise<void> {
    const { store, settings, changed } = this.#parts;
    const before = settings.find(kind, value.id);
    await store.putConfig(kind, value);
    settings.put(kind, value);
    changed({ agent: kind === "agent" ? whoMustReturn(before as AgentConfig | null, value as AgentConfig) : null });
  }

  #inTurn<Value, Problem>(work: () => Promise<Outcome<Value, Problem>>): Promise<Outcome<Value, Problem>> {
    const done = this.#last.then(work).catch((failure: unknown): Outcome<Value, Problem> => {
      if (failure instanceof StoreError) return { outcome: "refused", code: "unavailable" };
      throw failure;
    });
    this.#last = done.catch(() => {});
    return done;
  }
}

function whoMustReturn(before: AgentConfig | null, after: AgentConfig): AgentId | null {
  const isOther = before !== null && (before.role !== after.role || before.email !== after.email);
  return isOther ? after.id : null;
}
