/** The visual sessions' part of the widget: fetched when a conversation is first invited to one. */
import { agentName } from "../chat/chat-state.ts";
import type { Part, PartHost } from "../chat/part.ts";
import { ControlConsent, GuardDialog, PinCard, ViewConsent } from "./cards.tsx";
import { ShareBar } from "./share-bar.tsx";
import css from "./visual.css?inline";
import { createVisualLeg } from "./visual-leg.ts";

/** For the frame of a call's shell, which loads this part for itself. */
export { loadCapture } from "./page-sharing.ts";

export function create({ chat, host, addStyle, redraw }: PartHost): Part {
  addStyle(css);
  const leg = createVisualLeg(chat, host, redraw);
  return {
    update: () => leg.update(),
    takeSignal: (notice) => leg.takeSignal(notice),
    card() {
      const { visual, guard } = leg;
      if (!visual) return null;
      if (guard) return <GuardDialog key="guard" chat={chat} guard={guard} />;
      if (visual.phase === "invited") return <PinCard key={visual.id} chat={chat} leg={leg} />;
      if (visual.phase === "consenting") return <ViewConsent key="view" chat={chat} leg={leg} />;
      return visual.scopes.control === "asked" ? <ControlConsent key="control" chat={chat} leg={leg} /> : null;
    },
    bar() {
      const { visual, pointer } = leg;
      if (!visual || visual.scopes.view !== "granted") return null;
      return (
        <>
          <ShareBar key="bar" chat={chat} leg={leg} visual={visual} />
          {pointer && (
            <div
              class="pointer"
              data-rinnalla-pointer
              aria-hidden="true"
              style={{ left: `${pointer.x * 100}%`, top: `${pointer.y * 100}%` }}
            >
              <span>{agentName(chat.state)}</span>
            </div>
          )}
        </>
      );
    },
  };
}
