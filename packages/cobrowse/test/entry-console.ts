/** The script of the console's page in tests: the viewer's iframe, with a link to the test. */
import { connectViewer, type ViewerLink, type ViewerStatus } from "../src/viewer-port.ts";

declare global {
  interface Window {
    toCustomer(payload: number[], isControl: boolean): void;
    link: ViewerLink;
    viewerStatus: ViewerStatus;
    deliver(base64: string): void;
  }
}

const iframe = document.createElement("iframe");
iframe.src = "/viewer/";
iframe.style.cssText = "border:0;width:100%;height:100%";
document.body.append(iframe);
window.link = connectViewer(iframe, {
  send: (payload, isControl) => window.toCustomer([...payload], isControl),
  onStatus: (status) => void (window.viewerStatus = status),
});
window.deliver = (text) => window.link.deliver(Uint8Array.from(atob(text), (char) => char.charCodeAt(0)));
