import { expect, test } from "vitest";
import { isApart, isViewerHost, viewerDoor } from "./viewer-door.ts";

test.each([
  ["http://localhost:8080", null, "http://viewer.localhost:8080"],
  ["http://localhost", null, "http://viewer.localhost"],
  ["https://chat.example", null, "https://chat.example"],
  ["https://chat.example", "https://viewer.example:8443", "https://viewer.example:8443"],
  ["https://chat.example", "same", "https://chat.example"],
  ["http://localhost:8080", "same", "http://localhost:8080"],
  ["http://localhost:8080", "http://127.0.0.2:8080", "http://127.0.0.2:8080"],
])("[VIS-09] a console at %s with the setting %s has its viewer at %s", (consoleOrigin, setting, origin) => {
  const door = viewerDoor(consoleOrigin, setting);
  expect(door).toEqual({ origin, consoleOrigin });
  expect(isApart(door)).toBe(origin !== consoleOrigin);
  expect(isViewerHost(door, new URL(origin).host)).toBe(origin !== consoleOrigin);
  expect(isViewerHost(door, new URL(consoleOrigin).host)).toBe(false);
  expect(isViewerHost(door, undefined)).toBe(false);
});
