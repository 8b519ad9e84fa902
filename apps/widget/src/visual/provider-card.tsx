/** A session that is somebody else's product (VIS-10): where it opens, with what PIN, and the customer's no. */
import { splitLinks } from "@rinnalla/ui";
import { agentName } from "../chat/chat-state.ts";
import type { Chat } from "../chat/chat.ts";
import type { VisualT } from "./texts/load.ts";
import type { VisualLeg } from "./visual-leg.ts";

export function ProviderCard({ chat, t, leg }: { chat: Chat; t: VisualT; leg: VisualLeg }) {
  const { state } = chat;
  const { visual } = leg;
  if (!visual?.provider) return null;
  const name = agentName(state);
  const isLive = visual.phase === "live";
  const isScreen = visual.kind === "screenShare";
  const provider = visual.provider.name;
  const told = state.events.findLast(
    ({ event }) => event.type === "messagePosted" && event.kind === "pin" && event.visualId === visual.id,
  )?.event;
  // Only what the agent has put in the chat; the server has let no link pass but to the provider's own hosts.
  const parts = told?.type === "messagePosted" ? splitLinks(told.text) : [];
  const link = parts.find((part) => part.kind === "link");
  const pin = parts.find((part) => part.kind === "text")?.text.trim();
  const title = isLive ? "providerSees" : isScreen ? "inviteScreen" : "inviteCobrowse";
  return (
    <section class="card ask" aria-labelledby="provider-title">
      <div role="alert">
        <h2 id="provider-title">{t(title, { name })}</h2>
      </div>
      <p>{t(isLive ? "providerLive" : "providerInvite", { provider })}</p>
      {!isLive && pin && <output class="pin">{pin}</output>}
      <div class="row">
        {!isLive && link && (
          <a class="button" href={link.href} target="_blank" rel="noopener noreferrer nofollow">
            {t("providerOpen", { provider })}
          </a>
        )}
        <button type="button" class={`button ${isLive ? "danger" : "quiet"}`} onClick={() => leg.stop()}>
          {t(isLive ? "stop" : "noThanks")}
        </button>
      </div>
    </section>
  );
}
