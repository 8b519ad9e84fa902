/** All that the agent shows in the customer's page (VIS-08); fetched when it is first needed. */
import { createLaser, type Laser } from "./laser.ts";
import { createOverlay } from "./overlay.ts";

export interface Pointing extends Laser {
  /** Never part of the picture. */
  readonly host: Element;
  remove(): void;
}

export function createPointing(document: Document, agentName: string): Pointing {
  const overlay = createOverlay(document);
  const laser = createLaser(overlay, agentName);
  return { ...laser, host: overlay.host, remove: overlay.remove };
}
