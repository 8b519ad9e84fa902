export type { AgentRow, Append, AppendOutcome, DueTimer, LogPage, Store } from "./port.ts";
export { StoreError } from "./store-error.ts";
