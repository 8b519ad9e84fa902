/** The way that the call takes, for whoever wants to see it, and the door to the self-test (CALL-09, CALL-13). */
import type { CallDetails } from "@rinnalla/calls";
import type { Chat } from "../chat/chat.ts";

export function ConnectionDetails({ chat, details }: { chat: Chat; details: CallDetails | null }) {
  const { t } = chat;
  const isRelayed = details?.localCandidate === "relay" || details?.remoteCandidate === "relay";
  // Opened in the click and not an address in the page: it names the visitor.
  const openSelfTest = (): void => void window.open(chat.selfTestUrl(), "_blank", "noopener");
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
      <button type="button" class="link" onClick={openSelfTest}>
        {t("selfTest")}
      </button>
    </details>
  );
}
