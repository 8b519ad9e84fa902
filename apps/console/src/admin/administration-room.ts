/**
 * The settings as this console knows them, and what its administrator has changed and not saved yet. Drafts outlive going
 * elsewhere in the console; nothing is dropped but by hand.
 */
import { settingProblems } from "@rinnalla/core";
import type {
  ConfigByKind,
  ConfigKind,
  Configuration,
  ErrorCode,
  RemovalProblem,
  SettingProblem,
} from "@rinnalla/protocol";
import { observable, type Observable } from "../store/observable.ts";
import { putSetting, readConfiguration, removeSetting } from "./configuration-client.ts";
import { freshSetting } from "./fresh-setting.ts";

export type Setting = ConfigByKind[ConfigKind];

export interface Draft<Value extends Setting = Setting> {
  readonly kind: ConfigKind;
  readonly value: Value;
  /** What the draft began as; null: a new one. */
  readonly before: Value | null;
  /** Saving was tried, so that everything that is missing may be said. */
  readonly wasTried: boolean;
  readonly isSaving: boolean;
  readonly trouble: ErrorCode | "offline" | null;
}

export interface Saved {
  readonly kind: ConfigKind;
  readonly id: string;
  /** Null: it was new. */
  readonly before: Setting | null;
  readonly isRemoved: boolean;
}

export interface Administration {
  readonly status: "loading" | "ready" | "failed";
  readonly all: Configuration | null;
  /** By id. */
  readonly drafts: ReadonlyMap<string, Draft>;
  /** The last save or removal, which can be taken back. */
  readonly saved: Saved | null;
}

export interface AdministrationRoom {
  readonly state: Observable<Administration>;
  load(): Promise<void>;
  /** The id of a new draft. */
  begin(kind: ConfigKind): string | null;
  edit<Kind extends ConfigKind>(kind: Kind, value: ConfigByKind[Kind]): void;
  discard(id: string): void;
  /** True: saved. */
  save(id: string): Promise<boolean>;
  /** Goes on with what others have saved meanwhile as the ground. */
  overwrite(id: string): Promise<boolean>;
  /** Null: removed. */
  remove(kind: ConfigKind, id: string): Promise<RemovalProblem | ErrorCode | "offline" | null>;
  undo(): Promise<void>;
}

