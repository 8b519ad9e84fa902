/**
 * The rung of CALL-08's ladder on which a page stands while it carries a call. `shell`: the next pages come into a frame over this
 * one. `window`: page loads are real, and a window of the call's own is offered. `rejoin`: page loads are real, and the next page
 * answers the agent's standby offer. A reload by the browser's own button is always a rejoin.
 */
export type PageRung = "shell" | "window" | "rejoin";

export interface PageLook {
  /** The administrator's wish. */
  readonly continuity: PageRung;
  /** The browser tells of navigations, and the page is the tab's own and no frame of another. */
  readonly canLead: boolean;
  /** `null`: not known yet whether pages of this site may stand in a frame. */
  readonly mayBeFramed: boolean | null;
}

export function pageRung({ continuity, canLead, mayBeFramed }: PageLook): PageRung {
  if (continuity === "shell" && (!canLead || mayBeFramed === false)) return "window";
  return continuity;
}
