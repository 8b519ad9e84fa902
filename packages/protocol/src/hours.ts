/** Operating hours as the administrator sets them; what they mean at an instant is core's to say (`core/hours`). CHAT-04. */
import type { HoursId } from "./ids.ts";

/** In minutes after the midnight that begins the day, by the clock on the wall. `to` beyond 1440 goes on into the next day. */
export interface OpenInterval {
  readonly from: number;
  readonly to: number;
}

/** Instead of the week's day. */
export interface Holiday {
  /** `2026-12-24`, in the time zone of the hours. */
  readonly date: string;
  readonly name: string;
  /** Empty: closed. */
  readonly intervals: readonly OpenInterval[];
}

export interface HoursConfig {
  readonly id: HoursId;
  readonly name: string;
  /** As IANA names it: `Europe/Helsinki`. */
  readonly timeZone: string;
  /** Monday first. */
  readonly week: readonly (readonly OpenInterval[])[];
  readonly holidays: readonly Holiday[];
}

/** Whether conversations can be opened, as told to a widget. */
export interface Availability {
  readonly isOpen: boolean;
  /** When that changes next: the closing, or the opening; `null`: not in the time that is looked ahead. */
  readonly changesAt: number | null;
}

/** Who would answer now: somebody with room, somebody who has none or takes none just now, or nobody. */
export type Staffing = "free" | "busy" | "none";

/** What any page of the widget may know before there is a conversation (CHAT-09). */
export interface WidgetAvailability extends Availability {
  readonly staffing: Staffing;
  /** How many wait, as shown: rounded up beyond 20. */
  readonly waiting: number;
  /** How long whoever comes now may wait; `null`: not known. */
  readonly estimateMs: number | null;
}
