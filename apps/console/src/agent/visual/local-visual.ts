/** What this page does in a visual session, beside what the log says: the viewer or the screen's picture, and the agent's tool. */
import type { ScreenView } from "@rinnalla/calls";
import type { ViewerMode, ViewerScale, ViewerStatus } from "@rinnalla/cobrowse/viewer-port";
import type { ConversationId, VisualId } from "@rinnalla/protocol";

export interface LocalVisual {
  readonly visualId: VisualId;
  readonly conversationId: ConversationId;
  readonly mode: ViewerMode;
  readonly scale: ViewerScale;
  /** The view goes with the customer's scrolling and pointer. */
  readonly isFollowing: boolean;
  readonly viewer: ViewerStatus | null;
  readonly screen: ScreenView | null;
}
