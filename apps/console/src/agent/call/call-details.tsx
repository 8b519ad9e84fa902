/** Quality bars, and behind them the proof of the way that media takes: candidates, region, codecs (CALL-09). */
import type { CallView } from "@rinnalla/calls";
import { Button } from "react-aria-components/Button";
import { Dialog, DialogTrigger } from "react-aria-components/Dialog";
import { Heading } from "react-aria-components/Heading";
import { Popover } from "react-aria-components/Popover";
import { useWords } from "../../store/use-console.ts";
import { qualityWord } from "./quality-word.ts";

export function CallDetailsButton({ view }: { readonly view: CallView }) {
  const { t, number } = useWords();
  const { quality, details } = view;
  const bars = quality?.bars ?? 0;
  const none = t("call.detail.none");
  const route =
    details &&
    t(
      details.localCandidate === "relay" || details.remoteCandidate === "relay"
        ? "call.detail.relayed"
        : "call.detail.direct",
      {
        local: details.localCandidate,
        remote: details.remoteCandidate,
      },
    );
  const codecs = details ? [details.audioCodec, details.videoCodec].filter((codec) => codec !== null).join(", ") : "";
  return (
    <DialogTrigger>
      <Button className="bars-button" aria-label={t("call.quality", { quality: t(qualityWord(quality)) })}>
        <span className="bars" data-bars={bars} aria-hidden="true">
          <i />
          <i />
          <i />
          <i />
        </span>
      </Button>
      <Popover className="popover" placement="top end">
        <Dialog className="call-details">
          <Heading slot="title">{t("call.details")}</Heading>
          <dl>
            <dt>{t("call.detail.route")}</dt>
            <dd>
              {route ?? none}
              {details && `, ${details.protocol.toUpperCase()}`}
              {details?.isRelayOnly && `, ${t("call.detail.relayOnly")}`}
            </dd>
            <dt>{t("call.detail.region")}</dt>
            <dd>{details ? (details.region === "none" ? t("call.detail.noRegion") : details.region) : none}</dd>
            <dt>{t("call.detail.codec")}</dt>
            <dd>{codecs || none}</dd>
            <dt>{t("call.detail.bitRate")}</dt>
            <dd>{quality ? `${number(quality.kilobits)} kbit/s` : none}</dd>
            <dt>{t("call.detail.roundTrip")}</dt>
            <dd>{quality?.roundTripMs != null ? `${number(quality.roundTripMs)} ms` : none}</dd>
            <dt>{t("call.detail.jitter")}</dt>
            <dd>{quality ? `${number(quality.jitterMs)} ms` : none}</dd>
            <dt>{t("call.detail.loss")}</dt>
            <dd>{quality ? `${number(quality.lossPercent, 1)} %` : none}</dd>
            {details?.videoCodec && (
              <>
                <dt>{t("call.detail.frozen")}</dt>
                <dd>{quality ? `${number(quality.frozenPercent)} %` : none}</dd>
              </>
            )}
          </dl>
        </Dialog>
      </Popover>
    </DialogTrigger>
  );
}
