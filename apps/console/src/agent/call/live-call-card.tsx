/** The live call at the end of the timeline: what stands there after the end comes from the log. */
import type { ConversationId } from "@rinnalla/protocol";
import { Button } from "react-aria-components/Button";
import { Since } from "../../parts/duration.tsx";
import { Icon } from "../../parts/icon.tsx";
import { useConsole, useRooms, useWords } from "../../store/use-console.ts";
import { liveCallOf } from "./my-call.ts";

export function LiveCallCard({ id }: { readonly id: ConversationId }) {
  const { t } = useWords();
  const { calls } = useRooms();
  const call = useConsole((state) => liveCallOf(state.logs.get(id)?.state ?? null));
  const isMine = useConsole((state) => call?.agentId === state.me.id);
  const isHere = useConsole((state) => call !== null && state.calls.has(call.id));
  if (!call) return null;
  return (
    <div className="event-card event-card-live" data-phase={call.phase}>
      <span className="event-icon">
        <Icon name={call.mode === "video" ? "video" : "phone"} size={17} />
      </span>
      <div className="grow">
        <strong>{t(`call.${call.mode}`)}</strong>
        <p>
          {call.phase === "connected" && call.connectedAt !== null ? (
            <>
              {t("call.inCall")} · <Since at={call.connectedAt} />
            </>
          ) : (
            t(
              call.phase === "ringing"
                ? "call.ringing"
                : call.phase === "reconnecting"
                  ? "call.reconnecting"
                  : "call.connecting",
            )
          )}
        </p>
        {isMine && !isHere && <p className="quiet">{t("call.elsewhere")}</p>}
      </div>
      {isMine && !isHere && (
        <Button className="button button-small" onPress={() => calls.takeHere(id, call.id)}>
          {t("call.takeHere")}
        </Button>
      )}
    </div>
  );
}
