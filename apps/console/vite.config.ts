/**
 * Two builds, because the two documents have two bases and two policies:
 *   vite build                 index.html          → dist/console, served at /console/
 *   vite build --mode viewer   viewer/viewer.html  → dist/viewer/index.html, served at /viewer/?widget=ID
 * Neither has an inline script. In development (`vite`) the server runs beside at RINNALLA_SERVER (http://localhost:8080).
 */
import { rename } from "node:fs/promises";
import { join } from "node:path";
import react from "@vitejs/plugin-react";
import { defineConfig, type Plugin } from "vite";

const root = import.meta.dirname;
const server = process.env["RINNALLA_SERVER"] ?? "http://localhost:8080";

/** React Aria brings its own words in thirty languages; the console speaks two. */
function onlyOurLanguages(): Plugin {
  const strings = /react-(?:aria|stately|aria-components)\/.*\/intl\/.*\/(?!fi-FI|en-US)[a-z]{2}-[A-Z]{2}\.mjs$/;
  return {
    name: "only-our-languages",
    enforce: "pre",
    load: (id) => (strings.test(id) ? "export default {};" : null),
  };
}

function viewerIsIndex(): Plugin {
  return {
    name: "viewer-is-index",
    apply: "build",
    closeBundle: () => rename(join(root, "dist/viewer/viewer.html"), join(root, "dist/viewer/index.html")),
  };
}

export default defineConfig(({ mode }) =>
  mode === "viewer"
    ? {
        root: join(root, "viewer"),
        base: "/viewer/",
        plugins: [viewerIsIndex()],
        build: {
          outDir: join(root, "dist/viewer"),
          emptyOutDir: true,
          target: "es2022",
          modulePreload: { polyfill: false },
          rollupOptions: { input: join(root, "viewer/viewer.html") },
        },
      }
    : {
        root,
        base: "/console/",
        plugins: [onlyOurLanguages(), react()],
        build: {
          outDir: join(root, "dist/console"),
          emptyOutDir: true,
          target: "es2022",
          modulePreload: { polyfill: false },
        },
        server: { proxy: { "/api": server, "/viewer": server, "/ws": { target: server, ws: true } } },
      },
);
