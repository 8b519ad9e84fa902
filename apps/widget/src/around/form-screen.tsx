/** The administrator's questions, then the first message. What is wrong is said by core's rule, as the server would say it. */
import { askedFields, formProblems, mostChars, textIn } from "@rinnalla/core";
import type { FormAnswer, FormField, FormProblem, Locale } from "@rinnalla/protocol";
import { useEffect, useRef, useState } from "preact/hooks";
import type { Chat } from "../chat/chat.ts";
import type { AroundT } from "./texts/load.ts";

interface Props {
  readonly chat: Chat;
  readonly t: AroundT;
  readonly locale: Locale;
  readonly form: readonly FormField[];
}

/** By field: what was typed, the option's id, or `yes`. */
type Typed = Readonly<Record<string, string>>;

function answersOf(form: readonly FormField[], typed: Typed): FormAnswer[] {
  return form.flatMap(({ id: fieldId, kind }): FormAnswer[] => {
    const value = typed[fieldId];
    if (!value) return [];
    if (kind === "consent") return [{ fieldId, isAgreed: true }];
    return [kind === "options" ? { fieldId, optionId: value } : { fieldId, text: value }];
  });
}

export function FormScreen({ chat, t, locale, form }: Props) {
  const known = chat.state.me?.known ?? {};
  const asked = askedFields(form, known);
  const [typed, setTyped] = useState<Typed>(() => chat.keep.get("form") ?? {});
  const [message, setMessage] = useState(() => chat.keep.get("draft") ?? "");
  const [wasTried, setTried] = useState(false);
  const body = useRef<HTMLFormElement>(null);
  useEffect(() => {
    if (chat.isAttended) body.current?.querySelector<HTMLElement>("input, select, textarea")?.focus();
  }, [chat]);

  const answers = answersOf(asked, typed);
  const problems = new Map(formProblems(form, answers, known).map(({ fieldId, problem }) => [fieldId, problem]));
  const put = (field: FormField, value: string): void => {
    const next = { ...typed, [field.id]: value };
    setTyped(next);
    // Agreeing is not remembered: it is done by whoever looks at the page now.
    const kept = asked.filter(({ kind }) => kind !== "consent").flatMap(({ id }) => (next[id] ? [[id, next[id]]] : []));
    chat.keep.set("form", Object.fromEntries(kept) as Record<string, string>);
  };
  const start = (): void => {
    setTried(true);
    if (problems.size > 0 || message.trim() === "") {
      // After the fields have been drawn as wrong.
      requestAnimationFrame(() => body.current?.querySelector<HTMLElement>("[aria-invalid=true]")?.focus());
      return;
    }
    chat.keep.set("draft", null);
    chat.keep.set("form", null);
    chat.start({ message, answers });
  };
  return (
    <form
      ref={body}
      class="start"
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        start();
      }}
    >
      <h2>{chat.t("greeting")}</h2>
      {chat.state.refusal && (
        <p class="notice" role="alert">
          {chat.t("failed")}
        </p>
      )}
      {asked.map((field) => (
        <Field
          key={field.id}
          field={field}
          value={typed[field.id] ?? ""}
          problem={wasTried ? (problems.get(field.id) ?? null) : null}
          t={t}
          locale={locale}
          onChange={(value) => put(field, value)}
        />
      ))}
      <div class="field">
        <label>
          {chat.t("messageLabel")}
          <textarea
            rows={3}
            maxLength={4000}
            value={message}
            aria-invalid={wasTried && message.trim() === ""}
            onInput={(event) => {
              setMessage(event.currentTarget.value);
              chat.keep.set("draft", event.currentTarget.value);
            }}
          />
        </label>
        {wasTried && message.trim() === "" && (
          <p class="notice" role="alert">
            {t("missing")}
          </p>
        )}
      </div>
      <button class="button" type="submit">
        {chat.t("start")}
      </button>
    </form>
  );
}

function Field({
  field,
  value,
  problem,
  t,
  locale,
  onChange,
}: {
  readonly field: FormField;
  readonly value: string;
  readonly problem: FormProblem["problem"] | null;
  readonly t: AroundT;
  readonly locale: Locale;
  readonly onChange: (value: string) => void;
}) {
  const words = textIn(field.labels, locale);
  const label = field.isRequired ? words : t("optional", { label: words });
  const noteId = `note-${field.id}`;
  const common = {
    "aria-invalid": problem !== null,
    "aria-required": field.isRequired,
    ...(problem && { "aria-describedby": noteId }),
  };
  const write = (event: { currentTarget: { value: string } }): void => onChange(event.currentTarget.value);
  const note = problem && (
    <p class="notice" role="alert" id={noteId}>
      {t(
        field.kind === "consent"
          ? "agreeFirst"
          : problem === "tooLong" || problem === "notAnEmail"
            ? problem
            : "missing",
      )}
    </p>
  );
  if (field.kind === "consent")
    return (
      <div class="field">
        <label class="tick">
          <input
            type="checkbox"
            checked={value !== ""}
            {...common}
            onChange={(event) => onChange(event.currentTarget.checked ? "yes" : "")}
          />
          <span>{label}</span>
        </label>
        {note}
      </div>
    );
  return (
    <div class="field">
      <label>
        {label}
        {field.kind === "options" ? (
          <select value={value} {...common} onChange={write}>
            <option value="">{t("choose")}</option>
            {field.options?.map(({ id, labels }) => (
              <option key={id} value={id}>
                {textIn(labels, locale)}
              </option>
            ))}
          </select>
        ) : field.kind === "longText" ? (
          <textarea rows={3} maxLength={mostChars(field)} value={value} {...common} onInput={write} />
        ) : (
          <input
            autocomplete={field.holds ?? "off"}
            inputMode={field.holds === "email" ? "email" : "text"}
            maxLength={mostChars(field)}
            value={value}
            {...common}
            onInput={write}
          />
        )}
      </label>
      {note}
    </div>
  );
}
