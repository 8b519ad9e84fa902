/**
 * What any page of a widget may know before there is a conversation (CHAT-09): open or not, whether somebody would answer, how many wait and for
 * how long. Looked at afresh once in a while only, however many pages ask.
 */
import { shownPlace, staffingOf } from "@rinnalla/core";
import type { Presence, QueueId, WidgetAvailability, WidgetConfig, WidgetId } from "@rinnalla/protocol";
import type { AgentPresence } from "../presence/agents.ts";
import type { Desk } from "../routing/desk.ts";
import type { WaitingPlaces } from "../routing/waiting-places.ts";
import type { Settings } from "../settings/settings.ts";
import type { AvailabilityFeed } from "./availability.ts";

const freshMs = 2_000;

export interface VacancyParts {
  readonly settings: Settings;
  readonly desk: Desk;
  readonly agents: Pick<AgentPresence, "viewOf" | "takesOffers" | "isSignedIn">;
  readonly availability: Pick<AvailabilityFeed, "of">;
  readonly places: Pick<WaitingPlaces, "estimate">;
  readonly now: () => number;
}

export class Vacancy {
  readonly #parts: VacancyParts;
  readonly #kept = new Map<WidgetId, { readonly until: number; readonly answer: WidgetAvailability }>();

  constructor(parts: VacancyParts) {
    this.#parts = parts;
  }

  of(widget: WidgetConfig): WidgetAvailability {
    const now = this.#parts.now();
    const kept = this.#kept.get(widget.id);
    if (kept && now < kept.until) return kept.answer;
    const answer = this.#look(widget);
    this.#kept.set(widget.id, { until: now + freshMs, answer });
    return answer;
  }

  #look(widget: WidgetConfig): WidgetAvailability {
    const { settings, desk, availability, places } = this.#parts;
    const open = availability.of(widget.id) ?? { isOpen: true, changesAt: null };
    const workstream = settings.workstreams.get(widget.workstreamId);
    if (!workstream) return { ...open, staffing: "none", waiting: 0, estimateMs: null };
    const { queueId, units } = workstream;
    const staffing = staffingOf(this.#agentsOf(queueId), units);
    let waiting = 0;
    for (const one of desk.waiting.values()) if (one.queueId === queueId) waiting += 1;
    const isAtOnce = staffing === "free" && waiting === 0;
    return {
      ...open,
      staffing,
      waiting: shownPlace(waiting),
      estimateMs: isAtOnce ? 0 : places.estimate(queueId, waiting + 1),
    };
  }

  #agentsOf(queueId: QueueId) {
    const { settings, desk, agents } = this.#parts;
    return (settings.queues.get(queueId)?.agentIds ?? []).map((id) => ({
      // By choice: whether there is room is told by the load.
      presence: agents.takesOffers(id) ? ("available" as const) : notOffered(agents.viewOf(id).presence),
      isSignedIn: agents.isSignedIn(id),
      isLocked: desk.isLocked(id),
      load: desk.loadOf(id),
      limit: settings.agents.get(id)?.limit ?? 0,
    }));
  }
}

/** A presence of the organisation's own may be available by its base and yet take nothing. */
const notOffered = (presence: Presence): Presence => (presence === "available" ? "busy" : presence);
