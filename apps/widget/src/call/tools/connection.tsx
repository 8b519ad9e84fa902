/** How good the connection is, and the way that the call takes, for whoever wants to see it (CALL-03, CALL-09, CALL-13). */
import type { CallQuality, CallView } from "@rinnalla/calls";
import type { Chat } from "../../chat/chat.ts";
import type { ToolT } from "./texts/load.ts";

export function Bars({ quality, t }: { quality: CallQuality | null; t: ToolT }) {
  const bars = quality?.bars ?? 0;
  const word = t(quality === null ? "unknown" : bars >= 3 ? "good" : bars === 2 ? "fair" : "poor");
  return (
    <span class="bars" data-bars={bars} role="img" aria-label={word} title={word}>
      {[1, 2, 3, 4].map((bar) => (
        <i key={bar} class={bar <= bars ? "full" : ""} />
      ))}
    </span>
  );
}

export function Connection({ chat, t, view }: { chat: Chat; t: ToolT; view: CallView }) {
  const { details, quality } = view;
  const isRelayed = details?.localCandidate === "relay" || details?.remoteCandidate === "relay";
  // Opened in the click and not an address in the page: it names the visitor.
  const openSelfTest = (): void => void window.open(chat.selfTestUrl(), "_blank", "noopener");
  const rows: [string, string | null][] = [
    [t("codecs"), details && [details.audioCodec, details.videoCodec].filter(Boolean).join(", ")],
    [t("bitRate"), quality && `${Math.round(quality.kilobits)} kbit/s`],
    [t("roundTrip"), quality?.roundTripMs == null ? null : `${Math.round(quality.roundTripMs)} ms`],
    [t("jitter"), quality && `${Math.round(quality.jitterMs)} ms`],
    [t("loss"), quality && `${quality.lossPercent.toFixed(1)} %`],
    [t("frozen"), quality && details?.videoCodec ? `${Math.round(quality.frozenPercent)} %` : null],
  ];
  return (
    <details class="connection">
      <summary>{t("connection")}</summary>
      {details && (
        <p>
          {t(isRelayed ? "routeRelayed" : "routeDirect")} ({details.localCandidate} – {details.remoteCandidate}),{" "}
          {details.protocol.toUpperCase()}
          {details.isRelayOnly && `, ${t("relayOnly")}`}
          {details.region !== "none" && (
            <>
              <br />
              {t("mediaRegion")}: <span>{details.region}</span>
            </>
          )}
        </p>
      )}
      <dl>
        {rows.map(
          ([name, value]) =>
            value && (
              <div key={name}>
                <dt>{name}</dt>
                <dd>{value}</dd>
              </div>
            ),
        )}
      </dl>
      <button type="button" class="link" onClick={openSelfTest}>
        {t("selfTest")}
      </button>
    </details>
  );
}
