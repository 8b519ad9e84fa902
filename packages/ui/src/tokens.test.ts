import { readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";

const css = readFileSync(join(import.meta.dirname, "tokens.css"), "utf8");

function declarations(selector: string): string[] {
  const from = css.indexOf(`${selector} {`);
  expect(from).toBeGreaterThanOrEqual(0);
  return css
    .slice(css.indexOf("{", from) + 1, css.indexOf("}", from))
    .split(";")
    .map((line) => line.trim())
    .filter((line) => line !== "");
}

test("dark by the system and dark by hand are the same", () => {
  expect(declarations(':root[data-theme="dark"]')).toEqual(declarations(':root:not([data-theme="light"])'));
});

test("dark gives every colour that light has", () => {
  const names = (lines: string[]) =>
    lines.map((line) => line.split(":")[0]).filter((name) => !/^--(font|radius|ease)/.test(name ?? ""));
  expect(names(declarations(':root[data-theme="dark"]')).sort()).toEqual(names(declarations(":root")).sort());
});
