import type { ChatState } from "../chat/chat-state.ts";
import type { AroundT } from "./texts/load.ts";

/** While nobody has the conversation: how many come first, and how long it may take, if that can be said. Read out without haste. */
export function Place({ state: { conversation, place }, t }: { state: ChatState; t: AroundT }) {
  if (!conversation || conversation.agent || conversation.waitingSince === null) return null;
  const minutes = Math.round((place?.estimateMs ?? 0) / 60_000);
  return (
    <p class="place" role="status">
      {place &&
        (place.place === 1 ? t("placeNext") : t(place.place > 20 ? "placeFar" : "place", { place: place.place }))}{" "}
      {minutes > 0 && (minutes === 1 ? t("waitMinute") : t("waitMinutes", { minutes }))}
    </p>
  );
}
