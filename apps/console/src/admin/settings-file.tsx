/** All settings out in one file, and in again after a look at what that would do (ADM-01). */
import type { ImportedProblem, ImportOutcome } from "@rinnalla/protocol";
import { useState } from "react";
import { Button } from "react-aria-components/Button";
import { Dialog } from "react-aria-components/Dialog";
import { FileTrigger } from "react-aria-components/FileTrigger";
import { Heading } from "react-aria-components/Heading";
import { Modal, ModalOverlay } from "react-aria-components/Modal";
import { Icon } from "../parts/icon.tsx";
import { importSettings, settingsFileUrl } from "./configuration-client.ts";
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
  const look = async (file: File): Promise<void> => {
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
    setChosen(null);
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
      {chosen && (
        <ModalOverlay className="overlay" isOpen isDismissable onOpenChange={(isOpen) => !isOpen && setChosen(null)}>
          <Modal className="modal">
            <Dialog className="dialog">
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
  return <p>{changes(plan) === 0 ? t("file.nothing") : t("file.plan", { added, changed })}</p>;
}

const changes = ({ added, changed }: ImportOutcome): number => added + changed;
const keyOf = ({ kind, name, field, problem, entry = "" }: ImportedProblem): string =>
  [kind, name, field, problem, entry].join("/");