export function createAdministrationRoom(): AdministrationRoom {
  const state = observable<Administration>({ status: "loading", all: null, drafts: new Map(), saved: null });

  function setDraft(id: string, change: (draft: Draft) => Draft | null): void {
    state.update((value) => {
      const draft = value.drafts.get(id);
      if (!draft) return value;
      const drafts = new Map(value.drafts);
      const next = change(draft);
      if (next) drafts.set(id, next);
      else drafts.delete(id);
      return { ...value, drafts };
    });
  }

  async function load(): Promise<void> {
    const answer = await readConfiguration();
    state.update((value) =>
      answer.ok
        ? { ...value, status: "ready", all: answer.value }
        : { ...value, status: value.all ? value.status : "failed" },
    );
  }

  async function put(kind: ConfigKind, value: Setting, before: Setting | null): Promise<ErrorCode | "offline" | null> {
    const answer = await putSetting(kind, value, before);
    if (answer.ok) {
      state.update((now) => ({ ...now, all: now.all && withSetting(now.all, kind, answer.value) }));
      return null;
    }
    // What speaks against it here and there is the same list, unless the rest has changed meanwhile.
    if (!("code" in answer) || answer.code === "conflict") {
      await load();
      return "conflict";
    }
    return answer.code;
  }

  async function save(id: string): Promise<boolean> {
    const { drafts, all } = state.get();
    const draft = drafts.get(id);
    if (!draft || !all || draft.isSaving) return false;
    const isSound = problemsOf(draft, all).length === 0;
    setDraft(id, (one) => ({ ...one, wasTried: true, isSaving: isSound, trouble: null }));
    if (!isSound) return false;
    const trouble = await put(draft.kind, draft.value, draft.before);
    // What was typed meanwhile stays a draft.
    const isSame = state.get().drafts.get(id)?.value === draft.value;
    if (trouble || !isSame) {
      setDraft(id, (one) => ({ ...one, isSaving: false, trouble, before: trouble ? one.before : draft.value }));
    } else setDraft(id, () => null);
    if (!trouble)
      state.update((value) => ({ ...value, saved: { kind: draft.kind, id, before: draft.before, isRemoved: false } }));
    return !trouble;
  }

  return {
    state,
    load,
    begin(kind) {
      const { all } = state.get();
      if (!all) return null;
      const value: Setting = freshSetting[kind](all);
      const draft: Draft = { kind, value, before: null, wasTried: false, isSaving: false, trouble: null };
      state.update((now) => ({ ...now, saved: null, drafts: new Map(now.drafts).set(value.id, draft) }));
      return value.id;
    },
    edit(kind, value) {
      state.update((now) => {
        const known = now.drafts.get(value.id);
        const before = known ? known.before : (now.all && settingOf(now.all, kind, value.id)) || null;
        const drafts = new Map(now.drafts);
        if (before && isSameSetting(before, value)) drafts.delete(value.id);
        else {
          const rest = { wasTried: known?.wasTried ?? false, isSaving: known?.isSaving ?? false };
          drafts.set(value.id, { kind, value, before, trouble: null, ...rest });
        }
        return { ...now, drafts, saved: null };
      });
    },
    discard: (id) => setDraft(id, () => null),
    save,
    async overwrite(id) {
      const { all } = state.get();
      setDraft(id, (draft) => ({ ...draft, before: (all && settingOf(all, draft.kind, id)) ?? null }));
      return await save(id);
    },
    async remove(kind, id) {
      const { all } = state.get();
      const before = all && settingOf(all, kind, id);
      const answer = await removeSetting(kind, id);
      if (!answer.ok) return "removal" in answer ? answer.removal : "code" in answer ? answer.code : "internal";
      setDraft(id, () => null);
      state.update((now) => ({
        ...now,
        all: now.all && { ...now.all, [kind]: without(now.all[kind], id) },
        saved: before && { kind, id, before, isRemoved: true },
      }));
      return null;
    },
    async undo() {
      const { saved, all } = state.get();
      const value = saved && all && settingOf(all, saved.kind, saved.id);
      if (!saved?.before || (!value && !saved.isRemoved)) return;
      const trouble = await put(saved.kind, saved.before, value);
      state.update((now) => ({ ...now, saved: trouble ? now.saved : null }));
    },
  };
}

export function settingOf<Kind extends ConfigKind>(
  all: Configuration,
  kind: Kind,
  id: string,
): ConfigByKind[Kind] | null {
  const bags: { readonly [Each in ConfigKind]: readonly ConfigByKind[Each][] } = all;
  return bags[kind].find((one) => one.id === id) ?? null;
}

export function problemsOf(
  { kind, value }: Pick<Draft, "kind" | "value">,
  all: Configuration,
): readonly SettingProblem[] {
  return settingProblems(kind, value, all);
}

function withSetting(all: Configuration, kind: ConfigKind, value: Setting): Configuration {
  const settings: readonly Setting[] = all[kind];
  const isKnown = settings.some(({ id }) => id === value.id);
  const next = isKnown ? settings.map((one) => (one.id === value.id ? value : one)) : [...settings, value];
  return { ...all, [kind]: next };
}

function without(settings: readonly Setting[], id: string): readonly Setting[] {
  return settings.filter((one) => one.id !== id);
}

/** In the order in which the server keeps the properties or in another. */
function isSameSetting(one: Setting, other: Setting): boolean {
  const text = (value: Setting): string => JSON.stringify(Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1)));
  return text(one) === text(other);
}
