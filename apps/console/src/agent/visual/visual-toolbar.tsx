/** Look, laser pointer, control, end. Control opens only by the customer's consent (VIS-04). */
import type { ViewerMode } from "@rinnalla/cobrowse/viewer-port";
import type { VisualState } from "@rinnalla/core";
import type { ConversationId } from "@rinnalla/protocol";
import type { IconName } from "@rinnalla/ui";
import type { RefObject } from "react";
import { Button } from "react-aria-components/Button";
import { ToggleButton } from "react-aria-components/ToggleButton";
import { ToggleButtonGroup } from "react-aria-components/ToggleButtonGroup";
import { Toolbar } from "react-aria-components/Toolbar";
import { Icon } from "../../parts/icon.tsx";
import { useRooms, useWords } from "../../store/use-console.ts";
import type { LocalVisual } from "./local-visual.ts";
import { ScaleSwitch } from "./scale-switch.tsx";
import { WholeScreen } from "./whole-screen.tsx";
import { VisualRecording } from "./visual-recording.tsx";

const tools: readonly {
  readonly mode: ViewerMode;
  readonly icon: IconName;
  readonly text: "visual.look" | "visual.laser" | "visual.draw" | "visual.control";
}[] = [
  { mode: "look", icon: "look", text: "visual.look" },
  { mode: "point", icon: "laser", text: "visual.laser" },
  { mode: "draw", icon: "pen", text: "visual.draw" },
  { mode: "control", icon: "control", text: "visual.control" },
];

interface Props {
  readonly id: ConversationId;
  readonly visual: VisualState;
  readonly local: LocalVisual | undefined;
  /** What is shown over the whole screen. */
  readonly whole: RefObject<HTMLElement | null>;
}

export function VisualToolbar({ id, visual, local, whole }: Props) {
  const { t } = useWords();
  const { visuals } = useRooms();
  const isCobrowse = visual.kind === "cobrowse";
  const hasControl = visual.scopes.control === "granted";
  return (
    <Toolbar className="visual-tools" aria-label={t("visual.toolbar")}>
      <span className="live-mark" data-is-paused={visual.phase === "paused" || undefined}>
        {t(visual.phase === "paused" ? "visual.paused" : "visual.live")}
      </span>
      <ToggleButtonGroup
        className="segments"
        aria-label={t("visual.tool")}
        selectionMode="single"
        disallowEmptySelection
        selectedKeys={[local?.mode ?? "look"]}
        onSelectionChange={(keys) => {
          const [mode] = keys;
          if (mode) visuals.setMode(visual.id, mode as ViewerMode);
        }}
      >
        {tools
          .filter((tool) => isCobrowse || tool.mode !== "control")
          .map((tool) => (
            <ToggleButton
              key={tool.mode}
              id={tool.mode}
              className="segment"
              isDisabled={tool.mode === "control" && !hasControl}
            >
              <Icon name={tool.icon} size={16} />
              <span>{t(tool.text)}</span>
            </ToggleButton>
          ))}
      </ToggleButtonGroup>
      {local?.mode === "draw" && (
        <>
          <Button className="button button-small" onPress={() => visuals.erase(visual.id, "last")}>
            {t("visual.undo")}
          </Button>
          <Button className="button button-small" onPress={() => visuals.erase(visual.id, "all")}>
            {t("visual.clear")}
          </Button>
        </>
      )}
      {isCobrowse &&
        (hasControl ? (
          <Button className="button button-small" onPress={() => visuals.giveUpControl(id, visual.id)}>
            {t("visual.giveUpControl")}
          </Button>
        ) : (
          <Button
            className="button button-small"
            isDisabled={visual.scopes.control === "asked" || visual.phase !== "live"}
            onPress={() => visuals.askControl(id, visual.id)}
          >
            {t("visual.askControl")}
          </Button>
        ))}
      <VisualRecording id={id} visual={visual} />
      <span className="grow" />
      {!isCobrowse && (
        <>
          <ScaleSwitch visualId={visual.id} scale={local?.scale ?? "fit"} />
          <WholeScreen of={whole} />
        </>
      )}
      <Button className="button button-small button-end" onPress={() => visuals.end(id, visual.id)}>
        {t("visual.end")}
      </Button>
    </Toolbar>
  );
}
