import { expect, test } from "vitest";
import { countTests, type CountedModule } from "./count-reporter.ts";

function moduleWith(states: readonly string[], errors: { module?: number; suite?: number } = {}): CountedModule {
  return {
    children: {
      allTests: () => states.map((state) => ({ result: () => ({ state }) })),
      allSuites: () => [{ errors: () => Array.from({ length: errors.suite ?? 0 }) }],
    },
    errors: () => Array.from({ length: errors.module ?? 0 }),
  };
}

test("adds up the tests of all modules", () => {
  expect(countTests([moduleWith(["passed", "passed"]), moduleWith(["passed", "failed"])], [])).toEqual({
    passed: 3,
    failed: 1,
  });
});

test("a module that did not load, a failing hook and an unhandled error are failures", () => {
  expect(countTests([moduleWith([], { module: 1 }), moduleWith(["passed"], { suite: 1 })], ["boom"])).toEqual({
    passed: 1,
    failed: 3,
  });
});

test("a skipped test is a failure, and so is one that never ran", () => {
  expect(countTests([moduleWith(["skipped", "pending"])], [])).toEqual({ passed: 0, failed: 2 });
});
