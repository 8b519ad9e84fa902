import { expect, test } from "vitest";
import { barText } from "./bar-text.ts";

const visual = {
  kind: "cobrowse",
  isPaused: false,
  lost: { agent: false, customer: false },
  scopes: { view: "granted", control: "none" },
} as const;

test("[VIS-04] the bar says what the agent can do, and nothing that is not so", () => {
  expect(barText(visual, true, false)).toBe("barView");
  expect(barText({ ...visual, scopes: { view: "granted", control: "granted" } }, true, false)).toBe("barControl");
  expect(barText({ ...visual, isPaused: true, scopes: { view: "granted", control: "granted" } }, true, false)).toBe(
    "barPaused",
  );
  expect(barText({ ...visual, lost: { agent: true, customer: false } }, true, false)).toBe("barWaiting");
  expect(barText(visual, false, false)).toBe("barElsewhere");
  expect(barText({ ...visual, kind: "screenShare" }, false, true)).toBe("screenLost");
  expect(barText({ ...visual, kind: "screenShare" }, false, false)).toBe("barScreen");
});
