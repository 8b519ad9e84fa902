/** Which of a line's links is to be played after the one that is: pure (CALL-08). */
import type { ClientId } from "@rinnalla/protocol";
import type { Link } from "./link.ts";
import type { RelayPlan } from "./types.ts";

/** A link with what the line knows of it. */
export interface Entry {
  readonly clientId: ClientId;
  readonly epoch: number;
  readonly link: Link;
  readonly plan: RelayPlan;
  hasAccepted: boolean;
  /** Relayed only because it rang when it was laid. */
  wasRung: boolean;
}

type Heard = Pick<Link, "isUp" | "hasMedia" | "remote">;

/** What the other end has to send is here. */
export const delivers = ({ hasMedia, remote }: Pick<Heard, "hasMedia" | "remote">) =>
  hasMedia || (remote?.phase === "ready" && !remote.isSending);

/** `entries`: oldest first. `chosen`, at the agent's end: the client of the customer that carries the call, or none yet. */
export function findHeir<Some extends { readonly clientId: ClientId; readonly link: Heard }>(
  entries: readonly Some[],
  current: Some | null,
  isLost: boolean,
  chosen: { readonly of: ClientId | null } | null,
): Some | undefined {
  /** Of the right client, and not the one that was played before it. */
  const isNewer = (entry: Some) =>
    (chosen === null || entry.clientId === chosen.of) &&
    (current?.clientId !== entry.clientId || entries.indexOf(entry) > entries.indexOf(current));
  const mayPlay = ({ isUp, remote, hasMedia }: Heard) => {
    // Sound is there before the data channel is.
    if (current === null || isLost) return isUp || hasMedia;
    if (!isUp) return false;
    return remote !== null && remote.phase !== "opening" && (hasMedia || !remote.isSending);
  };
  return entries.findLast((entry) => isNewer(entry) && mayPlay(entry.link));
}
