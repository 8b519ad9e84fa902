/** The console's end of an administrator's preview (VIS-05): asks for one, looks on, and hands over the rules as they are edited. */
import { cutPayload, PieceJoiner } from "@rinnalla/client";
import { connectViewer, type ViewerStatus } from "@rinnalla/cobrowse/viewer-port";
import { binaryFlags, type PreviewNotice, type PreviewOpening } from "@rinnalla/protocol";
import { fetchTicket } from "../../shell/sign-in.ts";

/** `awaited`: the page is open, or about to be, and nobody there has said yes. */
export type PreviewPhase = "opening" | "awaited" | "here" | "gone" | "failed";

export interface PreviewLink {
  setRules(rules: readonly string[]): void;
  close(): void;
}

export interface PreviewLinkOptions {
  readonly opening: PreviewOpening;
  readonly frame: HTMLIFrameElement;
  onPhase(phase: PreviewPhase): void;
  onStatus(status: ViewerStatus): void;
}

export function linkPreview({ opening, frame, onPhase, onStatus }: PreviewLinkOptions): PreviewLink {
  const joiner = new PieceJoiner();
  let socket: WebSocket | null = null;
  let isClosed = false;
  let phase: PreviewPhase = "opening";
  const viewer = connectViewer(frame, {
    // It is for looking: of what the viewer says only the wish for another picture goes to the page.
    send(payload, isControl) {
      if (isControl || socket?.readyState !== WebSocket.OPEN) return;
      for (const piece of cutPayload(payload, 0, 0)) socket.send(piece);
    },
    onStatus,
  });
  viewer.setMode("look");
  viewer.setScale("fit");
  const tell = (next: PreviewPhase): void => {
    phase = next;
    if (!isClosed) onPhase(next);
  };

  async function open(): Promise<void> {
    const ticket = await fetchTicket(() => undefined);
    if (isClosed) return;
    socket = new WebSocket(`${location.origin.replace(/^http/, "ws")}/ws/preview`);
    socket.binaryType = "arraybuffer";
    socket.onopen = () => socket?.send(JSON.stringify({ t: "viewer", previewId: opening.previewId, ticket }));
    socket.onmessage = ({ data }: MessageEvent<string | ArrayBuffer>) => {
      if (typeof data === "string") {
        const notice = JSON.parse(data) as PreviewNotice;
        if (notice.t === "state") tell(notice.page);
        return;
      }
      const whole = joiner.take(new Uint8Array(data));
      if (whole && (whole.flags & binaryFlags.control) === 0) viewer.deliver(whole.payload);
    };
    socket.onclose = () => tell(phase === "opening" ? "failed" : "gone");
  }
  open().catch(() => tell("failed"));

  return {
    setRules(rules) {
      if (socket?.readyState === WebSocket.OPEN) socket.send(JSON.stringify({ t: "rules", rules }));
    },
    close() {
      isClosed = true;
      viewer.close();
      if (socket) socket.onclose = null;
      socket?.close();
    },
  };
}
