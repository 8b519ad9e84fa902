import { describe, expect, test } from "vitest";
import type { ClientId } from "@rinnalla/protocol";
import { findHeir } from "./heir.ts";
import { heldMedia, type MediaState } from "./media-state.ts";

type Kind = "down" | "first sound" | "up" | "opening" | "delivers" | "says nothing comes";

const ready: MediaState = { ...heldMedia, phase: "ready", isSending: true };
const heardOf: Record<Kind, { isUp: boolean; hasMedia: boolean; remote: MediaState | null }> = {
  down: { isUp: false, hasMedia: false, remote: null },
  "first sound": { isUp: false, hasMedia: true, remote: null },
  up: { isUp: true, hasMedia: false, remote: null },
  opening: { isUp: true, hasMedia: false, remote: { ...ready, phase: "opening" } },
  delivers: { isUp: true, hasMedia: true, remote: ready },
  "says nothing comes": { isUp: true, hasMedia: false, remote: { ...ready, isSending: false } },
};
const link = (kind: Kind, clientId = "page") => ({ clientId: clientId as ClientId, link: heardOf[kind] });

describe("[CALL-08] the link that is played next", () => {
  test.each([
    // the newest link, follows one that plays, follows one that is lost
    ["down", false, false],
    ["first sound", false, true],
    ["up", false, true],
    ["opening", false, true],
    ["delivers", true, true],
    ["says nothing comes", true, true],
  ] as const)("one that is %s", (kind, followsPlaying, followsLost) => {
    const old = link("delivers");
    const entries = [old, link(kind)];
    expect(findHeir(entries, old, false, null) === entries[1]).toBe(followsPlaying);
    expect(findHeir(entries, old, true, null) === entries[1]).toBe(followsLost);
  });

  test("an older link of the same page never comes back", () => {
    const entries = [link("delivers"), link("down")];
    expect(findHeir(entries, entries[1]!, true, null)).toBeUndefined();
  });

  test("at the agent's end only the chosen page's", () => {
    const entries = [link("delivers", "tab-1"), link("delivers", "tab-2")];
    expect(findHeir(entries, null, false, { of: null })).toBeUndefined();
    expect(findHeir(entries, null, false, { of: "tab-1" as ClientId })).toBe(entries[0]);
    expect(findHeir(entries, entries[0]!, false, { of: "tab-2" as ClientId })).toBe(entries[1]);
  });
});
