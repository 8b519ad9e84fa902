/** The four forms as real builds of their frameworks, for a page that needs nothing else. */
import { fileURLToPath } from "node:url";
import { compile } from "svelte/compiler";
import { build, type Rolldown } from "vite";

export const frameworks = ["react", "vue", "svelte", "angular"] as const;
export type Framework = (typeof frameworks)[number];

const entries = { react: "react.tsx", vue: "vue.ts", svelte: "svelte.ts", angular: "angular.ts" } as const;

export async function buildForm(framework: Framework): Promise<string> {
  const result = await build({
    configFile: false,
    logLevel: "error",
    mode: "production",
    oxc: { jsx: { runtime: "automatic", development: false } },
    resolve: {
      conditions: ["browser", "module", "import", "default"],
      // With the compiler of templates.
      alias: { vue: "vue/dist/vue.esm-bundler.js" },
    },
    plugins: [
      {
        name: "svelte",
        transform: (source, id) =>
          id.endsWith(".svelte") ? { code: compile(source, { filename: id, generate: "client" }).js.code } : null,
      },
    ],
    define: {
      "process.env.NODE_ENV": '"production"',
      __VUE_OPTIONS_API__: "true",
      __VUE_PROD_DEVTOOLS__: "false",
      __VUE_PROD_HYDRATION_MISMATCH_DETAILS__: "false",
    },
    build: {
      write: false,
      minify: true,
      target: "es2022",
      lib: {
        entry: fileURLToPath(new URL(entries[framework], import.meta.url)),
        formats: ["iife"],
        name: "form",
        fileName: "form",
      },
    },
  });
  const [first] = Array.isArray(result) ? result : [result];
  return (first as Rolldown.RolldownOutput).output[0].code;
}
