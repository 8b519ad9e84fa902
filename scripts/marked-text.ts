/** Generated passages in documents: what stands between `<!-- name:begin -->` and `<!-- name:end -->`. */
import { readFileSync, writeFileSync } from "node:fs";

/** The document with the passage put in; throws if it has no such markers. */
export function putMarked(document: string, name: string, passage: string): string {
  const begin = `<!-- ${name}:begin -->`;
  const end = `<!-- ${name}:end -->`;
  const from = document.indexOf(begin);
  const to = document.indexOf(end);
  if (from < 0 || to < from) throw new Error(`no markers ${begin} … ${end}`);
  return `${document.slice(0, from + begin.length)}\n\n${passage}\n\n${document.slice(to)}`;
}

/** True when the file has the passage already, or `write` put it there. */
export function syncMarked(file: string, name: string, passage: string, write: boolean): boolean {
  const before = readFileSync(file, "utf8");
  const after = putMarked(before, name, passage);
  if (before === after) return true;
  if (write) writeFileSync(file, after);
  return write;
}
