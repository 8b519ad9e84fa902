/** Debian's Chromium with a fake microphone and camera, and quiet where there is no internet. */
import { chromium, type Browser } from "playwright-core";

const flags = [
  "--no-sandbox",
  "--no-first-run",
  "--disable-background-networking",
  "--disable-component-update",
  "--disable-quic",
  "--disable-sync",
  "--use-fake-device-for-media-stream",
  "--use-fake-ui-for-media-stream",
  // Real pixels of the sharing tab, chosen without the picker (needs `preferCurrentTab` and a real click).
  "--auto-accept-this-tab-capture",
  // Both ends are on this machine, where multicast names may not resolve and loopback may be all there is.
  "--disable-features=WebRtcHideLocalIpsWithMdns",
  "--allow-loopback-in-peer-connection",
];

export interface LaunchOptions {
  readonly args?: readonly string[];
  /** False: the pages get neither microphone nor camera, as in a browser where the person has refused both. */
  readonly isMediaAllowed?: boolean;
  /** False: a machine without microphone and camera. */
  readonly hasDevices?: boolean;
}

export function launchBrowser(options: LaunchOptions = {}): Promise<Browser> {
  const isMediaAllowed = options.isMediaAllowed ?? true;
  return chromium.launch({
    executablePath: process.env["RINNALLA_CHROMIUM"] ?? "/usr/bin/chromium",
    args: [...flags, ...(isMediaAllowed ? [] : ["--deny-permission-prompts"]), ...(options.args ?? [])].filter(
      (flag) =>
        (isMediaAllowed || flag !== "--use-fake-ui-for-media-stream") &&
        (options.hasDevices !== false || flag !== "--use-fake-device-for-media-stream"),
    ),
  });
}
