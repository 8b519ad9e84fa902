import { defineConfig } from "vitest/config";

export default defineConfig({
  test: {
    projects: [
      { test: { name: "unit", include: ["packages/*/src/**/*.test.ts", "apps/*/src/**/*.test.ts", "scripts/**/*.test.ts"], exclude: ["**/*.browser.test.ts"], environment: "node" } },
      { test: { name: "browser", include: ["packages/*/src/**/*.browser.test.ts", "apps/*/src/**/*.browser.test.ts"], environment: "node", testTimeout: 60_000, hookTimeout: 60_000 } },
      { test: { name: "e2e", include: ["e2e/**/*.test.ts"], environment: "node", testTimeout: 120_000, hookTimeout: 120_000, fileParallelism: false } },
    ],
  },
});
