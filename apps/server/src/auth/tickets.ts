/** Single-use tickets: a staff cookie is spoken over HTTP, the ticket it buys over the socket, so that no cookie decides there. */
import { randomBytes } from "node:crypto";
import type { AgentId } from "@rinnalla/protocol";

const lifeMs = 60_000;

export class Tickets {
  readonly #now: () => number;
  readonly #open = new Map<string, { readonly agentId: AgentId; readonly until: number }>();

  constructor(now: () => number) {
    this.#now = now;
  }

  issue(agentId: AgentId): string {
    const now = this.#now();
    // Oldest first in the map: the spent ones are at its beginning.
    for (const [ticket, { until }] of this.#open) {
      if (until > now) break;
      this.#open.delete(ticket);
    }
    const ticket = randomBytes(24).toString("base64url");
    this.#open.set(ticket, { agentId, until: now + lifeMs });
    return ticket;
  }

  spend(ticket: string): AgentId | null {
    const found = this.#open.get(ticket);
    this.#open.delete(ticket);
    return found && found.until > this.#now() ? found.agentId : null;
  }
}
