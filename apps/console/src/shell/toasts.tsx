/** Refusals and news as short texts; each goes away by itself, and can be sent away. */
import { useEffect } from "react";
import { IconButton } from "../parts/icon-button.tsx";
import { Icon } from "../parts/icon.tsx";
import type { Toast } from "../store/state.ts";
import { dropToast } from "../store/toasts.ts";
import { useConsole, useRooms, useWords } from "../store/use-console.ts";
import type { Words } from "../texts/words.ts";

const shownMs = 8_000;

export function Toasts() {
  const toasts = useConsole((state) => state.toasts);
  return (
    // A dialog neither hides them nor closes when one is sent away.
    <div className="toasts" role="status" aria-live="polite" data-react-aria-top-layer="true">
      {toasts.map((toast) => (
        <ToastView key={toast.id} toast={toast} />
      ))}
    </div>
  );
}

function ToastView({ toast }: { readonly toast: Toast }) {
  const { t } = useWords();
  const { state } = useRooms();
  useEffect(() => {
    const timer = setTimeout(() => state.update((value) => dropToast(value, toast.id)), shownMs);
    return () => clearTimeout(timer);
  }, [state, toast.id]);
  return (
    <div className={`toast toast-${toast.tone}`}>
      <Icon name={toast.tone === "danger" ? "alert" : "info"} size={16} />
      <span>{toastWords(toast.text, t)}</span>
      <IconButton
        icon="close"
        size={14}
        label={t("notice.close")}
        onPress={() => state.update((value) => dropToast(value, toast.id))}
      />
    </div>
  );
}

function toastWords(text: Toast["text"], t: Words["t"]): string {
  if ("code" in text) return t(`error.${text.code}`);
  if ("agent" in text) return t(text.key, { agent: text.agent });
  return text.key === "notice.assigned"
    ? t(text.key, { by: text.by, name: text.name ?? t("list.visitor") })
    : t(text.key);
}
