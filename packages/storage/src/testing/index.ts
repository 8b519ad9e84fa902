export { startPostgres } from "./postgres.ts";
export type { TestPostgres } from "./postgres.ts";
