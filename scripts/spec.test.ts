import { expect, test } from "vitest";
import { checkSpec, rulesNamedIn, rulesOf } from "./spec.ts";

const document = "# Calls\n\n## CALL-01 (built)\nText.\n\n## CALL-02 (first form)\n\n## CALL-03 (later)\n";
const tests = (...sources: string[]) => sources.map((source, index) => ({ path: `${index}.test.ts`, source }));

test("reads a rule's state from its heading", () => {
  expect([...rulesOf(document)]).toEqual([
    ["CALL-01", "built"],
    ["CALL-02", "first form"],
    ["CALL-03", "later"],
  ]);
});

test("a heading that is no rule, and an ID that comes twice, are errors", () => {
  expect(() => rulesOf("## CALL-01 (nearly)")).toThrow("not a rule");
  expect(() => rulesOf("## CALL-01 (built)\n## CALL-01 (later)")).toThrow("twice");
});

test("takes the IDs that open a title, not those in a comment or further on", () => {
  expect(rulesNamedIn("// [CALL-01]\ntest(`[CALL-02] [CALL-03] rings`, …); it('see [CALL-01]', …)")).toEqual([
    "CALL-02",
    "CALL-03",
  ]);
});

test("a rule that is there needs a test; one that is to come does not", () => {
  const rules = rulesOf(document);
  expect(checkSpec(rules, tests('test("[CALL-01] a", …)', 'test("[CALL-02] b", …)'))).toEqual([]);
  expect(checkSpec(rules, tests('test("[CALL-01] a", …)'))).toEqual(["CALL-02 (first form) has no test"]);
});

test("a test may not name a rule that is not in the documents", () => {
  expect(checkSpec(new Map(), tests('test("[CALL-09] a", …)'))).toEqual(["0.test.ts: names CALL-09, which is no rule"]);
});
