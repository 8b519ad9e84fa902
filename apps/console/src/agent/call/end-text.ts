/** Why a call ended, as a text (CALL-05). `agent` is to be put in. */
import type { CallEndReason, Side } from "@rinnalla/protocol";
import type { TextKey } from "../../texts/words.ts";

export function endText(reason: CallEndReason, side: Side | null): TextKey {
  switch (reason) {
    case "hungUp":
    case "noDevice":
    case "permissionDenied":
      return `call.end.${reason}.${side ?? "customer"}`;
    default:
      return `call.end.${reason}`;
  }
}
