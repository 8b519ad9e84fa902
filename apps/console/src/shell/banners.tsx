/** What holds for the whole page just now: the line is away, a call is on, nothing is offered. */
import { Button } from "react-aria-components/Button";
import { hasLiveCall } from "../agent/call/my-call.ts";
import { Icon } from "../parts/icon.tsx";
import { useConsole, useRooms, useWords } from "../store/use-console.ts";

export function Banners() {
  const { t } = useWords();
  const { connection } = useRooms();
  const line = useConsole((state) => state.line);
  const isInCall = useConsole(hasLiveCall);
  const isInactive = useConsole((state) => state.desk.agents.get(state.me.id)?.presence === "inactive");
  return (
    <div className="banners" aria-live="polite">
      {line.status === "offline" && (
        <p className="banner banner-warn">
          <Icon name="offline" size={16} />
          <span>{t("net.offline")}</span>
          <Button className="text-button" onPress={() => connection.retry()}>
            {t("app.retry")}
          </Button>
        </p>
      )}
      {line.status === "connecting" && line.wasOnline && (
        <p className="banner banner-warn">
          <Icon name="offline" size={16} />
          <span>{t("net.connecting")}</span>
        </p>
      )}
      {line.status === "refused" && (
        <p className="banner banner-danger">
          <Icon name="alert" size={16} />
          <span>{line.code ? t(`error.${line.code}`) : t("net.refused")}</span>
          <Button className="text-button" onPress={() => connection.retry()}>
            {t("app.retry")}
          </Button>
        </p>
      )}
      {isInCall && (
        <p className="banner banner-info">
          <Icon name="phone" size={16} />
          <span>{t("call.banner")}</span>
        </p>
      )}
      {isInactive && (
        <p className="banner banner-warn">
          <Icon name="clock" size={16} />
          <span>{t("presence.inactiveHint")}</span>
          <Button className="text-button" onPress={() => connection.setPresence("available")}>
            {t("presence.becomeAvailable")}
          </Button>
        </p>
      )}
    </div>
  );
}
