/** All settings out in one file, and in again after a look at what that would do; the last import can be taken back (ADM-01). */
import type { ImportedChange, ImportedProblem, ImportOutcome } from "@rinnalla/protocol";
import { useState } from "react";
import { Button } from "react-aria-components/Button";
import { Dialog } from "react-aria-components/Dialog";
import { FileTrigger } from "react-aria-components/FileTrigger";
import { Heading } from "react-aria-components/Heading";
import { Modal, ModalOverlay } from "react-aria-components/Modal";
import { Icon } from "../parts/icon.tsx";
import { importSettings, settingsFileUrl, takeBackImport } from "./configuration-client.ts";
import { problemWords } from "./problem-words.ts";
import { useAdministrationRoom, useAdminText } from "./use-administration.ts";

interface Chosen {
  readonly text: string;
  /** Null: the file is none of ours, or the server did not answer. */
  readonly plan: ImportOutcome | null;
  readonly isUnreadable: boolean;
}

export function SettingsFile() {
  const t = useAdminText();
  const room = useAdministrationRoom();
  const [chosen, setChosen] = useState<Chosen | null>(null);
  const [done, setDone] = useState<"imported" | "takenBack" | "changedSince" | null>(null);
  const look = async (file: File): Promise<void> => {
    setDone(null);
    const text = await file.text();
    const answer = await importSettings(text, true);
    setChosen({
      text,
      plan: answer.ok ? answer.value : null,
      isUnreadable: !answer.ok && "code" in answer && answer.code === "badFrame",
    });
  };
  const carryOut = async ({ text }: Chosen): Promise<void> => {
    const answer = await importSettings(text, false);
    if (!answer.ok) return setChosen({ text, plan: null, isUnreadable: false });
    // Somebody may have changed the rest meanwhile, and the file fits no more.
    if (answer.value.problems.length > 0) return setChosen({ text, plan: answer.value, isUnreadable: false });
    setChosen(null);
    setDone("imported");
    await room.load();
  };
  const takeBack = async (): Promise<void> => {
    const answer = await takeBackImport();
    setDone(answer.ok ? "takenBack" : "changedSince");
    await room.load();
  };
  return (
    <section className="admin-file" aria-label={t("file.title")}>
      <p className="field-hint">{t("file.title")}</p>
      <div className="admin-file-buttons">
        <a className="button button-small" href={settingsFileUrl} download>
          <Icon name="download" size={16} />
          {t("file.export")}
        </a>
        <FileTrigger
          acceptedFileTypes={["application/json", ".json"]}
          onSelect={(files) => {
            const file = files?.[0];
            if (file) void look(file);
          }}
        >
          <Button className="button button-small">{t("file.import")}</Button>
        </FileTrigger>
      </div>
      <div role="status">
        {done && (
          <p className={`banner ${done === "changedSince" ? "banner-warn" : "banner-info"} admin-removed`}>
            <span className="grow">{t(`file.${done}`)}</span>
            {done === "imported" && (
              <Button className="button button-small" onPress={() => void takeBack()}>
                {t("save.undo")}
              </Button>
            )}
          </p>
        )}
      </div>
      {chosen && (
        <ModalOverlay className="overlay" isOpen isDismissable onOpenChange={(isOpen) => !isOpen && setChosen(null)}>
          <Modal className="modal">
            <Dialog className="dialog admin-import">
              <Heading slot="title">{t("file.importTitle")}</Heading>
              {chosen.plan ? (
                <Plan plan={chosen.plan} />
              ) : (
                <p>{t(chosen.isUnreadable ? "file.unreadable" : "file.failed")}</p>
              )}
              <div className="dialog-buttons">
                <Button className="button button-quiet" onPress={() => setChosen(null)}>
                  {t("remove.cancel")}
                </Button>
                {chosen.plan && chosen.plan.problems.length === 0 && changes(chosen.plan) > 0 && (
                  <Button className="button button-accent" onPress={() => void carryOut(chosen)}>
                    {t("file.confirm")}
                  </Button>
                )}
              </div>
            </Dialog>
          </Modal>
        </ModalOverlay>
      )}
    </section>
  );
}

function Plan({ plan }: { readonly plan: ImportOutcome }) {
  const t = useAdminText();
  const { added, changed, problems } = plan;
  if (problems.length > 0)
    return (
      <>
        <p>{t("file.problems")}</p>
        <ul className="admin-problems">
          {problems.map((problem) => (
            <li key={keyOf(problem)}>
              {t(`kind.${problem.kind}`)} · {problem.name || t("admin.untitled")} · {problem.field}:{" "}
              {problemWords(problem, t)}
            </li>
          ))}
        </ul>
      </>
    );
  if (changes(plan) === 0) return <p>{t("file.nothing")}</p>;
  const more = changes(plan) - plan.changes.length;
  return (
    <>
      <p>{t("file.plan", { added, changed })}</p>
      <ul className="admin-changes" tabIndex={0} aria-label={t("file.changes")}>
        {plan.changes.map((change) => (
          <ChangeRow key={`${change.kind}/${change.id}`} change={change} />
        ))}
        {more > 0 && <li className="quiet">{t("file.more", { count: more })}</li>}
      </ul>
    </>
  );
}

function ChangeRow({ change: { kind, name, fields } }: { readonly change: ImportedChange }) {
  const t = useAdminText();
  return (
    <li>
      <span className="admin-change-head">
        <span className="mark" data-is-new={fields === null || undefined}>
          {t(fields === null ? "file.new" : "file.changed")}
        </span>
        <span className="quiet">{t(`kind.${kind}`)}</span>
        <strong className="breakable">{name.trim() || t("admin.untitled")}</strong>
      </span>
      {fields && (
        <dl>
          {fields.map(({ field, before, after }) => (
            <div key={field}>
              <dt>{field}</dt>
              <dd>
                <del>{before ?? "–"}</del>
                <ins>{after ?? "–"}</ins>
              </dd>
            </div>
          ))}
        </dl>
      )}
    </li>
  );
}

const changes = ({ added, changed }: ImportOutcome): number => added + changed;
const keyOf = ({ kind, name, field, problem, entry = "" }: ImportedProblem): string =>
  [kind, name, field, problem, entry].join("/");
