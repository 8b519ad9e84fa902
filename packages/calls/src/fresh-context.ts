/**
 * A browsing context that is made now sees the addresses of now. Chromium tells an old one of a new address only seconds
 * later, so the link that replaces a lost one is made in a hidden frame of its own (CALL-08).
 */

export interface FreshContext {
  readonly Connection: typeof RTCPeerConnection;
  /** What was made in it is gone with it. */
  release(): void;
}

/**
 * A frame that goes while its connection still works (statistics asked for, tracks handed over) takes the whole page with it: Chromium
 * crashed at the first or second try of a hundred. Gone some seconds after the connection was closed, it never did.
 */
const afterCloseMs = 5_000;

/** Null where frames are not possible, and where they are not needed: other engines look at the network for each connection. */
export function openFreshContext(): FreshContext | null {
  if (!("userAgentData" in navigator)) return null;
  try {
    const frame = document.createElement("iframe");
    frame.hidden = true;
    // Keeps it out of co-browsing.
    frame.dataset["rinnalla"] = "";
    // Beside the body, whose content belongs to the page.
    document.documentElement.append(frame);
    const Connection = (frame.contentWindow as (Window & typeof globalThis) | null)?.RTCPeerConnection;
    if (Connection !== undefined)
      return { Connection, release: () => void setTimeout(() => frame.remove(), afterCloseMs) };
    frame.remove();
  } catch {
    // Forbidden by the page's policy: the page's own context does, only later.
  }
  return null;
}
