/** A page of the site as an agent would see it, by the rules as they stand in the form (VIS-05). */
import { parseViewingRule } from "@rinnalla/core";
import { limits, type PreviewOpening, type WidgetConfig } from "@rinnalla/protocol";
import type { ViewerStatus } from "@rinnalla/cobrowse/viewer-port";
import { useEffect, useRef, useState } from "react";
import { Button } from "react-aria-components/Button";
import { viewerAddress } from "../../agent/visual/viewer-address.ts";
import { openPreview } from "../configuration-client.ts";
import { TextField } from "../fields.tsx";
import type { AdminTextKey } from "../texts/en.ts";
import { useAdminText } from "../use-administration.ts";
import { linkPreview, type PreviewLink, type PreviewPhase } from "./preview-link.ts";

const phaseTexts = {
  opening: "preview.opening",
  awaited: "preview.awaited",
  here: "preview.here",
  gone: "preview.gone",
  failed: "preview.failed",
} as const satisfies Record<PreviewPhase, AdminTextKey>;

/** What is sent: lines that are no rules have no effect, and long ones are not let in. */
function sendable(rules: readonly string[]): string[] {
  return rules.filter((rule) => rule.length <= 300 && parseViewingRule(rule) !== null).slice(0, 100);
}

export function PagePreview({ widget }: { readonly widget: WidgetConfig }) {
  const t = useAdminText();
  const [address, setAddress] = useState(() => firstAddress(widget));
  const [opening, setOpening] = useState<PreviewOpening | null>(null);
  const [problem, setProblem] = useState<AdminTextKey | null>(null);
  const [isAsking, setAsking] = useState(false);
  const rules = sendable(widget.viewingRules ?? []);
  const isAllowed = widget.allowedOrigins.includes(URL.parse(address)?.origin ?? "");
  const ask = async (): Promise<void> => {
    setAsking(true);
    setOpening(null);
    const answer = await openPreview({ widgetId: widget.id, address, rules });
    setAsking(false);
    setProblem(
      answer.ok ? null : "code" in answer && answer.code === "originRefused" ? "preview.origin" : "preview.failed",
    );
    if (answer.ok) setOpening(answer.value);
  };
  return (
    <>
      <TextField
        label={t("preview.address")}
        hint={t("preview.addressHint")}
        problem={address !== "" && !isAllowed ? t("preview.origin") : null}
        value={address}
        maxLength={limits.urlChars}
        onChange={setAddress}
      />
      <div>
        <Button className="button" isDisabled={!isAllowed || isAsking} onPress={() => void ask()}>
          {t("preview.open")}
        </Button>
      </div>
      {problem && (
        <p className="field-problem" role="alert">
          {t(problem)}
        </p>
      )}
      {opening && (
        <Shown
          key={opening.previewId}
          opening={opening}
          widget={widget}
          rules={rules}
          onClose={() => setOpening(null)}
        />
      )}
    </>
  );
}

interface ShownProps {
  readonly opening: PreviewOpening;
  readonly widget: WidgetConfig;
  readonly rules: readonly string[];
  readonly onClose: () => void;
}

function Shown({ opening, widget, rules, onClose }: ShownProps) {
  const t = useAdminText();
  const frame = useRef<HTMLIFrameElement>(null);
  const link = useRef<PreviewLink | null>(null);
  const [phase, setPhase] = useState<PreviewPhase>("opening");
  const [status, setStatus] = useState<ViewerStatus | null>(null);
  const hasOpened = useRef(false);
  useEffect(() => {
    if (!frame.current) return;
    const made = linkPreview({ opening, frame: frame.current, onPhase: setPhase, onStatus: setStatus });
    link.current = made;
    return () => {
      link.current = null;
      made.close();
    };
  }, [opening]);
  useEffect(() => {
    // Only now is there somebody to let the page in to. Without an opener: it must not be able to touch the console.
    if (phase !== "awaited" || hasOpened.current) return;
    hasOpened.current = true;
    window.open(opening.address, "_blank", "noopener,noreferrer");
  }, [phase, opening]);
  const said = rules.join("\n");
  useEffect(() => link.current?.setRules(said === "" ? [] : said.split("\n")), [said]);
  const isPaused = phase === "here" && status?.phase === "paused";
  return (
    <div className="page-preview" role="group" aria-label={t("preview.title")}>
      <div className="page-preview-head">
        <p className="grow breakable" role="status">
          {t(
            isPaused
              ? "preview.paused"
              : phase === "here" && status?.phase !== "live"
                ? "preview.awaited"
                : phaseTexts[phase],
          )}{" "}
          {phase === "awaited" && (
            <a href={opening.address} target="_blank" rel="noopener noreferrer">
              {t("preview.openByHand")}
            </a>
          )}
          {status?.phase === "live" && <span className="quiet">{status.pageUrl}</span>}
        </p>
        <Button className="button button-small" onPress={onClose}>
          {t("preview.close")}
        </Button>
      </div>
      <div className="page-preview-stage" data-is-over={phase === "gone" || undefined}>
        <iframe ref={frame} className="visual-frame" title={t("preview.frame")} src={viewerAddress(widget.id)} />
      </div>
    </div>
  );
}

function firstAddress({ allowedOrigins }: WidgetConfig): string {
  const origin = allowedOrigins.find((each) => URL.canParse(each));
  return origin ? `${origin}/` : "";
}
