import { expect, test } from "vitest";
import { deviceTrouble } from "./device-trouble.ts";

test("[CALL-06] a blocked, missing or busy device is told; a camera that nobody wanted is not missed", () => {
  expect(deviceTrouble({ microphone: "on", camera: "off" }, false)).toBeNull();
  expect(deviceTrouble({ microphone: "muted", camera: "none" }, false)).toBeNull();
  expect(deviceTrouble({ microphone: "denied", camera: "off" }, false)?.text).toBe("call.blocked");
  expect(deviceTrouble({ microphone: "on", camera: "none" }, true)).toEqual({
    text: "call.notFound",
    device: "call.theCamera",
  });
  expect(deviceTrouble({ microphone: "busy", camera: "off" }, true)?.text).toBe("call.busy");
  expect(deviceTrouble({ microphone: "starting", camera: "off" }, false)?.text).toBe("call.askBrowser");
});
