/** A request that came between listening and readiness; answered with `unavailable`. */
export class StillStarting extends Error {
  readonly statusCode = 503;

  constructor() {
    super("the server is starting");
    this.name = "StillStarting";
  }
}
