/**
 * A page that comes after one of this tab that carried a call (CALL-08): its code and its microphone are asked for at once, beside
 * the chat. Only where the browser asks nobody: whoever was explained the prompt is not to meet it unexplained.
 */

/** Hashed name of the call's part, filled in by the build. */
declare const CALL_FILE: string;

/** The microphone, or `null` where it is for the call's part to ask. */
export function takeUpCall(widgetId: string, directory: string): Promise<MediaStream | null> | null {
  let hasAudio: boolean;
  try {
    const kept = sessionStorage.getItem(`rinnalla.call.${widgetId}`);
    if (!kept) return null;
    ({ hasAudio } = JSON.parse(kept));
  } catch {
    return null;
  }
  import(/* @vite-ignore */ directory + CALL_FILE).catch(() => {});
  return hasAudio ? openMicrophone().catch(() => null) : null;
}

async function openMicrophone(): Promise<MediaStream | null> {
  const { state } = await navigator.permissions.query({ name: "microphone" });
  if (state !== "granted") return null;
  const audio = { echoCancellation: true, noiseSuppression: true, autoGainControl: true };
  return navigator.mediaDevices.getUserMedia({ audio });
}
