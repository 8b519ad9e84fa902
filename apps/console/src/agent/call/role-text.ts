/** The word for what a guest does in a call (CALL-11). */
import type { CallGuestRole } from "@rinnalla/protocol";

export function roleText(role: CallGuestRole) {
  return `call.role.${role}` as const;
}
