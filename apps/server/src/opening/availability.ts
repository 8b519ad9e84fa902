/** Tells visitors' pages whether their widget is open, and again whenever that changes: by the clock or by the administrator (CHAT-04). */
import { availabilityOf } from "@rinnalla/core";
import type { Availability, WidgetId } from "@rinnalla/protocol";
import type { Settings } from "../settings/settings.ts";
import type { Connection } from "../socket/connection.ts";

/** Longer waits end in a look at the clock; it may have been put right. */
const longestWaitMs = 60_000;

export class AvailabilityFeed {
  readonly #settings: Settings;
  readonly #now: () => number;
  readonly #pages = new Map<WidgetId, Set<Connection>>();
  /** What was told last, so that only news is told. */
  readonly #told = new Map<WidgetId, Availability | null>();
  #timer: NodeJS.Timeout | null = null;

  constructor(settings: Settings, now: () => number) {
    this.#settings = settings;
    this.#now = now;
  }

  /** Null: always open. */
  of(widgetId: WidgetId): Availability | null {
    const hours = this.#settings.hoursOf(widgetId);
    const told = this.#told.get(widgetId);
    // Looking ahead costs; it holds until the next change.
    const isFresh = told && hours && (told.changesAt === null || this.#now() < told.changesAt);
    return isFresh ? told : hours && availabilityOf(hours, this.#now());
  }

  /** Of the page that this is the line of. */
  arrived(widgetId: WidgetId, connection: Connection): Availability | null {
    const pages = this.#pages.get(widgetId);
    if (pages) pages.add(connection);
    else this.#pages.set(widgetId, new Set([connection]));
    connection.onClosed(() => this.#left(widgetId, connection));
    const availability = this.of(widgetId);
    this.#told.set(widgetId, availability);
    this.#wait();
    return availability;
  }

  settingsChanged(): void {
    for (const [widgetId, before] of this.#told) {
      const hours = this.#settings.hoursOf(widgetId);
      this.#tell(widgetId, before, hours && availabilityOf(hours, this.#now()));
    }
    this.#wait();
  }

  stop(): void {
    if (this.#timer) clearTimeout(this.#timer);
  }

  #look(): void {
    for (const [widgetId, before] of this.#told) this.#tell(widgetId, before, this.of(widgetId));
    this.#wait();
  }

  #tell(widgetId: WidgetId, before: Availability | null, availability: Availability | null): void {
    this.#told.set(widgetId, availability);
    if (before?.isOpen === availability?.isOpen && before?.changesAt === availability?.changesAt) return;
    const shown = availability ?? { isOpen: true, changesAt: null };
    const text = JSON.stringify({ t: "availability", availability: shown });
    for (const connection of this.#pages.get(widgetId) ?? []) connection.sendText(text);
  }

  #left(widgetId: WidgetId, connection: Connection): void {
    const pages = this.#pages.get(widgetId);
    pages?.delete(connection);
    if (pages?.size !== 0) return;
    this.#pages.delete(widgetId);
    this.#told.delete(widgetId);
  }

  #wait(): void {
    if (this.#timer) clearTimeout(this.#timer);
    this.#timer = null;
    const changes = [...this.#told.values()].map((told) => told?.changesAt ?? Infinity);
    const next = Math.min(...changes);
    if (next === Infinity) return;
    const waitMs = Math.min(longestWaitMs, Math.max(10, next - this.#now()));
    this.#timer = setTimeout(() => this.#look(), waitMs);
  }
}
