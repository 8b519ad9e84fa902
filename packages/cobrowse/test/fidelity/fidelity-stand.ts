/** The pages of the fidelity suite on a stand. */
import type { StandOptions } from "../stand.ts";
import { fidelityPages, packageFile, type FidelityPage } from "./pages.ts";

/** Nothing is masked: this is about showing. */
const unmasked = `<script>window.captureRules = { unmask: ["*"] }</script><!--capture-->`;

export const pathOf = (page: FidelityPage): string => `/page/${fidelityPages.indexOf(page)}`;

export const fidelitySite: StandOptions = {
  pages: Object.fromEntries(fidelityPages.map((page) => [pathOf(page), page.html.replace("<!--capture-->", unmasked)])),
  asset: packageFile,
  size: { width: 1000, height: 800 },
};
