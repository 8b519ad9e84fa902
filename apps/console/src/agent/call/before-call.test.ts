import { expect, test } from "vitest";
import { beforeCall } from "./before-call.ts";

test.each([
  ["voice", "granted", "prompt", null],
  ["voice", "prompt", "granted", { kind: "ask", mode: "voice" }],
  ["voice", null, null, { kind: "ask", mode: "voice" }],
  ["voice", "denied", "granted", { kind: "blocked", device: "microphone" }],
  ["video", "granted", "granted", null],
  ["video", "granted", "prompt", { kind: "ask", mode: "camera" }],
  ["video", "prompt", "prompt", { kind: "ask", mode: "video" }],
  ["video", "prompt", "granted", { kind: "ask", mode: "voice" }],
  ["video", "granted", "denied", { kind: "blocked", device: "camera" }],
  ["video", "denied", "denied", { kind: "blocked", device: "microphone" }],
] as const)("[CALL-06] %s call, microphone %s, camera %s", (mode, microphone, camera, told) => {
  expect(beforeCall(mode, microphone, camera)).toEqual(told);
});
