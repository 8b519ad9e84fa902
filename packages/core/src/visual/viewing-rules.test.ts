import { expect, it } from "vitest";
import { parseViewingRule, viewOfPage } from "./viewing-rules.ts";

it.each([
  ["mask .balance", { action: "mask", selector: ".balance" }],
  ["  Unmask   #town input ", { action: "unmask", selector: "#town input" }],
  ["block #map on /account/*", { action: "block", selector: "#map", page: "/account/*" }],
  ["pause on /pay/*", { action: "pause", selector: "", page: "/pay/*" }],
  [
    "unmask field:autocomplete=given-name",
    { action: "unmask", selector: `:is(input,textarea,select)[autocomplete~="given-name" i]` },
  ],
  ["mask field:type=date on /a", { action: "mask", selector: `:is(input,textarea,select)[type="date" i]`, page: "/a" }],
  ["mask label:salary", { action: "mask", selector: "", labels: ["salary"] }],
  [
    "Mask label: Palkka*, lön , first name on /account/*",
    { action: "mask", selector: "", labels: ["Palkka*", "lön", "first name"], page: "/account/*" },
  ],
  ["unmask label:sähköposti", { action: "unmask", selector: "", labels: ["sähköposti"] }],
])("[VIS-05] %s is a rule", (text, rule) => expect(parseViewingRule(text)).toEqual(rule));

it.each([
  "",
  "mask",
  "hide .a",
  "pause",
  "pause .a on /b",
  "mask .a{}",
  "mask a /* b",
  'mask field:type=a"]',
  "mask field:id=a",
  "mask label:",
  "mask label:*",
  "unmask label:email,",
  "block label:salary",
  `mask label:${"a".repeat(81)}`,
])("[VIS-05] %s is none", (text) => expect(parseViewingRule(text)).toBeNull());

it.each([
  ["/pay/*", "/pay/card", true],
  ["/pay/*", "/payment", false],
  ["/a*/b", "/a/x/b", true],
  ["/a*b*c", "/abc", true],
  ["/a*a", "/a", false],
  ["/exact", "/exact/", false],
])("[VIS-05] viewing pauses by %s on %s: %s", (page, path, isPaused) =>
  expect(viewOfPage([`pause on ${page}`], path).isPaused).toBe(isPaused),
);

it("[VIS-05] rules hold together on the pages that they name", () => {
  const rules = ["mask .a", "block .b on /x", "unmask .c", "nonsense", "mask .d on /x"];
  const none = { maskLabels: [], unmaskLabels: [] };
  expect(viewOfPage(rules, "/x")).toEqual({
    isPaused: false,
    mask: [".a", ".d"],
    unmask: [".c"],
    block: [".b"],
    ...none,
  });
  expect(viewOfPage(rules, "/y")).toEqual({ isPaused: false, mask: [".a"], unmask: [".c"], block: [], ...none });
  const byLabel = ["mask label:a, b", "unmask label:c on /x", "mask label:d on /z"];
  expect(viewOfPage(byLabel, "/x")).toMatchObject({ mask: [], maskLabels: ["a", "b"], unmaskLabels: ["c"] });
  expect(viewOfPage(byLabel, "/y")).toMatchObject({ maskLabels: ["a", "b"], unmaskLabels: [] });
});
