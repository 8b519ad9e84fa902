/** Fit or 100 %. */
import type { VisualId } from "@rinnalla/protocol";
import type { ViewerScale } from "@rinnalla/cobrowse/viewer-port";
import { ToggleButton } from "react-aria-components/ToggleButton";
import { ToggleButtonGroup } from "react-aria-components/ToggleButtonGroup";
import { useRooms, useWords } from "../../store/use-console.ts";

export function ScaleSwitch({ visualId, scale }: { readonly visualId: VisualId; readonly scale: ViewerScale }) {
  const { t } = useWords();
  const { visuals } = useRooms();
  return (
    <ToggleButtonGroup
      className="segments"
      aria-label={`${t("visual.fit")} / ${t("visual.actualSize")}`}
      selectionMode="single"
      disallowEmptySelection
      selectedKeys={[scale]}
      onSelectionChange={(keys) => visuals.setScale(visualId, keys.has("actual") ? "actual" : "fit")}
    >
      <ToggleButton id="fit" className="segment">
        {t("visual.fit")}
      </ToggleButton>
      <ToggleButton id="actual" className="segment">
        {t("visual.actualSize")}
      </ToggleButton>
    </ToggleButtonGroup>
  );
}
