/**
 * The authorisation table for commands: who may ask what of which conversation. One row for every command;
 * a test fails if one has none. Routes have their own table in the server.
 */
import type { Actor } from "@rinnalla/protocol";
import type { Command } from "../conversation/commands.ts";
import type { ConversationState } from "../conversation/state.ts";

/** True if `by` may say `command` to this conversation (`null`: it does not exist yet). */
export function mayCommand(_by: Actor, _command: Command["type"], _state: ConversationState | null): boolean {
  return false;
}

/** True if `by` may follow the log of this conversation. */
export function mayFollow(_by: Actor, _state: ConversationState): boolean {
  return false;
}
