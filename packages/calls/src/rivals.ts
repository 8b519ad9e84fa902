/** Which of a line's links are of no more use beside others: pure (CALL-08). Which one is played is `heir.ts`'s affair. */
import type { ClientId } from "@rinnalla/protocol";
import type { Entry } from "./heir.ts";

/** Clients of one customer that may hold a link at a time. */
const mostClients = 4;

type Rival = Pick<Entry, "clientId">;

/** Those that go because `fresh`, the last of `entries`, was laid: older tries of its client, and the oldest of too many clients. */
export function displacedBy<Some extends Rival>(
  entries: readonly Some[],
  fresh: Some,
  current: Some | null,
  chosen: ClientId | null,
): readonly Some[] {
  const { clientId } = fresh;
  // Of one client only the link in use and the newest try are kept.
  const spare = entries.filter((one) => one.clientId === clientId && one !== current && one !== fresh);
  const clients = [...new Set(entries.map((one) => one.clientId))];
  if (clients.length <= mostClients) return spare;
  const oldest = clients.find((client) => ![chosen, current?.clientId, clientId].includes(client));
  return [...spare, ...entries.filter((one) => one.clientId === oldest)];
}

/** Older links of the client whose newer one both ends play by now. */
export function outlived<Some extends Rival>(entries: readonly Some[], current: Some): readonly Some[] {
  return entries.slice(0, entries.indexOf(current)).filter((one) => one.clientId === current.clientId);
}
