/**
 * What an agent's presence counts as (ROUTE-05): chosen by hand, one of ours or one of the organisation's own, and busy by itself while
 * there is no room. The chosen one is kept, so that room alone brings it back.
 */
import type { BasePresence, ChosenPresence, Presence, PresenceConfig, PresenceId } from "@rinnalla/protocol";

export interface Standing {
  readonly presence: Presence;
  /** Null: one of ours was chosen, or one that is there no more. */
  readonly customPresence: PresenceId | null;
  readonly isBusyByLoad: boolean;
  /** By presence; whether there is room is not asked. */
  readonly takesOffers: boolean;
}

export function chooseCustom({ id, base }: Pick<PresenceConfig, "id" | "base">): ChosenPresence {
  return `${base}/${id}`;
}

/** One that was removed leaves its base. */
export function standingOf(
  chosen: ChosenPresence,
  own: ReadonlyMap<PresenceId, PresenceConfig>,
  isFull: boolean,
): Standing {
  const custom = own.get(customIn(chosen) ?? ("" as PresenceId));
  const presence = custom?.base ?? baseIn(chosen);
  const takesOffers = custom ? custom.takesOffers : presence === "available";
  const isBusyByLoad = isFull && takesOffers && presence === "available";
  return { presence: isBusyByLoad ? "busy" : presence, customPresence: custom?.id ?? null, isBusyByLoad, takesOffers };
}

export function customIn(chosen: ChosenPresence): PresenceId | null {
  const slash = chosen.indexOf("/");
  return slash < 0 ? null : (chosen.slice(slash + 1) as PresenceId);
}

function baseIn(chosen: ChosenPresence): Presence {
  const slash = chosen.indexOf("/");
  return slash < 0 ? (chosen as Presence) : (chosen.slice(0, slash) as BasePresence);
}

/** In a call, or without room for the smallest of the conversations that could come. Who is never given any is not full. */
export function isFull(load: number, limit: number, leastUnits: number, isInCall: boolean): boolean {
  return isInCall || (limit > 0 && load > 0 && limit - load < leastUnits);
}
