/**
 * A page that comes after one of this tab that was seen by an agent (VIS-07): the line and the engine begin with the loader's first
 * line, beside the chat. And after one that carried a call (CALL-08): all that takes time begins with the loader's first line, beside
 * the chat: the call's code, the line, the microphone, and the answer to what the agent's end keeps offered. Nothing is said and no
 * track is laid here; the call's part takes all of it over. The microphone only where the browser asks nobody: whoever was explained
 * the prompt is not to meet it unexplained.
 */
import { beginAnswer, type BegunAnswer } from "@rinnalla/calls/answering";
import type { KeptCall, KeptWay } from "../chat/keep.ts";

/** Hashed names of the call's part, and of those that share a page; filled in by the build. */
declare const CALL_FILE: string;
declare const VISUAL_FILES: readonly string[];

export interface TakenUp {
  readonly hasCall: boolean;
  /** `null`, or a promise of it: for the call's part to ask. */
  readonly microphone: Promise<MediaStream | null> | null;
  readonly answer: BegunAnswer | null;
  /** Opened, nothing said on it. */
  readonly socket: WebSocket;
}

/** `server`: its address with a slash at the end. */
export function takeUp(widgetId: string, directory: string, server: string): TakenUp | null {
  const fetchPart = (file: string): void => void import(/* @vite-ignore */ directory + file).catch(() => {});
  const openLine = (): WebSocket => new WebSocket(new URL("ws", server).href.replace(/^http/, "ws"));
  let call: KeptCall;
  let way: KeptWay | null;
  try {
    const read = (key: string) => JSON.parse(sessionStorage.getItem(`rinnalla.${key}.${widgetId}`) ?? "null");
    call = read("call");
    const isSeen = read("seen") !== null;
    if (isSeen) VISUAL_FILES.forEach(fetchPart);
    if (!call) return isSeen ? { hasCall: false, microphone: null, answer: null, socket: openLine() } : null;
    way = read("standby");
    // Answered once.
    sessionStorage.removeItem(`rinnalla.standby.${widgetId}`);
  } catch {
    return null;
  }
  const microphone = call.hasAudio ? openMicrophone(call.isOpen).catch(() => null) : null;
  let answer: BegunAnswer | null = null;
  try {
    if (way?.callId === call.callId && way.until > Date.now()) answer = beginAnswer(way.standby);
  } catch {
    // It was none: the line asks for a fresh one.
  }
  const socket = openLine();
  fetchPart(CALL_FILE);
  return { hasCall: true, microphone, answer, socket };
}

/** Where the chat did not come. */
export function putDown(taken: TakenUp | null): void {
  void taken?.microphone?.then((stream) => stream?.getTracks().forEach((track) => track.stop()));
  taken?.answer?.pc.close();
  taken?.socket.close();
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
