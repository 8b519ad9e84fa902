/** The administrator's page: kinds of settings, their list, and the one in front (ADM-01). Loaded when it is first opened. */
import "./admin.css";
import { builtin } from "@rinnalla/core";
import type { ConfigKind } from "@rinnalla/protocol";
import { useEffect } from "react";
import { Button } from "react-aria-components/Button";
import { IconButton } from "../parts/icon-button.tsx";
import { Icon } from "../parts/icon.tsx";
import { useConsole, useRooms, type Rooms } from "../store/use-console.ts";
import {
  createAdministrationRoom,
  type Administration as State,
  type AdministrationRoom,
} from "./administration-room.ts";
import { DeploymentSection } from "./deployment-section.tsx";
import { Editor } from "./editor.tsx";
import { SettingsFile } from "./settings-file.tsx";
import { AdministrationContext, useAdministration, useAdministrationRoom, useAdminText } from "./use-administration.ts";

const kinds: readonly ConfigKind[] = [
  "widget",
  "workstream",
  "queue",
  "hours",
  "agent",
  "skill",
  "presence",
  "quickReply",
  "masking",
  "provider",
];
/** Drafts last as long as the console, wherever in it one goes. */
const roomOf = new WeakMap<Rooms, AdministrationRoom>();

export function Administration() {
  const rooms = useRooms();
  let room = roomOf.get(rooms);
  if (!room) roomOf.set(rooms, (room = createAdministrationRoom()));
  return (
    <AdministrationContext value={room}>
      <Page />
    </AdministrationContext>
  );
}

function Page() {
  const t = useAdminText();
  const room = useAdministrationRoom();
  const { state } = useRooms();
  const { status, drafts } = useAdministration();
  const { kind, id } = useConsole((value) => value.view.admin);
  const open = (toKind: ConfigKind, to: string | null): void =>
    state.update((value) => ({ ...value, view: { ...value.view, admin: { kind: toKind, id: to } } }));

  useEffect(() => void room.load(), [room]);
  useEffect(() => {
    if (drafts.size === 0) return;
    const ask = (event: BeforeUnloadEvent): void => event.preventDefault();
    addEventListener("beforeunload", ask);
    return () => removeEventListener("beforeunload", ask);
  }, [drafts]);

  return (
    <main className="live admin" aria-labelledby="admin-title" data-has-one={id !== null}>
      <header className="live-head">
        <h2 id="admin-title" className="page-title">
          {t("admin.title")}
        </h2>
      </header>
      {status === "ready" ? (
        <div className="admin-body">
          <nav className="admin-kinds" aria-label={t("admin.kinds")}>
            {kinds.map((one) => (
              <Button
                key={one}
                className="admin-kind"
                aria-current={one === kind ? "true" : false}
                onPress={() => open(one, null)}
              >
                {t(`kind.${one}`)}
              </Button>
            ))}
          </nav>
          <List kind={kind} chosen={id} onOpen={(to) => open(kind, to)} />
          <section className="admin-one" aria-label={t(`kind.${kind}`)}>
            {id === null ? (
              <p className="quiet admin-empty">{t("admin.choose")}</p>
            ) : (
              <>
                <IconButton icon="chevronLeft" label={t("admin.back")} onPress={() => open(kind, null)} />
                <Editor key={id} kind={kind} id={id} onGone={() => open(kind, null)} />
              </>
            )}
          </section>
        </div>
      ) : (
        <p className="quiet live-body" role="status">
          {t(status === "failed" ? "admin.failed" : "admin.loading")}{" "}
          {status === "failed" && (
            <Button className="button" onPress={() => void room.load()}>
              {t("admin.retry")}
            </Button>
          )}
        </p>
      )}
    </main>
  );
}

function List({
  kind,
  chosen,
  onOpen,
}: {
  readonly kind: ConfigKind;
  readonly chosen: string | null;
  readonly onOpen: (id: string) => void;
}) {
  const t = useAdminText();
  const room = useAdministrationRoom();
  const administration = useAdministration();
  return (
    <div className="admin-list">
      <p className="field-hint">{t(`about.${kind}`)}</p>
      <ul>
        {/* The built-in one stands in the same list, and has nothing to set. */}
        {kind === "provider" && (
          <li className="admin-entry">
            <span className="grow">{builtin.name}</span>
            <span className="quiet">{t("provider.builtin")}</span>
          </li>
        )}
        {entriesOf(administration, kind).map(({ id, name }) => (
          <li key={id}>
            <Button className="admin-entry" aria-current={id === chosen ? "true" : false} onPress={() => onOpen(id)}>
              <span className="grow">{name.trim() || t("admin.untitled")}</span>
              {administration.drafts.has(id) && <span className="mark mark-visual">{t("admin.unsaved")}</span>}
            </Button>
          </li>
        ))}
      </ul>
      <Button
        className="button"
        onPress={() => {
          const id = room.begin(kind);
          if (id !== null) onOpen(id);
        }}
      >
        <Icon name="plus" size={16} />
        {t(`new.${kind}`)}
      </Button>
      <Removed kind={kind} onBack={onOpen} />
      <SettingsFile />
      <DeploymentSection />
    </div>
  );
}

/** The last one removed can be had back. */
function Removed({ kind, onBack }: { readonly kind: ConfigKind; readonly onBack: (id: string) => void }) {
  const t = useAdminText();
  const room = useAdministrationRoom();
  const { saved } = useAdministration();
  const removed = saved?.isRemoved && saved.kind === kind ? saved : null;
  return (
    <div role="status">
      {removed?.before && (
        <p className="banner banner-info admin-removed">
          <span className="grow breakable">{t("remove.removed", { name: removed.before.name })}</span>
          <Button className="button button-small" onPress={() => void room.undo().then(() => onBack(removed.id))}>
            {t("save.undo")}
          </Button>
        </p>
      )}
    </div>
  );
}

/** As they are to be, new ones last. */
function entriesOf(
  { all, drafts }: State,
  kind: ConfigKind,
): readonly { readonly id: string; readonly name: string }[] {
  const stored: readonly { readonly id: string; readonly name: string }[] = all?.[kind] ?? [];
  const fresh = [...drafts.values()].filter((draft) => draft.kind === kind && draft.before === null);
  const news = fresh.map(({ value }) => value).filter(({ id }) => !stored.some((one) => one.id === id));
  return [...stored.map((one) => drafts.get(one.id)?.value ?? one), ...news];
}
