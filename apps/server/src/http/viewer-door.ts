/**
 * Where the viewer document stands: on an origin of its own wherever there is one, so that even a hole in it would not be a hole in the
 * console (VIS-09). Told apart by the host name of the request; one port serves both.
 */
import type { FastifyInstance } from "fastify";
import { refuseRequest } from "./api.ts";

export interface ViewerDoor {
  /** Of the viewer document; the console's own where there is no other. */
  readonly origin: string;
  readonly consoleOrigin: string;
}

/** `setting`: an origin, or `same`. Browsers take every name under `localhost` for this machine, so no setting is needed there. */
export function viewerDoor(consoleOrigin: string, setting: string | null): ViewerDoor {
  const own = new URL(consoleOrigin);
  const isHere = own.hostname === "localhost";
  const origin = setting ? (setting === "same" ? consoleOrigin : new URL(setting).origin) : null;
  return {
    origin: origin ?? (isHere ? `${own.protocol}//viewer.localhost${own.port && `:${own.port}`}` : consoleOrigin),
    consoleOrigin,
  };
}

export function isApart({ origin, consoleOrigin }: ViewerDoor): boolean {
  return origin !== consoleOrigin;
}

/** Of a request, whether it came to the viewer's own host name. */
export function isViewerHost(door: ViewerDoor, host: string | undefined): boolean {
  return isApart(door) && host === new URL(door.origin).host;
}

/** At the viewer's host there is the viewer, and nothing else to be asked for or spoken to. */
export function guardViewerHost(app: FastifyInstance, door: () => ViewerDoor | null): void {
  app.addHook("onRequest", async (request, reply) => {
    const opened = door();
    if (opened && isViewerHost(opened, request.headers.host) && !request.url.startsWith("/viewer/"))
      return refuseRequest(reply, "notFound");
  });
}
