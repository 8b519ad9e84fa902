/**
 * News of the conversation while nobody looks (CHAT-10): the title tells how many are unread, and a short sound that the customer has
 * allowed by using the chat on this page. For one message one tab sounds, and none that is in sight with the chat open.
 */
import type { Part, PartHost } from "../chat/part.ts";

export function create({ chat }: PartHost): Part {
  let plain: string | null = null;
  let heard = chat.unread;
  let lastSeq = chat.state.conversation?.version ?? 0;

  const flash = (unread: number): void => {
    if (plain !== null && document.title.startsWith("(")) document.title = plain;
    plain = null;
    if (unread === 0 || document.visibilityState !== "hidden") return;
    plain = document.title;
    document.title = `(${unread}) ${plain}`;
  };
  const update = (): void => {
    const { unread } = chat;
    const seq = chat.state.conversation?.version ?? 0;
    if (unread > heard && seq > lastSeq) void soundOnce(`rinnalla-${chat.state.conversationId}-${seq}`);
    heard = unread;
    lastSeq = Math.max(lastSeq, seq);
    flash(unread);
  };
  document.addEventListener("visibilitychange", update);
  return { update, takeSignal() {}, card: () => null };
}

/** Whichever tab has the lock sounds; it is held until the others have asked. */
async function soundOnce(name: string): Promise<void> {
  // A page that nobody has touched may not sound, and need not.
  if (!navigator.userActivation?.hasBeenActive) return;
  if (!navigator.locks) return sound();
  await navigator.locks.request(name, { ifAvailable: true }, async (lock) => {
    if (!lock) return;
    sound();
    await new Promise((settle) => setTimeout(settle, 3_000));
  });
}

/** Two soft tones, a quarter of a second. */
function sound(): void {
  const context = new AudioContext();
  [660, 880].forEach((frequency, at) => {
    const from = context.currentTime + at * 0.11;
    const tone = context.createOscillator();
    const volume = context.createGain();
    tone.frequency.value = frequency;
    volume.gain.setValueAtTime(0, from);
    volume.gain.linearRampToValueAtTime(0.12, from + 0.02);
    volume.gain.exponentialRampToValueAtTime(0.001, from + 0.2);
    tone.connect(volume).connect(context.destination);
    tone.start(from);
    tone.stop(from + 0.22);
    if (at === 1) tone.onended = () => void context.close();
  });
}
