/** More commands of a call that goes on: recording it (CALL-12). Nothing where the widget's administrator does not allow it. */
import type { CallState } from "@rinnalla/core";
import type { ConversationId } from "@rinnalla/protocol";
import type { IconName } from "@rinnalla/ui";
import { Menu, MenuItem, MenuTrigger } from "react-aria-components/Menu";
import { Popover } from "react-aria-components/Popover";
import { IconButton } from "../../parts/icon-button.tsx";
import { Icon } from "../../parts/icon.tsx";
import { useConsole, useRooms, useWords } from "../../store/use-console.ts";
import type { TextKey } from "../../texts/words.ts";

type Action = "askFor" | "pause" | "resume" | "stop";

const actions: Readonly<Record<Action, readonly [IconName, TextKey]>> = {
  askFor: ["record", "recording.ask"],
  pause: ["pause", "recording.pause"],
  resume: ["record", "recording.resume"],
  stop: ["close", "recording.stop"],
};

export function RecordingMenu({ id, call }: { readonly id: ConversationId; readonly call: CallState }) {
  const { t } = useWords();
  const { recordings } = useRooms();
  const mayRecord = useConsole((state) => state.logs.get(id)?.state?.terms.mayRecord === true);
  if (!mayRecord) return null;
  const offered = actionsOf(call);
  return (
    <MenuTrigger>
      <IconButton icon="more" look="round" label={t("call.more")} />
      <Popover className="popover" placement="top end">
        <Menu
          className="menu"
          aria-label={t("call.more")}
          disabledKeys={call.phase === "ringing" ? offered : []}
          onAction={(key) => recordings[key as Action](id, call)}
        >
          {offered.map((action) => {
            const [icon, text] = actions[action];
            return (
              <MenuItem key={action} id={action} className="menu-item" textValue={t(text)}>
                <Icon name={icon} size={17} />
                <span>{t(text)}</span>
              </MenuItem>
            );
          })}
        </Menu>
        {offered[0] === "askFor" && <p className="menu-hint">{t("recording.hint")}</p>}
      </Popover>
    </MenuTrigger>
  );
}

function actionsOf({ recording }: CallState): readonly Action[] {
  switch (recording?.phase) {
    case "asked":
      return ["stop"];
    case "recording":
      return ["pause", "stop"];
    case "paused":
      return ["resume", "stop"];
    default:
      return ["askFor"];
  }
}

/** The visible mark: all see that, and whether, the call is recorded now. */
export function RecordingMark({ call }: { readonly call: CallState }) {
  const { t } = useWords();
  const phase = call.recording?.phase;
  if (call.phase === "ended" || (phase !== "asked" && phase !== "recording" && phase !== "paused")) return null;
  return (
    <p className="recording-mark" role="status" data-phase={phase}>
      {t(`recording.mark.${phase}`)}
    </p>
  );
}
