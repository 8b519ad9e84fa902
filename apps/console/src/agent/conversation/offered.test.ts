import { expect, test } from "vitest";
import { callModesOf, visualKindsOf } from "./offered.ts";

test("[CALL-01] the menu shows just what the administrator allows", () => {
  expect((["none", "voice", "voiceAndVideo"] as const).map((calls) => callModesOf({ calls }))).toEqual([
    [],
    ["voice"],
    ["voice", "video"],
  ]);
});

test("[VIS-01] no provider, no entry", () => {
  expect(visualKindsOf({ cobrowse: null, screenShare: null })).toEqual([]);
  expect(visualKindsOf({ cobrowse: "builtin", screenShare: null })).toEqual(["cobrowse"]);
  expect(visualKindsOf({ cobrowse: "builtin", screenShare: "builtin" })).toEqual(["cobrowse", "screenShare"]);
});
