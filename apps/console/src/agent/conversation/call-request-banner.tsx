/** The customer asks for a call, or to be called back: what the agent can do about it, above the composer (CALL-10). */
import type { ConversationId } from "@rinnalla/protocol";
import { Button } from "react-aria-components/Button";
import { Icon } from "../../parts/icon.tsx";
import { useConsole, useRooms, useWords } from "../../store/use-console.ts";
import { hasLiveCall } from "../call/my-call.ts";

interface Props {
  readonly id: ConversationId;
  readonly name: string;
}

export function CallRequestBanner({ id, name }: Props) {
  const { t } = useWords();
  const { ask, calls } = useRooms();
  const request = useConsole((state) => state.logs.get(id)?.state?.callRequest ?? null);
  const isBusy = useConsole(hasLiveCall);
  if (!request) return null;
  const { mode } = request;
  return (
    <section className="asked" role="status" aria-label={t("asked.label")}>
      <Icon name={mode === "video" ? "video" : "phone"} size={17} />
      <p className="grow">{t(`asked.${mode}`, { name })}</p>
      <Button
        className="button button-small button-primary"
        isDisabled={isBusy}
        onPress={() => void calls.start(id, mode)}
      >
        {t("asked.callNow")}
      </Button>
      <Button className="button button-small button-quiet" onPress={() => void ask(id, { type: "declineCallRequest" })}>
        {t("asked.decline")}
      </Button>
    </section>
  );
}
