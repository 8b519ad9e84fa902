/** The one error of this package: the database failed us. Refusals are outcomes, not errors. */
export class StoreError extends Error {
  readonly reason: "unavailable" | "corrupt" | "migration";

  constructor(reason: "unavailable" | "corrupt" | "migration", message: string, cause?: unknown) {
    super(message, { cause });
    this.name = "StoreError";
    this.reason = reason;
  }
}
