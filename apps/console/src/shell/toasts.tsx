/** Refusals and news as short texts; each goes away by itself, and can be sent away. */
import { useEffect } from "react";
import { IconButton } from "../parts/icon-button.tsx";
import { Icon } from "../parts/icon.tsx";
import type { Toast } from "../store/state.ts";
import { dropToast } from "../store/toasts.ts";
import { useConsole, useRooms, useWords } from "../store/use-console.ts";

const shownMs = 8_000;

export function Toasts() {
  const toasts = useConsole((state) => state.toasts);
  return (
    <div className="toasts" role="status" aria-live="polite">
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
      <span>
        {"code" in toast.text
          ? t(`error.${toast.text.code}`)
          : t(toast.text.key, { by: toast.text.by, name: toast.text.name ?? t("list.visitor") })}
      </span>
      <IconButton
        icon="close"
        size={14}
        label={t("notice.close")}
        onPress={() => state.update((value) => dropToast(value, toast.id))}
      />
    </div>
  );
}
