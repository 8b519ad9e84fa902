/** All that the agent shows in the customer's page (VIS-08); fetched when it is first needed. */
import type { ViewerCommand } from "../stream/commands.ts";
import { createInk, type Ink } from "./ink.ts";
import { createLaser, type Laser } from "./laser.ts";
import { createOverlay } from "./overlay.ts";
import { unpackPoints } from "./stroke.ts";

export interface Pointing extends Pick<Laser, "hide" | "frame">, Pick<Ink, "erase"> {
  /** Never part of the picture. */
  readonly host: Element;
  take(command: Extract<ViewerCommand, { type: "point" | "draw" | "erase" }>, target: Element | null): void;
  remove(): void;
}

export function createPointing(document: Document, agentName: string): Pointing {
  const overlay = createOverlay(document);
  const laser = createLaser(overlay, agentName);
  const ink = createInk(overlay, agentName);
  return {
    host: overlay.host,
    hide: laser.hide,
    frame: laser.frame,
    erase: ink.erase,
    take(command, target) {
      if (command.type === "erase") return ink.erase(command.stroke);
      if (command.type === "point")
        return target ? laser.show(target, command.x / 10_000, command.y / 10_000) : laser.hide();
      const shares = unpackPoints(command.text);
      if (target && shares) ink.draw(command.stroke, target, shares);
    },
    remove: overlay.remove,
  };
}
