/**
 * This page in the administrator's preview (VIS-05): asked in so many words first, then shown by the rules that are being edited, to that
 * administrator's console alone. Fetched only where the page was opened with a token in its address; a token works once.
 */
import { PieceJoiner } from "@rinnalla/client";
import { previewMark } from "@rinnalla/protocol";
import type { Part, PartHost } from "../chat/part.ts";
import { textsLater } from "../texts/load.ts";
import { sharePage, type PageSharing } from "../visual/page-sharing.ts";
import css from "./preview.css?inline";
import { openPreviewLine, type PreviewLine } from "./preview-line.ts";
import type { PreviewTextKey } from "./texts/en.ts";

export { loadCapture } from "../visual/page-sharing.ts";

type Phase = "joining" | "asking" | "showing" | "over";

export function create({ chat, host, addStyle, redraw }: PartHost): Part {
  const token = location.hash.slice(previewMark.length);
  // It is spent, and is nobody's to copy.
  history.replaceState(history.state, "", location.pathname + location.search);
  addStyle(css);
  const texts = textsLater<PreviewTextKey>(
    () =>
      host.lang === "fi"
        ? import("./texts/fi.ts")
        : host.lang === "sv"
          ? import("./texts/sv.ts")
          : import("./texts/en.ts"),
    redraw,
  );
  const joiner = new PieceJoiner();
  let phase: Phase = "joining";
  let values = { name: "", organisation: "" };
  let rules: readonly string[] = [];
  let sharing: PageSharing | null = null;
  let onPayload: ((payload: Uint8Array) => void) | null = null;

  const line: PreviewLine = openPreviewLine(token, {
    onBegin(notice) {
      rules = notice.rules;
      values = { name: notice.administrator, organisation: notice.organisation };
      phase = "asking";
      redraw();
    },
    onRules(next) {
      rules = next;
      sharing?.renew();
    },
    onBinary(frame) {
      const whole = joiner.take(frame);
      if (whole) onPayload?.(whole.payload);
    },
    onClosed: stop,
  });

  function stop(): void {
    phase = "over";
    sharing?.stop();
    sharing = null;
    line.close();
    redraw();
  }

  function show(): void {
    phase = "showing";
    sharing = sharePage(
      {
        agentName: values.name,
        exclude: host,
        mayControl: () => false,
        confirmAction: () => Promise.resolve(false),
        report: () => undefined,
        rules: () => rules,
        engineUrl: import.meta.url,
        join(handlers) {
          onPayload = (payload) => handlers.onPayload(payload, false);
          handlers.onWants?.(1, true);
          return {
            send: (payload, flags) => line.send(payload, flags.isSnapshot),
            bufferedBytes: () => line.bufferedBytes(),
            leave: () => undefined,
          };
        },
      },
      stop,
    );
    redraw();
  }

  /** The page's own scripts can press it as well, but they are not whom it asks. */
  const byHand =
    (act: () => void) =>
    (event: Event): void => {
      if (event.isTrusted) act();
    };

  return {
    update: () => undefined,
    takeSignal: () => undefined,
    card() {
      const t = texts();
      if (!t || phase === "showing" || phase === "joining") return null;
      if (phase === "over")
        return (
          <p class="card preview" role="status">
            {t("over")}
          </p>
        );
      return (
        <div class="card preview" role="alertdialog" aria-labelledby="preview-title" aria-describedby="preview-about">
          <h2 id="preview-title">{t("title", values)}</h2>
          <p id="preview-about">{t("about", values)}</p>
          <div class="row">
            <button type="button" class="button" onClick={byHand(show)}>
              {t("show")}
            </button>
            <button type="button" class="button quiet" onClick={byHand(stop)}>
              {chat.t("deny")}
            </button>
          </div>
        </div>
      );
    },
    bar() {
      const t = texts();
      if (!t || phase !== "showing") return null;
      return (
        <section class="preview-bar" aria-label={t("barName")}>
          <strong role="status">{t("bar", values)}</strong>
          <button type="button" class="button quiet" onClick={stop}>
            {t("stop")}
          </button>
        </section>
      );
    },
  };
}
