/** How this agent likes to look at a customer's page, kept by the browser for the next session. */
import type { ViewerScale } from "@rinnalla/cobrowse/viewer-port";

export interface ViewChoice {
  readonly scale: ViewerScale;
  readonly isFollowing: boolean;
}

export interface ViewChoiceKeeper {
  readonly get: () => ViewChoice;
  readonly set: (change: Partial<ViewChoice>) => void;
}

const key = "rinnalla.console.view";

export function keepViewChoice(storage: Pick<Storage, "getItem" | "setItem">): ViewChoiceKeeper {
  let choice = read(storage);
  return {
    get: () => choice,
    set(change) {
      choice = { ...choice, ...change };
      try {
        storage.setItem(key, JSON.stringify(choice));
      } catch {
        // Full or forbidden: kept for this page only.
      }
    },
  };
}

function read(storage: Pick<Storage, "getItem">): ViewChoice {
  let kept: Partial<Record<keyof ViewChoice, unknown>> | null = {};
  try {
    kept = JSON.parse(storage.getItem(key) ?? "{}") as typeof kept;
  } catch {
    // Not ours or broken: the defaults.
  }
  return { scale: kept?.scale === "actual" ? "actual" : "fit", isFollowing: kept?.isFollowing !== false };
}
