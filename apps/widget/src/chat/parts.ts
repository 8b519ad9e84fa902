/** Fetches parts when a conversation first needs them, and keeps early signals for them. */
import { previewMark } from "@rinnalla/protocol";
import type { Chat } from "./chat.ts";
import type { Part, PartHost, PartModule, SignalNotice } from "./part.ts";

interface Slot {
  readonly load: () => Promise<PartModule>;
  readonly isNeeded: (chat: Chat) => boolean;
  part: Part | null;
  isLoading: boolean;
  waiting: SignalNotice[];
}

const isLive = (thing: { phase: string } | null | undefined): boolean => thing != null && thing.phase !== "ended";

export function createParts(host: PartHost): { readonly parts: readonly Part[]; update(): void } {
  const { chat } = host;
  const parts: Part[] = [];
  const slots: Slot[] = [
    {
      load: () => import("../visual/visual-part.tsx"),
      isNeeded: () => isLive(chat.state.conversation?.visual) || chat.keep.get("visual") !== null,
      part: null,
      isLoading: false,
      waiting: [],
    },
    {
      load: () => import("../call/call-part.tsx"),
      isNeeded: () => isLive(chat.state.conversation?.call) || chat.keep.get("call") !== null,
      part: null,
      isLoading: false,
      waiting: [],
    },
    {
      load: () => import("../preview/preview-part.tsx"),
      isNeeded: () => location.hash.startsWith(previewMark),
      part: null,
      isLoading: false,
      waiting: [],
    },
    {
      load: () => import("../above/above-part.ts"),
      isNeeded: () => chat.state.conversation !== null,
      part: null,
      isLoading: false,
      waiting: [],
    },
    {
      load: () => import("../call/ask-call-part.tsx"),
      isNeeded: () => chat.state.conversation?.terms.customerMayAskCall === true && chat.state.widget?.calls !== "none",
      part: null,
      isLoading: false,
      waiting: [],
    },
  ];

  chat.onSignal((notice) => {
    for (const slot of slots) {
      if (slot.part) slot.part.takeSignal(notice);
      else if (slot.isLoading) slot.waiting.push(notice);
    }
  });

  function fetchPart(slot: Slot): void {
    slot.isLoading = true;
    slot.load().then(
      (module) => {
        const part = module.create(host);
        slot.part = part;
        parts.push(part);
        part.update();
        for (const notice of slot.waiting.splice(0)) part.takeSignal(notice);
        host.redraw();
      },
      // The network was away: tried again with the next change of the conversation.
      () => void (slot.isLoading = false),
    );
  }

  return {
    parts,
    update() {
      for (const slot of slots) {
        if (slot.part) slot.part.update();
        else if (!slot.isLoading && slot.isNeeded(chat)) fetchPart(slot);
      }
    },
  };
}
