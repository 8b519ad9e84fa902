/** Fetches parts when a conversation first needs them, and keeps early signals for them. */
import { previewMark } from "@rinnalla/protocol";
import { hasAround } from "./chat-state.ts";
import type { Part, PartHost, PartModule, SignalNotice } from "./part.ts";

interface Slot {
  readonly load: () => Promise<PartModule>;
  /** Truthy: it is. */
  readonly isNeeded: () => unknown;
  part: Part | null;
  isLoading: boolean;
  waiting: SignalNotice[];
}

const isLive = (thing: { phase: string } | null | undefined): boolean => thing != null && thing.phase !== "ended";

export function createParts(host: PartHost): { readonly parts: readonly Part[]; update(): void } {
  const { chat } = host;
  const parts: Part[] = [];
  const slot = (load: Slot["load"], isNeeded: Slot["isNeeded"]): Slot => ({
    load,
    isNeeded,
    part: null,
    isLoading: false,
    waiting: [],
  });
  const isOn = (): unknown => chat.state.conversation;
  const slots: Slot[] = [
    slot(
      () => import("../visual/visual-part.tsx"),
      () => isLive(chat.state.conversation?.visual) || chat.keep.get("visual") !== null,
    ),
    slot(
      () => import("../call/call-part.tsx"),
      () => isLive(chat.state.conversation?.call) || chat.keep.get("call") !== null,
    ),
    slot(
      () => import("../preview/preview-part.tsx"),
      () => location.hash.startsWith(previewMark),
    ),
    slot(() => import("../above/above-part.ts"), isOn),
    slot(() => import("../files/files-part.tsx"), isOn),
    slot(
      () => import("../proactive/proactive-part.tsx"),
      () => chat.state.widget?.proactive?.length || chat.invites.length,
    ),
    slot(() => import("../notify/notify-part.tsx"), isOn),
    slot(
      () => import("../abilities/abilities-part.ts"),
      () => chat.state.conversation?.agent,
    ),
    slot(
      () => import("../call/ask-call-part.tsx"),
      () => chat.state.conversation?.terms.customerMayAskCall === true && chat.state.widget?.calls !== "none",
    ),
    slot(
      () => import("../around/around-part.tsx"),
      () => chat.state.isOpen && hasAround(chat.state),
    ),
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
        else if (!slot.isLoading && slot.isNeeded()) fetchPart(slot);
      }
    },
  };
}
