/** The page's end of `/ws/preview`: lets itself in by the token, and does not come back when the line breaks. */
import { cutPayload } from "@rinnalla/client";
import { binaryFlags, type PreviewNotice } from "@rinnalla/protocol";

interface Handlers {
  onBegin(notice: Extract<PreviewNotice, { t: "begin" }>): void;
  onRules(rules: readonly string[]): void;
  onBinary(frame: Uint8Array): void;
  onClosed(): void;
}

export interface PreviewLine {
  send(payload: Uint8Array, isSnapshot: boolean): void;
  bufferedBytes(): number;
  close(): void;
}

export function openPreviewLine(token: string, handlers: Handlers): PreviewLine {
  // Not in one expression: the build takes that for a file of ours.
  const here = import.meta.url;
  const address = new URL("../ws/preview", here);
  address.protocol = address.protocol === "https:" ? "wss:" : "ws:";
  const socket = new WebSocket(address);
  socket.binaryType = "arraybuffer";
  socket.onopen = () => socket.send(JSON.stringify({ t: "page", token }));
  socket.onmessage = ({ data }: MessageEvent<string | ArrayBuffer>) => {
    if (typeof data !== "string") return handlers.onBinary(new Uint8Array(data));
    const notice = JSON.parse(data) as PreviewNotice;
    if (notice.t === "begin") handlers.onBegin(notice);
    else if (notice.t === "rules") handlers.onRules(notice.rules);
  };
  socket.onclose = () => handlers.onClosed();
  return {
    send(payload, isSnapshot) {
      if (socket.readyState !== 1) return;
      for (const frame of cutPayload(payload, isSnapshot ? binaryFlags.snapshot : 0, 0)) socket.send(frame);
    },
    bufferedBytes: () => socket.bufferedAmount,
    close() {
      socket.onclose = null;
      socket.close();
    },
  };
}
