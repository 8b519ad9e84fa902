import type { CallView } from "@rinnalla/calls";
import { expect, test } from "vitest";
import { deviceHelp, standIn } from "./device-help.ts";

test("[CALL-06] a blocked device gets steps, a missing or a busy one none; the microphone's trouble comes first", () => {
  const help = (microphone: CallView["microphone"], camera: CallView["camera"]) => deviceHelp({ microphone, camera });
  expect(help("denied", "off")).toEqual({ problem: "microphoneDenied", isBlocked: true, device: "microphone" });
  expect(help("on", "denied")).toEqual({ problem: "cameraDenied", isBlocked: true, device: "camera" });
  expect(help("denied", "denied")?.device).toBe("microphone");
  expect(help("none", "off")).toEqual({ problem: "microphoneNone", isBlocked: false, device: "microphone" });
  expect(help("muted", "busy")).toEqual({ problem: "cameraBusy", isBlocked: false, device: "camera" });
  expect(help("muted", "on")).toBeNull();
});

test("[CALL-03] a device that came in place of another is named until it has been seen", () => {
  const detail = (id: string, isStandIn: boolean) => ({ id, label: `The ${id}`, isStandIn, isSilencedBySystem: false });
  const view = { microphoneDetail: detail("lid", true), cameraDetail: detail("usb", false) } as CallView;
  expect(standIn(view, new Set())).toEqual({ device: "microphone", label: "The lid" });
  expect(standIn(view, new Set(["lid"]))).toBeNull();
});
