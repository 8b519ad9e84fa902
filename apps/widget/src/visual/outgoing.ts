/**
 * The shared page's way out, with a door that shuts at once (VIS-04): what was not handed to the line by then never leaves. So little is
 * handed over at a time, and nothing while a click waits behind a busy page: it may be the one that stops.
 */
export interface Outgoing {
  send(payload: Uint8Array, flags: { readonly isSnapshot: boolean }): void;
  bufferedBytes(): number;
  /** Drops what waits; nothing passes until `open`. */
  shut(): void;
  open(): void;
  close(): void;
}

export interface Line {
  send(payload: Uint8Array, flags: { readonly isSnapshot: boolean }): unknown;
  bufferedBytes(): number;
}

/** In the standard's drafts, and in Chromium. */
interface Scheduling {
  isInputPending?(): boolean;
}

const mostOnLineBytes = 256 * 1024;
const lookAgainMs = 10;
const beatMs = 50;
/** A page that lets no beat through for so long may have kept a click waiting. */
const busyMs = 150;

export function createOutgoing(line: Line, window: Window): Outgoing {
  const { scheduling } = window.navigator as Navigator & { scheduling?: Scheduling };
  // A task of its own, behind the customer's clicks, and not slowed down in a tab behind another as timers are.
  const turn = new MessageChannel();
  let waiting: [payload: Uint8Array, flags: { readonly isSnapshot: boolean }][] = [];
  let waitingBytes = 0;
  let isShut = false;
  let isLeaving = false;
  let timer = 0;
  let beatAt = performance.now();
  const beats = window.setInterval(() => (beatAt = performance.now()), beatMs);
  turn.port1.onmessage = () => {
    beatAt = performance.now();
    pass();
  };
  const leave = (): void => {
    isLeaving = true;
    pass();
  };
  const come = (): void => void (isLeaving = false);
  window.addEventListener("pagehide", leave);
  window.addEventListener("pageshow", come);

  const isFull = (): boolean => !isLeaving && line.bufferedBytes() > mostOnLineBytes;

  function pass(): void {
    window.clearTimeout(timer);
    timer = 0;
    while (waiting.length > 0 && !isFull()) {
      const [payload, flags] = waiting.shift()!;
      waitingBytes -= payload.byteLength;
      line.send(payload, flags);
    }
    if (waiting.length > 0) timer = window.setTimeout(pass, lookAgainMs);
  }

  function shut(): void {
    isShut = true;
    window.clearTimeout(timer);
    timer = 0;
    waiting = [];
    waitingBytes = 0;
  }

  return {
    send(payload, flags) {
      if (isShut) return;
      const isBusy = !isLeaving && (scheduling?.isInputPending?.() || performance.now() - beatAt > busyMs);
      if (waiting.length === 0 && !isBusy && !isFull()) return void line.send(payload, flags);
      waiting.push([payload, flags]);
      waitingBytes += payload.byteLength;
      if (!timer) turn.port2.postMessage(null);
    },
    bufferedBytes: () => line.bufferedBytes() + waitingBytes,
    shut,
    open: () => void (isShut = false),
    close() {
      shut();
      window.clearInterval(beats);
      window.removeEventListener("pagehide", leave);
      window.removeEventListener("pageshow", come);
      turn.port1.close();
    },
  };
}
