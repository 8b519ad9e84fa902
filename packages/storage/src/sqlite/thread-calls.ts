/** What is said between the thread of the server and that of the embedded store (`open-in-thread.ts`, `thread.ts`). */
import type { CommandId, ConversationId } from "@rinnalla/protocol";
import type { Store } from "../port.ts";
import type { Writes } from "../writes.ts";

export type Failure = { readonly reason: "unavailable" | "corrupt" | "migration" | null; readonly message: string };

/** Of one turn of the event loop, in the order of the asking. */
export type Calls = readonly Call[];

type Call =
  | { readonly n: number; readonly name: keyof Store; readonly given: readonly unknown[] }
  | { readonly n: number; readonly writes: Writes }
  | LeanCall;

/** A message, which most calls are: an append of log and answer alone, in as few words as can be. */
export type LeanCall = readonly [
  n: number,
  conversationId: ConversationId,
  expectedVersion: number,
  bodies: readonly string[],
  actorKey: string | null,
  commandId: CommandId,
  result: string,
  createdAt: number,
];

export interface Answers {
  /** Appends that were written. */
  readonly appended: readonly number[];
  readonly values: readonly (readonly [n: number, value: unknown])[];
  readonly failures: readonly (readonly [n: number, failure: Failure])[];
}

const nothing = { claims: [], timers: [], summary: null, command: null } as const;

/** `null`: more than log and answer is written. */
export function toLean(n: number, { append, conversation, events, result }: Writes): LeanCall | null {
  if (conversation || append.claims.length > 0 || append.timers.length > 0) return null;
  const bodies = events.map(({ body }) => body);
  const { conversationId, expectedVersion } = append;
  return result
    ? [
        n,
        conversationId,
        expectedVersion,
        bodies,
        result.actor_key,
        result.command_id,
        result.result,
        result.created_at,
      ]
    : [n, conversationId, expectedVersion, bodies, null, "" as CommandId, "", 0];
}

export function fromLean(call: LeanCall): Writes {
  const [, conversationId, expectedVersion, bodies, actorKey, commandId, result, createdAt] = call;
  return {
    append: { conversationId, visitorId: "" as Writes["append"]["visitorId"], expectedVersion, events: [], ...nothing },
    events: bodies.map((body, index) => ({ seq: expectedVersion + 1 + index, body })),
    conversation: null,
    result: actorKey === null ? null : { actor_key: actorKey, command_id: commandId, result, created_at: createdAt },
    takers: [],
  };
}

/** What is encoded already need not go over twice. */
export function withoutEvents(writes: Writes): Writes {
  return { ...writes, append: { ...writes.append, events: [], summary: null, command: null } };
}
