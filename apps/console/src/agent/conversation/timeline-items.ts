/** What a timeline is made of (timeline.ts makes it of the log, timeline-view.tsx draws it). */
import type {
  Actor,
  Attachment,
  CallMode,
  CallQuality,
  ConversationId,
  RecordingId,
  Side,
  VisualAction,
  VisualKind,
} from "@rinnalla/protocol";
import type { PendingMessage } from "../../store/log.ts";
import type { TextKey } from "../../texts/words.ts";

export type Delivery = "sending" | "refused" | "sent" | "delivered" | "read";

export interface MessageItem {
  readonly kind: "message";
  readonly key: string;
  readonly at: number;
  readonly from: "customer" | "me" | "colleague";
  /** `null`: the customer gave none. */
  readonly name: string | null;
  readonly text: string;
  readonly isNote: boolean;
  /** Said among the primary agent and the colleagues in the conversation (ROUTE-07). */
  readonly isAside: boolean;
  readonly isPin: boolean;
  /** `isDeleted`: its time was over. */
  readonly attachment: (Attachment & { readonly isDeleted: boolean }) | null;
  /** Ours only. */
  readonly delivery: Delivery | null;
  readonly refusal: PendingMessage["refusal"];
  /** The one before is of the same sender and close in time: no name again. */
  readonly isContinued: boolean;
}

/** `who` and `kind` are put into the text by the view, in its language. */
export interface LineItem {
  readonly kind: "line";
  readonly key: string;
  readonly at: number;
  readonly text: TextKey;
  readonly tone: "plain" | "good" | "bad";
  readonly by: Actor | null;
  readonly values: Readonly<Record<string, string | number>>;
  readonly visualKind: VisualKind | null;
  readonly mode: CallMode | null;
  readonly until: number | null;
}

export interface CallItem {
  readonly kind: "call";
  readonly key: string;
  readonly at: number;
  readonly mode: CallMode;
  readonly text: TextKey;
  readonly agentName: string;
  readonly lengthMs: number;
  /** As each side measured it; what was not told is absent. */
  readonly quality: Readonly<Partial<Record<Side, CallQuality>>>;
}

export interface RecordingItem {
  readonly kind: "recording";
  readonly key: string;
  readonly at: number;
  readonly recordingId: RecordingId;
  readonly conversationId: ConversationId;
  readonly of: CallMode | VisualKind;
  readonly lengthMs: number;
  readonly isDeleted: boolean;
}

export interface ActionsItem {
  readonly kind: "actions";
  readonly key: string;
  readonly at: number;
  readonly agentName: string;
  readonly actions: readonly { readonly at: number; readonly action: VisualAction; readonly label: string }[];
}

export type TimelineItem = MessageItem | LineItem | CallItem | RecordingItem | ActionsItem;
