/** The provider's pages, read once. */
import { readFileSync } from "node:fs";

const read = (name: string): string => readFileSync(new URL(`../public/${name}`, import.meta.url), "utf8");
const html = "text/html; charset=utf-8";
const script = "text/javascript; charset=utf-8";

const files: Readonly<Record<string, { readonly type: string; readonly body: string }>> = {
  "/agent": { type: html, body: read("agent.html") },
  "/join": { type: html, body: read("join.html") },
  "/agent.js": { type: script, body: read("agent.js") },
  "/join.js": { type: script, body: read("join.js") },
  "/picture.js": { type: script, body: read("picture.js") },
  "/texts.js": { type: script, body: read("texts.js") },
  "/style.css": { type: "text/css; charset=utf-8", body: read("style.css") },
};

export function publicFile(path: string): { readonly type: string; readonly body: string } | null {
  return Object.hasOwn(files, path) ? (files[path] ?? null) : null;
}
