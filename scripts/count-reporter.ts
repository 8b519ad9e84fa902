/**
 * Vitest reporter that adds up one run into the JSON file named by RINNALLA_COUNTS, for the closing line of `npm test`.
 * A file that did not load, a hook that threw outside any test and an unhandled error count as failed tests; so does a skipped
 * test, since we skip none. Names what passed only at the second try.
 */
import { writeFileSync } from "node:fs";
import type { SerializedError } from "vitest";
import type { Reporter, TestModule } from "vitest/node";

export interface Counts {
  readonly passed: number;
  readonly failed: number;
}

/** What is counted of a module; Vitest's own `TestModule` fits. */
export interface CountedModule {
  readonly children: {
    allTests(): Iterable<{ result(): { readonly state: string } }>;
    allSuites(): Iterable<{ errors(): readonly unknown[] }>;
  };
  errors(): readonly unknown[];
}

export function countTests(modules: readonly CountedModule[], unhandledErrors: readonly unknown[]): Counts {
  let passed = 0;
  let failed = unhandledErrors.length;
  for (const module of modules) {
    for (const test of module.children.allTests()) {
      if (test.result().state === "passed") passed++;
      else failed++;
    }
    failed += module.errors().length;
    for (const suite of module.children.allSuites()) failed += suite.errors().length;
  }
  return { passed, failed };
}

export default class CountReporter implements Reporter {
  onTestRunEnd(modules: readonly TestModule[], unhandledErrors: readonly SerializedError[]): void {
    for (const module of modules)
      for (const test of module.children.allTests())
        if (test.diagnostic()?.flaky) console.log(`passed only at the second try: ${test.fullName}`);
    const target = process.env.RINNALLA_COUNTS;
    if (target) writeFileSync(target, JSON.stringify(countTests(modules, unhandledErrors)));
  }
}
