import type { CallSession, CallSessionOptions } from "./types.ts";
export function createCallSession(_options: CallSessionOptions): CallSession {
  throw new Error("not built yet");
}
