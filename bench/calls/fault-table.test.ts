import { expect, test } from "vitest";
import { faultTable } from "./fault-table.ts";

test("a row for each fault: how many lived, and of each figure the median and the longest", () => {
  const rounds = [
    { lived: 1, customerSilentMs: 100, agentSilentMs: 10, customerBackMs: 5, agentBackMs: 7 },
    { lived: 0, customerSilentMs: 300, agentSilentMs: 10.4, customerBackMs: 9, agentBackMs: 8 },
  ];
  const rows = faultTable({ contenders: [{ name: "both reload", median: {}, rounds }] }).split("\n");
  expect(rows).toHaveLength(3);
  expect(rows[2]).toBe("| both reload | 1 of 2 | 200 / 300 | 10 / 10 | 8 / 9 |  |");
});
