/**
 * Three builds, because the three documents have three bases and three policies:
 *   vite build                 index.html          → dist/console, served at /console/
 *   vite build --mode viewer   viewer/viewer.html  → dist/viewer/index.html, served at /viewer/?widget=ID
 *   vite build --mode self-test   self-test/self-test.html  → dist/self-test/index.html, served at /self-test/
 * None has an inline script. In development (`vite`) the server runs beside at RINNALLA_SERVER (http://localhost:8080).
 */
import { rename } from "node:fs/promises";
import { join } from "node:path";
import react from "@vitejs/plugin-react";
import { defineConfig, type Plugin, type UserConfig } from "vite";

const root = import.meta.dirname;
const server = process.env["RINNALLA_SERVER"] ?? "http://localhost:8080";

/** React Aria brings its own words in thirty languages; the console speaks three. */
function onlyOurLanguages(): Plugin {
  const strings = /react-(?:aria|stately|aria-components)\/.*\/intl\/.*\/(?!fi-FI|sv-SE|en-US)[a-z]{2}-[A-Z]{2}\.mjs$/;
  return {
    name: "only-our-languages",
    enforce: "pre",
    load: (id) => (strings.test(id) ? "export default {};" : null),
  };
}

/** A document of its own: `name/name.html` becomes the index of `dist/name`. */
function lone(name: string): UserConfig {
  const outDir = join(root, "dist", name);
  const isIndex: Plugin = {
    name: "is-index",
    apply: "build",
    closeBundle: () => rename(join(outDir, `${name}.html`), join(outDir, "index.html")),
  };
  return {
    root: join(root, name),
    base: `/${name}/`,
    // The icon; the viewer is shown in a frame and needs none.
    publicDir: name === "viewer" ? false : join(root, "public"),
    plugins: [isIndex],
    build: {
      outDir,
      emptyOutDir: true,
      target: "es2022",
      modulePreload: { polyfill: false },
      rollupOptions: { input: join(root, name, `${name}.html`) },
    },
  };
}

export default defineConfig(({ mode }) =>
  mode === "viewer" || mode === "self-test"
    ? lone(mode)
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
