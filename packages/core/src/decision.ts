/** What a step answers when it does not refuse: what happened, and what the shell is to do about it. */
import type { ConversationEvent } from "@rinnalla/protocol";
import type { Effect } from "./effects.ts";

/** No events and no effects: allowed, and nothing to do (said twice, or came too late to matter). */
export type Decision = {
  readonly ok: true;
  readonly events: readonly ConversationEvent[];
  readonly effects: readonly Effect[];
};

export const nothing: Decision = { ok: true, events: [], effects: [] };

export function decide(events: readonly ConversationEvent[], effects: readonly Effect[] = []): Decision {
  return { ok: true, events, effects };
}

/** All of `first`, then all of `then`. */
export function join(first: Decision, then: Decision): Decision {
  return decide([...first.events, ...then.events], [...first.effects, ...then.effects]);
}
