/** The browser's own parts, where a test gives no others. */
import { openFreshContext } from "./fresh-context.ts";
import type { CallEnvironment } from "./types.ts";

export function browserEnvironment(): CallEnvironment {
  return {
    RTCPeerConnection: globalThis.RTCPeerConnection,
    mediaDevices: navigator.mediaDevices,
    permissions: navigator.permissions,
    openFreshContext,
  };
}
