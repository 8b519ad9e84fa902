/** The rules of layers.json over a set of files: who may import whom, no value-import cycle inside a layer, no catch-all file. */
import { dirname, posix } from "node:path";
import { importsOf, type Import } from "./imports.ts";

export interface Layer {
  readonly name: string;
  readonly path: string;
  readonly floor: number;
  readonly mayImport: readonly string[];
  readonly owns: string;
}

/** Path from the root, with forward slashes, and the text. */
export interface SourceFile {
  readonly path: string;
  readonly source: string;
}

const scope = "@rinnalla/";
const catchAll = /(^|[-.])(utils?|helpers?|managers?|misc|common)\.tsx?$/;

/** One line for each thing that is wrong. */
export function checkLayers(layers: readonly Layer[], files: readonly SourceFile[]): string[] {
  const problems: string[] = [];
  /** Value imports between the files of one layer. */
  const edges = new Map<string, string[]>();
  for (const { path, source } of files) {
    const layer = layers.find((candidate) => path.startsWith(`${candidate.path}/`));
    if (!layer) {
      problems.push(`${path}: is in no layer of layers.json`);
      continue;
    }
    if (catchAll.test(posix.basename(path))) problems.push(`${path}: name the file for the one thing inside`);
    for (const imported of importsOf(path, source)) {
      const inside = insideTarget(path, layer, imported);
      if (inside) {
        if (!imported.isTypeOnly) edges.set(path, [...(edges.get(path) ?? []), inside]);
        continue;
      }
      const target = targetLayer(layers, path, imported.specifier);
      if (target && target !== layer && !mayImport(layer, target, path)) {
        problems.push(`${path}: ${layer.name} may not import ${target.name} ("${imported.specifier}")`);
      }
      if (imported.specifier.startsWith(".") && target !== layer) {
        problems.push(`${path}: leaves its package by a relative path ("${imported.specifier}")`);
      }
    }
  }
  for (const cycle of findCycles(edges)) problems.push(`import cycle: ${cycle.join(" -> ")}`);
  return problems;
}

/** Tests, and what lies in a folder `testing`, may stand on everything below their layer's floor and on the testkit; shipped code only on what the table says. */
function mayImport(layer: Layer, target: Layer, path: string): boolean {
  if (layer.mayImport.includes(target.name)) return true;
  return /\.test\.tsx?$|\/testing\//.test(path) && (target.name === "testkit" || target.floor < layer.floor);
}

function insideTarget(path: string, layer: Layer, imported: Import): string | null {
  if (!imported.specifier.startsWith(".")) return null;
  const target = posix.join(dirname(path), imported.specifier);
  return target.startsWith(`${layer.path}/`) ? target : null;
}

function targetLayer(layers: readonly Layer[], path: string, specifier: string): Layer | undefined {
  if (specifier.startsWith(scope)) {
    const name = specifier.slice(scope.length).split("/")[0];
    return layers.find((layer) => layer.name === name);
  }
  if (!specifier.startsWith(".")) return undefined;
  const target = posix.join(dirname(path), specifier);
  return layers.find((layer) => target.startsWith(`${layer.path}/`));
}

/** Each strongly connected set with more than one file (Tarjan), or a file that imports itself. */
export function findCycles(edges: ReadonlyMap<string, readonly string[]>): string[][] {
  const index = new Map<string, number>();
  const low = new Map<string, number>();
  const stack: string[] = [];
  const onStack = new Set<string>();
  const cycles: string[][] = [];
  const visit = (node: string): void => {
    index.set(node, index.size);
    low.set(node, index.get(node)!);
    stack.push(node);
    onStack.add(node);
    for (const next of edges.get(node) ?? []) {
      if (!index.has(next)) {
        visit(next);
        low.set(node, Math.min(low.get(node)!, low.get(next)!));
      } else if (onStack.has(next)) low.set(node, Math.min(low.get(node)!, index.get(next)!));
    }
    if (low.get(node) !== index.get(node)) return;
    const members = stack.splice(stack.indexOf(node));
    for (const member of members) onStack.delete(member);
    if (members.length > 1 || edges.get(node)?.includes(node)) cycles.push(members);
  };
  for (const node of edges.keys()) if (!index.has(node)) visit(node);
  return cycles;
}

/** The table as ARCHITECTURE.md shows it. */
export function renderLayers(layers: readonly Layer[]): string {
  const rows = layers.map(
    (layer) =>
      `| ${layer.floor === 4 ? "dev" : `L${layer.floor}`} | \`${layer.path}\` | ${layer.owns} | ${layer.mayImport.join(", ") || "nothing of ours"} |`,
  );
  return ["| floor | package | owns | may import |", "|---|---|---|---|", ...rows].join("\n");
}
