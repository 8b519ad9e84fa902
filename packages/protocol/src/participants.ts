/**
 * Colleagues in a conversation beside its primary agent, and the conversation's way to another agent (ROUTE-07). Which of these a
 * customer or an agent may see: `core/conversation/visible.ts`.
 */
import type { AgentId } from "./ids.ts";

/** `consult` speaks with the staff alone; `monitor` reads; `join` takes part, and the customer sees the name. */
export type ParticipantRole = "consult" | "monitor" | "join";

type OfColleague = { readonly agentId: AgentId };
/** Supervisors alone are shown it: the primary agent is not told of who monitors. */
type MaybeUnseen = { readonly isUnseen?: true };

export type ParticipantEvent =
  /** A colleague is asked to consult until `until`. */
  | (OfColleague & { readonly type: "consultAsked"; readonly name: string; readonly until: number })
  /** Without a yes: that is `participantJoined`. */
  | (OfColleague & { readonly type: "consultAskEnded"; readonly because: "declined" | "expired" | "cancelled" })
  | (OfColleague &
      MaybeUnseen & { readonly type: "participantJoined"; readonly name: string; readonly role: ParticipantRole })
  | (OfColleague &
      MaybeUnseen & {
        readonly type: "participantRoleChanged";
        readonly name: string;
        readonly role: ParticipantRole;
        readonly was: ParticipantRole;
      })
  /** Who becomes the primary agent leaves without this event: `agentJoined` says so. */
  | (OfColleague &
      MaybeUnseen & {
        readonly type: "participantLeft";
        readonly name: string;
        readonly role: ParticipantRole;
        readonly because: "left" | "dismissed" | "lost" | "ended";
      });

export type TransferEvent =
  /** On its way to one agent: `conversationOffered` follows. The primary agent stays until the yes, which is `agentLeft` and `agentJoined`. */
  | (OfColleague & {
      readonly type: "transferAsked";
      readonly name: string;
      /** To the next agent. */
      readonly note: string | null;
    })
  /** Without a yes: the conversation stays with its agent. */
  | (OfColleague & {
      readonly type: "transferEnded";
      readonly because: "declined" | "expired" | "withdrawn" | "cancelled";
    });
