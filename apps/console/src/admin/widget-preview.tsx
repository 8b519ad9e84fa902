/**
 * The widget beside its form as it would look with what is not saved yet (ADM-01). The real one, in a frame without an origin that can reach
 * nobody: nothing is stored, no conversation begins. It tells what its texts are by default (CHAT-10).
 */
import type { Locale, WidgetConfig } from "@rinnalla/protocol";
import { useEffect, useRef, useState, useSyncExternalStore } from "react";
import { observable } from "../store/observable.ts";
import { useWords } from "../store/use-console.ts";
import { useAdminText } from "./use-administration.ts";

type Texts = Readonly<Record<string, string>>;
/** Of the widget as it is installed. */
export const defaultTexts = observable<ReadonlyMap<Locale, Texts>>(new Map());

/** The rule whose invitation is looked at (CHAT-07). */
export const shownInvite = observable<string | null>(null);

const screens = ["start", "conversation", "ended", "launcher", "invitation"] as const;
type Screen = (typeof screens)[number];

export function WidgetPreview({ value }: { readonly value: WidgetConfig }) {
  const t = useAdminText();
  const { locale: own } = useWords();
  const frame = useRef<HTMLIFrameElement>(null);
  const [isReady, setReady] = useState(false);
  const [screen, setScreen] = useState<Screen>("start");
  const [wanted, setWanted] = useState<Locale>(own);
  const [theme, setTheme] = useState<"light" | "dark">("light");
  const [isPhone, setPhone] = useState(false);
  const inviteId = useSyncExternalStore(shownInvite.subscribe, shownInvite.get);
  const invites = value.proactive ?? [];
  const invite = (invites.find(({ id }) => id === inviteId) ?? invites[0])?.texts;
  const locales = value.locales.length > 0 ? value.locales : (["en"] as const);
  const locale = locales.includes(wanted) ? wanted : (locales[0] ?? "en");

  useEffect(() => {
    const hear = ({ source, data }: MessageEvent<unknown>): void => {
      if (source !== frame.current?.contentWindow || typeof data !== "object" || data === null) return;
      if (!("t" in data)) return;
      if (data.t === "rinnallaPreviewReady") setReady(true);
      if (data.t === "rinnallaPreviewTexts" && "locale" in data && "texts" in data)
        defaultTexts.update((all) => new Map(all).set(data.locale as Locale, data.texts as Texts));
    };
    addEventListener("message", hear);
    return () => removeEventListener("message", hear);
  }, []);

  // Asked for beside a rule; the next time too, although it may be the same one.
  useEffect(() => {
    const show = (): void => {
      if (shownInvite.get() === null) return;
      setScreen("invitation");
      frame.current?.scrollIntoView({ block: "nearest" });
    };
    const end = shownInvite.subscribe(show);
    return () => {
      end();
      shownInvite.update(() => null);
    };
  }, []);

  useEffect(() => {
    if (!isReady) return;
    // What is nobody's to see but the administrator's stays outside, even of our own frame.
    const { allowedOrigins: _origins, workstreamId: _workstream, identity: _identity, ...widget } = value;
    frame.current?.contentWindow?.postMessage(
      { t: "rinnallaPreview", widget, locale, theme, screen, invite: invite?.[locale] ?? "" },
      "*",
    );
  }, [isReady, value, locale, theme, screen, invite]);

  return (
    <section className="widget-preview" aria-label={t("look.title")}>
      <div className="widget-preview-tools">
        <Choice label={t("look.screen")} value={screen} onChange={setScreen}>
          {screens
            .filter((id) => id !== "invitation" || invites.length > 0)
            .map((id) => ({ id, text: t(`look.${id}`) }))}
        </Choice>
        <Choice label={t("field.locales")} value={locale} onChange={setWanted}>
          {locales.map((id) => ({ id, text: t(`locale.${id}`) }))}
        </Choice>
        <Choice label={t("look.theme")} value={theme} onChange={setTheme}>
          {(["light", "dark"] as const).map((id) => ({ id, text: t(`look.${id}`) }))}
        </Choice>
        <Choice
          label={t("look.width")}
          value={isPhone ? "phone" : "desktop"}
          onChange={(id) => setPhone(id === "phone")}
        >
          {(["desktop", "phone"] as const).map((id) => ({ id, text: t(`look.${id}`) }))}
        </Choice>
      </div>
      <iframe
        ref={frame}
        className="widget-preview-frame"
        data-is-phone={isPhone || undefined}
        src="/preview/"
        sandbox="allow-scripts"
        title={t("look.title")}
      />
      <p className="field-hint">{t("look.hint")}</p>
    </section>
  );
}

function Choice<Id extends string>({
  label,
  value,
  onChange,
  children,
}: {
  readonly label: string;
  readonly value: Id;
  readonly onChange: (id: Id) => void;
  readonly children: readonly { readonly id: Id; readonly text: string }[];
}) {
  return (
    <select
      className="field-input widget-preview-choice"
      aria-label={label}
      value={value}
      onChange={(event) => onChange(event.currentTarget.value as Id)}
    >
      {children.map(({ id, text }) => (
        <option key={id} value={id}>
          {text}
        </option>
      ))}
    </select>
  );
}
