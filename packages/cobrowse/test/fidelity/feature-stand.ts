/** The feature page on a stand, with what it loads. */
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import type { Answer, StandOptions } from "../stand.ts";
import { featureFiles, pageHeight, pageWidth } from "./features.ts";

const require = createRequire(import.meta.url);
const font = "dist/govuk/assets/fonts/light-94a07e06a1-v2.woff2";

export const featureSize = { width: pageWidth, height: pageHeight };

/** Nothing is masked: this is about showing. */
const unmasked = `<script>window.captureRules = { unmask: ["*"] }</script>`;

export const featureSite: StandOptions = {
  pages: Object.fromEntries(
    Object.entries(featureFiles).map(([path, body]) => [
      path,
      body.replace("<!--capture-->", `${unmasked}<!--capture-->`),
    ]),
  ),
  asset(path): Answer | null {
    if (path !== "/font.woff2") return null;
    return {
      type: "font/woff2",
      body: readFileSync(`${require.resolve("govuk-frontend/package.json").replace("package.json", "")}${font}`),
    };
  },
  size: featureSize,
  isDark: true,
};
