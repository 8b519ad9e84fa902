/** The shop's own files, read once. Only what was found at the start is ever served. */
import { readFileSync, readdirSync } from "node:fs";

const root = new URL("../public/", import.meta.url);
const types: Readonly<Record<string, string>> = {
  css: "text/css; charset=utf-8",
  js: "text/javascript; charset=utf-8",
  svg: "image/svg+xml",
};

const files = new Map<string, { readonly type: string; readonly body: Uint8Array }>();
for (const name of readdirSync(root, { recursive: true })) {
  const path = String(name).replaceAll("\\", "/");
  const type = types[path.split(".").at(-1) ?? ""];
  if (type) files.set(`/${path}`, { type, body: readFileSync(new URL(path, root)) });
}

export function staticFile(path: string): { readonly type: string; readonly body: Uint8Array } | null {
  return files.get(path) ?? null;
}
