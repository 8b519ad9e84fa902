/** One setting in front: its form, what speaks against it, and the bar that saves it. */
import type { ConfigByKind, ConfigKind, WidgetConfig } from "@rinnalla/protocol";
import { useState, type ComponentType, type ReactNode } from "react";
import { Button } from "react-aria-components/Button";
import { Icon } from "../parts/icon.tsx";
import { problemsOf, settingOf, type Draft, type Setting } from "./administration-room.ts";
import { AgentForm } from "./agent-form.tsx";
import type { FormProps } from "./form-props.ts";
import { HoursForm } from "./hours-form.tsx";
import { MaskingForm } from "./masking-form.tsx";
import { PresenceForm } from "./presence-form.tsx";
import { problemWords } from "./problem-words.ts";
import { ProviderForm } from "./provider-form.tsx";
import { QueueForm } from "./queue-form.tsx";
import { useAdministration, useAdministrationRoom, useAdminText } from "./use-administration.ts";
import { QuickReplyForm } from "./quick-reply-form.tsx";
import { RemoveDialog } from "./remove-dialog.tsx";
import { SkillForm } from "./skill-form.tsx";
import { WidgetForm } from "./widget-form.tsx";
import { WidgetPreview } from "./widget-preview.tsx";
import { WorkstreamForm } from "./workstream-form.tsx";

const forms: { readonly [Kind in ConfigKind]: ComponentType<FormProps<Kind>> } = {
  widget: WidgetForm,
  workstream: WorkstreamForm,
  queue: QueueForm,
  agent: AgentForm,
  skill: SkillForm,
  presence: PresenceForm,
  masking: MaskingForm,
  quickReply: QuickReplyForm,
  provider: ProviderForm,
  hours: HoursForm,
};

export function Editor<Kind extends ConfigKind>({
  kind,
  id,
  onGone,
}: {
  readonly kind: Kind;
  readonly id: string;
  readonly onGone: () => void;
}) {
  const t = useAdminText();
  const [isRemoving, setRemoving] = useState(false);
  const room = useAdministrationRoom();
  const { all, drafts, saved } = useAdministration();
  if (!all) return null;
  const draft = drafts.get(id) as Draft<ConfigByKind[Kind]> | undefined;
  const stored = settingOf(all, kind, id);
  const value = draft?.value ?? stored;
  if (!value) return <p className="quiet admin-empty">{t("admin.gone")}</p>;
  const problems = draft ? problemsOf(draft, all) : [];
  const shown = problems.filter(({ field }) => isDue(field, draft));
  const problem = (field: string): string | null => {
    const found = shown.find((one) => one.field === field);
    return found ? problemWords(found, t) : null;
  };
  const Form: ComponentType<FormProps<Kind>> = forms[kind];
  const isSaved = saved?.id === id;
  return (
    <form
      className="admin-form"
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        const form = event.currentTarget;
        void room.save(id).then((isSaved) => {
          // After the button that was pressed has taken the focus for itself.
          if (!isSaved) requestAnimationFrame(() => focusFirstInvalid(form));
        });
      }}
    >
      <Beside kind={kind} value={value}>
        <div className="admin-fields">
          <Form
            value={value}
            all={all}
            isNew={stored === null}
            problem={problem}
            change={(change) => room.edit(kind, { ...value, ...change })}
            clear={(field) => {
              const rest = { ...value };
              delete rest[field];
              room.edit(kind, rest);
            }}
          />
          {stored && (
            <div className="form-section">
              <div>
                <Button className="button button-end" onPress={() => setRemoving(true)}>
                  {t("remove.remove")}
                </Button>
              </div>
            </div>
          )}
        </div>
      </Beside>
      {isRemoving && (
        <RemoveDialog kind={kind} id={id} name={value.name} onClose={() => setRemoving(false)} onRemoved={onGone} />
      )}
      {(draft ?? isSaved) && (
        <div className="save-bar" role="status">
          {draft ? (
            <SaveBar draft={draft} hasProblems={draft.wasTried && problems.length > 0} />
          ) : (
            <>
              <Icon name="check" size={16} />
              <span className="grow">{t("save.saved")}</span>
              {saved?.before && (
                <Button className="button" onPress={() => void room.undo()}>
                  {t("save.undo")}
                </Button>
              )}
            </>
          )}
        </div>
      )}
    </form>
  );
}

/** A widget is shown beside its form; nothing else can be. */
function Beside({
  kind,
  value,
  children,
}: {
  readonly kind: ConfigKind;
  readonly value: Setting;
  readonly children: ReactNode;
}) {
  if (kind !== "widget") return children;
  return (
    <div className="admin-with-preview">
      {children}
      <WidgetPreview value={value as WidgetConfig} />
    </div>
  );
}

function SaveBar({ draft, hasProblems }: { readonly draft: Draft; readonly hasProblems: boolean }) {
  const t = useAdminText();
  const room = useAdministrationRoom();
  const { id } = draft.value;
  if (draft.trouble === "conflict") {
    return (
      <>
        <Icon name="alert" size={16} />
        <span className="grow">{t("save.conflict")}</span>
        <Button className="button" onPress={() => room.discard(id)}>
          {t("save.theirs")}
        </Button>
        <Button className="button button-accent" onPress={() => void room.overwrite(id)}>
          {t("save.overwrite")}
        </Button>
      </>
    );
  }
  const words = hasProblems
    ? t("save.problems")
    : draft.trouble
      ? t(draft.trouble === "offline" ? "save.offline" : "save.refused")
      : t("admin.unsaved");
  return (
    <>
      {(hasProblems || draft.trouble) && <Icon name="alert" size={16} />}
      <span className="grow">{words}</span>
      <Button className="button button-quiet" isDisabled={draft.isSaving} onPress={() => room.discard(id)}>
        {t("save.discard")}
      </Button>
      <Button className="button button-accent" type="submit" isDisabled={draft.isSaving}>
        {t(draft.isSaving ? "save.saving" : "save.save")}
      </Button>
    </>
  );
}

function focusFirstInvalid(form: HTMLFormElement): void {
  const invalid = ":is(input, textarea)[aria-invalid='true'], [data-invalid] :is(button, input)";
  form.querySelector<HTMLElement>(invalid)?.focus();
}

/** What has been touched, or everything once saving was tried: an empty new form does not begin with complaints. */
function isDue(field: string, draft: Draft | undefined): boolean {
  if (!draft) return false;
  if (draft.wasTried) return true;
  const of = (value: object | null): string | undefined =>
    JSON.stringify(
      field
        .split(".")
        .reduce((part: unknown, name) => (part as Record<string, unknown> | null | undefined)?.[name], value),
    );
  const before = of(draft.before);
  // A part that has just been added is as new as a new form.
  const isAdded = field.includes(".") && before === undefined;
  return draft.before !== null && !isAdded && before !== of(draft.value);
}
