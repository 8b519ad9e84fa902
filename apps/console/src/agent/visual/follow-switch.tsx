/** With the customer, or looking around alone. While the agent acts on the page the view always follows. */
import { ToggleButton } from "react-aria-components/ToggleButton";
import { Icon } from "../../parts/icon.tsx";
import { useRooms, useWords } from "../../store/use-console.ts";
import type { LocalVisual } from "./local-visual.ts";

export function FollowSwitch({ local }: { readonly local: LocalVisual }) {
  const { t } = useWords();
  const { visuals } = useRooms();
  const isActing = local.mode === "control";
  return (
    <>
      <ToggleButton
        className="segment segment-lone"
        isSelected={local.isFollowing || isActing}
        isDisabled={isActing}
        onChange={(isOn) => visuals.setFollow(local.visualId, isOn)}
      >
        <Icon name="follow" size={15} />
        {t("visual.follow")}
      </ToggleButton>
      <span className="visually-hidden" role="status">
        {t(local.isFollowing || isActing ? "visual.follows" : "visual.looksAlone")}
      </span>
    </>
  );
}
