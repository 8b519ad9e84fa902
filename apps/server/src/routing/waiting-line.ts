/** Waiting conversations of one queue, oldest first. Most come at the end; one that was offered in vain goes back to its place. */
import type { WaitingConversation } from "@rinnalla/core";
import type { ConversationId } from "@rinnalla/protocol";

export class WaitingLine {
  readonly #line: WaitingConversation[] = [];
  readonly #since = new Map<ConversationId, number>();

  get length(): number {
    return this.#line.length;
  }

  put(waiting: WaitingConversation): void {
    this.remove(waiting.conversationId);
    this.#line.splice(this.#placeOf(waiting), 0, waiting);
    this.#since.set(waiting.conversationId, waiting.waitingSince);
  }

  remove(conversationId: ConversationId): void {
    const since = this.#since.get(conversationId);
    if (since === undefined) return;
    this.#since.delete(conversationId);
    const place = this.#placeOf({ conversationId, waitingSince: since });
    if (this.#line[place]?.conversationId === conversationId) this.#line.splice(place, 1);
  }

  /** The oldest ones that `fits`, at most `count`. */
  first(count: number, fits: (waiting: WaitingConversation) => boolean): WaitingConversation[] {
    const found: WaitingConversation[] = [];
    for (const waiting of this.#line) {
      if (found.length >= count) break;
      if (fits(waiting)) found.push(waiting);
    }
    return found;
  }

  #placeOf(wanted: Pick<WaitingConversation, "conversationId" | "waitingSince">): number {
    let low = 0;
    let high = this.#line.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      const at = this.#line[middle];
      if (at && isBefore(at, wanted)) low = middle + 1;
      else high = middle;
    }
    return low;
  }
}

type Place = Pick<WaitingConversation, "conversationId" | "waitingSince">;

function isBefore(one: Place, other: Place): boolean {
  return (
    one.waitingSince < other.waitingSince ||
    (one.waitingSince === other.waitingSince && one.conversationId < other.conversationId)
  );
}
