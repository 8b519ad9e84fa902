/**
 * A page that comes after one of this tab that carried a call (CALL-08): its code and its microphone are asked for at once, beside
 * the chat. Only where the browser asks nobody: whoever was explained the prompt is not to meet it unexplained.
 */

/** Hashed name of the call's part, filled in by the build. */
declare const CALL_FILE: string;

/** The microphone, or `null` where it is for the call's part to ask. */
export function takeUpCall(widgetId: string, directory: string): Promise<MediaStream | null> | null {
  let hasAudio: boolean;
  let isOpen: boolean | undefined;
  try {
    const kept = sessionStorage.getItem(`rinnalla.call.${widgetId}`);
    if (!kept) return null;
    ({ hasAudio, isOpen } = JSON.parse(kept));
  } catch {
    return null;
  }
  import(/* @vite-ignore */ directory + CALL_FILE).catch(() => {});
  return hasAudio ? openMicrophone(isOpen).catch(() => null) : null;
}

async function openMicrophone(wasOpen = false): Promise<MediaStream | null> {
  // Chromium does not ask again for what the page before had; others may, and are asked first whether they would.
  if (!wasOpen || !("userAgentData" in navigator)) {
    const { state } = await navigator.permissions.query({ name: "microphone" });
    if (state !== "granted") return null;
  }
  const audio = { echoCancellation: true, noiseSuppression: true, autoGainControl: true };
  return navigator.mediaDevices.getUserMedia({ audio });
}
