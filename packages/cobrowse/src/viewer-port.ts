/** The console's end of the viewer document: hands it payloads and modes, takes its commands and status. */
import type { ViewerLink, ViewerLinkOptions, ViewerStatus } from "./types.ts";
import { greeting, type FromViewer, type ToViewer } from "./viewer-link.ts";

export type * from "./types.ts";

const connecting: ViewerStatus = {
  phase: "connecting",
  pageUrl: "",
  title: "",
  width: 0,
  height: 0,
  lastOutcome: null,
};

/** `iframe` shows `/viewer/?widget=ID` of the viewer's origin; it may still be loading, and may be reloaded. */
export function connectViewer(iframe: HTMLIFrameElement, options: ViewerLinkOptions): ViewerLink {
  return linkTo(iframe.ownerDocument.defaultView!, () => iframe.contentWindow, new URL(iframe.src).origin, options);
}

/** A window of its own with `/viewer/?widget=ID&own`, opened by the page that shows its customer what it sends (VIS-05). */
export function connectOwnViewer(opened: Window, viewerOrigin: string, options: ViewerLinkOptions): ViewerLink {
  return linkTo(window, () => opened, viewerOrigin, options);
}

function linkTo(window: Window, viewer: () => Window | null, origin: string, options: ViewerLinkOptions): ViewerLink {
  let port: MessagePort | null = null;
  /** What came before the port; the modes are said again to a viewer that reloads. */
  let waiting: ToViewer[] = [];
  const lasting = new Map<ToViewer["type"], ToViewer>();

  function onMessage(event: MessageEvent): void {
    if (event.source !== viewer() || event.origin !== origin) return;
    if (event.data !== greeting.ready) return;
    port?.close();
    const channel = new MessageChannel();
    port = channel.port1;
    port.onmessage = ({ data }: MessageEvent<FromViewer>) => {
      if (data.type === "send") options.send(data.payload, data.isControl);
      else options.onStatus(data.status);
    };
    viewer()!.postMessage(greeting.connect, origin, [channel.port2]);
    for (const message of [...lasting.values(), ...waiting]) post(message);
    waiting = [];
  }

  function post(message: ToViewer): void {
    if (message.type === "mode" || message.type === "scale" || message.type === "follow" || message.type === "caption")
      lasting.set(message.type, message);
    else if (!port) waiting.push(message);
    port?.postMessage(message, message.type === "deliver" ? [message.payload.buffer] : []);
  }

  window.addEventListener("message", onMessage);
  // It may have been ready before we listened. Said to whoever is there, because until it has come that is an empty document.
  viewer()?.postMessage(greeting.ask, "*");
  options.onStatus(connecting);

  return {
    deliver: (payload) => post({ type: "deliver", payload: payload.slice() }),
    showPointing: (payload) => post({ type: "pointing", payload: payload.slice() }),
    setMode: (mode) => post({ type: "mode", mode }),
    setCaption: (text) => post({ type: "caption", text }),
    setFollow: (isOn) => post({ type: "follow", isOn }),
    setScale: (scale) => post({ type: "scale", scale }),
    erase: (what) => post({ type: "erase", what }),
    navigate: (target) => post({ type: "navigate", target }),
    close() {
      window.removeEventListener("message", onMessage);
      port?.close();
      port = null;
    },
  };
}
