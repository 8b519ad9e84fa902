/** For a provider that tells nothing itself: the agent types the PIN or link, and says when the customer is seen (VIS-10). */
import type { VisualState } from "@rinnalla/core";
import { limits, type ConversationId } from "@rinnalla/protocol";
import { useState } from "react";
import { Button } from "react-aria-components/Button";
import { useRooms, useWords } from "../../../store/use-console.ts";

export function ProviderHandwork({
  id,
  visual,
  name,
}: {
  readonly id: ConversationId;
  readonly visual: VisualState;
  readonly name: string;
}) {
  const { t } = useWords();
  const { visuals } = useRooms();
  const [text, setText] = useState("");
  if (visual.phase !== "invited") return null;
  const take = async (): Promise<void> => {
    const said = text.trim();
    const invitation = /^https?:/i.test(said) ? { joinLink: said } : { pin: said };
    const result = await visuals.prepare(id, visual.id, invitation);
    if (result.ok) setText("");
  };
  return (
    <form
      className="provider-handwork"
      onSubmit={(event) => {
        event.preventDefault();
        void take();
      }}
    >
      <label>
        {t("provider.typeInvitation", { name })}
        <input
          className="field-input"
          value={text}
          maxLength={limits.urlChars}
          autoComplete="off"
          spellCheck={false}
          onChange={(event) => setText(event.currentTarget.value)}
        />
      </label>
      <Button className="button button-small" type="submit" isDisabled={text.trim() === ""}>
        {t("provider.take")}
      </Button>
      <Button className="button button-small button-quiet" onPress={() => visuals.connected(id, visual.id)}>
        {t("provider.seen")}
      </Button>
    </form>
  );
}
