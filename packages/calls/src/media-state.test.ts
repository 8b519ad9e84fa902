import { expect, test } from "vitest";
import { heldMedia, readMediaState } from "./media-state.ts";

test("what was told is read back", () => {
  const state = {
    phase: "ready",
    hasAudio: true,
    hasVideo: false,
    isSending: true,
    isPlayed: true,
    isVideoPaused: true,
  } as const;
  expect(readMediaState(JSON.stringify(state))).toEqual(state);
  expect(readMediaState(JSON.stringify(heldMedia))).toEqual(heldMedia);
});

test.each([
  ["no text", new ArrayBuffer(3)],
  ["no JSON", "{"],
  ["no object", "null"],
  ["an unknown phase", `{"phase":"<img>"}`],
  ["too long", `{"phase":"ready","more":"${"x".repeat(200)}"}`],
])("%s is not heard", (_, data) => {
  expect(readMediaState(data)).toBeNull();
});

test("only `true` is true, and strange fields are left behind", () => {
  expect(readMediaState(`{"phase":"ready","hasAudio":1,"hasVideo":"yes","x":{}}`)).toEqual({
    phase: "ready",
    hasAudio: false,
    hasVideo: false,
    isSending: false,
    isPlayed: false,
    isVideoPaused: false,
  });
});
