/**
 * Two outputs in dist: the chat with its parts (modules with hashed names, for ever cacheable), and `loader.js`, one classic
 * script that knows the hashed names of the chat and of what the next page of a call or a session needs at once. The loader is built last,
 * inside the same `vite build`. Beside it lie the JavaScript API's types, as they stand in the source.
 */
import { copyFile } from "node:fs/promises";
import { join } from "node:path";
import { limits } from "@rinnalla/protocol";
import { build, defineConfig, type Plugin } from "vite";

const root = import.meta.dirname;

function loaderLast(): Plugin {
  let [chat, call] = ["", ""];
  const visual: string[] = [];
  let outDir = "";
  return {
    name: "loader-last",
    apply: "build",
    configResolved(config) {
      outDir = config.build.outDir;
    },
    writeBundle(_options, bundle) {
      for (const file of Object.values(bundle)) {
        if (file.type !== "chunk") continue;
        if (file.isEntry) chat = file.fileName;
        if (file.facadeModuleId?.endsWith("/call-part.tsx")) call = file.fileName;
        if (/\/(?:visual-part\.tsx|capture\/index\.ts|rare-watch\.ts)$/.test(file.facadeModuleId ?? ""))
          visual.push(file.fileName);
      }
    },
    async closeBundle() {
      if (chat === "") return;
      await copyFile(join(root, "src/api/rinnalla.d.ts"), join(root, outDir, "rinnalla.d.ts"));
      await build({
        root,
        configFile: false,
        logLevel: "warn",
        define: {
          CHAT_FILE: JSON.stringify(chat),
          CALL_FILE: JSON.stringify(call),
          VISUAL_FILES: JSON.stringify(visual),
        },
        build: {
          outDir,
          emptyOutDir: false,
          target: "es2022",
          lib: {
            entry: join(root, "src/loader/loader.ts"),
            formats: ["iife"],
            name: "rinnallaLoader",
            fileName: () => "loader.js",
          },
        },
      });
    },
  };
}

/** The preview of settings that are not saved (ADM-01): a document of its own, so that it takes nothing out of the chat's chunks. */
function previewLast(): Plugin {
  let outDir = "";
  return {
    name: "preview-last",
    apply: "build",
    configResolved(config) {
      outDir = config.build.outDir;
    },
    async closeBundle() {
      const source = join(root, "src/settings-preview");
      const target = join(root, outDir, "preview");
      await build({
        root,
        configFile: false,
        logLevel: "warn",
        base: "./",
        plugins: [withoutMeanings()],
        build: {
          outDir: target,
          emptyOutDir: true,
          target: "es2022",
          // The staff's browsers know `light-dark()`, by which the preview is lit.
          cssTarget: ["chrome123", "firefox120", "safari17.5"],
          modulePreload: false,
          lib: { entry: join(source, "preview.tsx"), formats: ["es"], fileName: () => "preview.js" },
          rollupOptions: { output: { chunkFileNames: "texts-[hash].js" } },
        },
      });
      await Promise.all([
        copyFile(join(source, "preview.html"), join(target, "index.html")),
        copyFile(join(source, "preview.css"), join(target, "preview.css")),
      ]);
    },
  };
}

/** The error table's explanations are for people who read the source; the browser needs the codes alone. */
function withoutMeanings(): Plugin {
  return {
    name: "without-meanings",
    transform: (code, id) =>
      id.endsWith("protocol/src/errors.ts") ? code.replace(/,\s*meaning:\s*"[^"]*"/g, "") : null,
  };
}

/** Each limit where it is used, instead of the table of all of them, of which the browser needs a few. */
function limitsInPlace(): Plugin {
  const isImported = /import\s*\{[^}]*\blimits\b[^}]*\}\s*from\s*"(?:@rinnalla\/protocol|[./\w-]*\/limits\.ts)"/;
  return {
    name: "limits-in-place",
    enforce: "pre",
    apply: "build",
    transform: (code) =>
      isImported.test(code)
        ? code.replace(/\blimits\.(\w+)\b/g, (used, name: string) =>
            Object.hasOwn(limits, name) ? String(limits[name as keyof typeof limits]) : used,
          )
        : null,
  };
}

/** Notes to bundlers have no reader after the last one. The space behind one stays: it may part two words. */
function withoutNotes(): Plugin {
  return {
    name: "without-notes",
    apply: "build",
    generateBundle(_options, bundle) {
      for (const file of Object.values(bundle))
        if (file.type === "chunk") file.code = file.code.replaceAll("/* @__PURE__ */", "");
    },
  };
}

export default defineConfig({
  root,
  base: "./",
  plugins: [withoutMeanings(), limitsInPlace(), withoutNotes(), loaderLast(), previewLast()],
  build: {
    outDir: "dist",
    emptyOutDir: true,
    target: "es2022",
    cssTarget: ["chrome123", "edge123", "firefox120", "safari17.5"],
    modulePreload: false,
    cssCodeSplit: false,
    // A library to Vite: no preloading code around each `import()`.
    lib: { entry: { chat: join(root, "src/chat/boot.tsx") }, formats: ["es"] },
    rollupOptions: {
      // The parts take what they share with the chat out of its chunk: one file fewer to wait for.
      preserveEntrySignatures: "allow-extension",
      output: { entryFileNames: "[name]-[hash].js", chunkFileNames: "[name]-[hash].js", minify: true },
    },
  },
});
