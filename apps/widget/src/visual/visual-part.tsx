/** The visual sessions' part of the widget: fetched when a conversation is first invited to one. */
import { agentName } from "../chat/chat-state.ts";
import type { Part, PartHost } from "../chat/part.ts";
import { ControlConsent, GuardDialog, PinCard, ViewConsent } from "./cards.tsx";
import type { ProviderCard } from "./provider-card.tsx";
import { RecordConsent } from "./record-consent.tsx";
import { ShareBar } from "./share-bar.tsx";
import { visualTexts } from "./texts/load.ts";
import css from "./visual.css?inline";
import { createVisualLeg } from "./visual-leg.ts";

/** For the frame of a call's shell, which loads this part for itself. */
export { loadCapture } from "./page-sharing.ts";

export function create({ chat, host, addStyle, redraw }: PartHost): Part {
  addStyle(css);
  const texts = visualTexts(host.lang, redraw);
  const leg = createVisualLeg(chat, host, import.meta.url, redraw);
  let Provider: typeof ProviderCard | null = null;
  let isProviderComing = false;
  const fetchProvider = (): void => {
    if (isProviderComing) return;
    isProviderComing = true;
    import("./provider-card.tsx").then(
      (module) => {
        Provider = module.ProviderCard;
        redraw();
      },
      () => (isProviderComing = false),
    );
  };
  return {
    update: () => leg.update(),
    takeSignal: (notice) => leg.takeSignal(notice),
    card() {
      const { visual, guard } = leg;
      const t = visual && texts();
      if (!visual || !t) return null;
      if (guard) return <GuardDialog key="guard" chat={chat} t={t} guard={guard} />;
      if (visual.provider) {
        fetchProvider();
        return Provider && <Provider key={visual.id} chat={chat} t={t} leg={leg} />;
      }
      if (visual.phase === "invited") return <PinCard key={visual.id} chat={chat} t={t} leg={leg} />;
      if (visual.phase === "consenting") return <ViewConsent key="view" chat={chat} t={t} leg={leg} />;
      if (visual.scopes.control === "asked") return <ControlConsent key="control" chat={chat} t={t} leg={leg} />;
      const { recording } = visual;
      return recording?.phase === "asked" ? <RecordConsent key="record" {...{ chat, t, visual, recording }} /> : null;
    },
    bar() {
      const { visual, pointer } = leg;
      const t = visual && texts();
      if (!visual || !t || visual.scopes.view !== "granted") return null;
      return (
        <>
          <ShareBar key="bar" chat={chat} t={t} leg={leg} visual={visual} />
          {leg.drawInk()}
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
