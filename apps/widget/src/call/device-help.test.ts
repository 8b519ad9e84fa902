import { expect, test } from "vitest";
import { deviceHelp } from "./device-help.ts";

const chromium = "Mozilla/5.0 (X11; Linux x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/140.0.0.0 Safari/537.36";
const firefox = "Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0";
const safari =
  "Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/19.0 Safari/605.1.15";

test("[CALL-06] a blocked device gets the steps of that browser; a missing one has none", () => {
  expect(deviceHelp({ microphone: "denied", camera: "off" }, chromium)).toEqual({
    problem: "microphoneDenied",
    steps: "stepsChromium",
    device: "microphone",
  });
  expect(deviceHelp({ microphone: "on", camera: "denied" }, firefox)).toEqual({
    problem: "cameraDenied",
    steps: "stepsFirefox",
    device: "camera",
  });
  expect(deviceHelp({ microphone: "denied", camera: "denied" }, safari)?.steps).toBe("stepsSafari");
  expect(deviceHelp({ microphone: "none", camera: "off" }, chromium)).toEqual({
    problem: "microphoneNone",
    steps: null,
    device: "microphone",
  });
  expect(deviceHelp({ microphone: "muted", camera: "on" }, chromium)).toBeNull();
});
