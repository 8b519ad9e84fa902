import { expect, test } from "vitest";
import { checkLayers, findCycles, renderLayers, type Layer } from "./layers.ts";

const layers: readonly Layer[] = [
  { name: "protocol", path: "packages/protocol", floor: 0, mayImport: [], owns: "the wire" },
  { name: "core", path: "packages/core", floor: 1, mayImport: ["protocol"], owns: "machines" },
  { name: "server", path: "apps/server", floor: 3, mayImport: ["protocol", "core"], owns: "wiring" },
  { name: "testkit", path: "packages/testkit", floor: 4, mayImport: ["protocol"], owns: "fakes" },
];
const check = (path: string, source: string) => checkLayers(layers, [{ path, source }]);

test("an import up the floors is refused, one the table allows is not", () => {
  expect(check("packages/core/src/a.ts", 'import { x } from "@rinnalla/protocol";')).toEqual([]);
  expect(check("packages/core/src/a.ts", 'import { x } from "@rinnalla/server";')).toHaveLength(1);
  expect(check("packages/protocol/src/a.ts", 'export * from "@rinnalla/core";')).toHaveLength(1);
  expect(check("packages/protocol/src/a.ts", 'import type { X } from "@rinnalla/core/deep";')).toHaveLength(1);
  expect(check("packages/protocol/src/a.ts", 'const x = import("@rinnalla/core");')).toHaveLength(1);
});

test("a relative path may not leave the package, even to a layer that may be imported", () => {
  expect(check("packages/core/src/a.ts", 'import { x } from "../../protocol/src/b.ts";')).toHaveLength(1);
  expect(
    check("packages/core/src/a.ts", 'import json from "../../../package.json" with { type: "json" };'),
  ).toHaveLength(1);
});

test("only tests may stand on the testkit", () => {
  const source = 'import { fakeClock } from "@rinnalla/testkit";';
  expect(check("packages/core/src/a.test.ts", source)).toEqual([]);
  expect(check("packages/core/src/a.ts", source)).toHaveLength(1);
});

test("a word in a comment or a string is not an import", () => {
  expect(
    check("packages/protocol/src/a.ts", '// import "@rinnalla/core"\nexport const s = \'import "@rinnalla/core"\';'),
  ).toEqual([]);
});

test("value imports in a circle are found, type imports are not", () => {
  const file = (name: string, source: string) => ({ path: `packages/core/src/${name}.ts`, source });
  const circle = [
    file("a", 'import { b } from "./b.ts";'),
    file("b", 'import { c } from "./c.ts";'),
    file("c", 'import { a } from "./a.ts";'),
  ];
  expect(checkLayers(layers, circle)).toHaveLength(1);
  expect(checkLayers(layers, [...circle.slice(0, 2), file("c", 'import type { A } from "./a.ts";')])).toEqual([]);
  expect(checkLayers(layers, [...circle.slice(0, 2), file("c", 'import { type A } from "./a.ts";')])).toEqual([]);
});

test("a long chain is no cycle", () => {
  expect(
    findCycles(
      new Map([
        ["a", ["b", "c"]],
        ["b", ["c"]],
        ["c", []],
      ]),
    ),
  ).toEqual([]);
});

test("a catch-all file name is refused", () => {
  expect(check("packages/core/src/utils.ts", "")).toHaveLength(1);
  expect(check("packages/core/src/call-manager.ts", "")).toHaveLength(1);
  expect(check("packages/core/src/manage-calls.ts", "")).toEqual([]);
});

test("the table names each layer with what it may import", () => {
  expect(renderLayers(layers)).toContain("| L1 | `packages/core` | machines | protocol |");
});
