/**
 * Pages for the fidelity suite: what npm packages of CSS frameworks and component libraries are made of, and pages of our
 * own. Each is a path with its markup; what it loads comes from the packages' files under `/npm/`.
 */
import { existsSync, globSync, readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { dirname, extname } from "node:path";
import type { Answer } from "../stand.ts";
import { ownPages } from "./own-pages.ts";

const require = createRequire(import.meta.url);

export interface FidelityPage {
  readonly name: string;
  readonly html: string;
  /** In the short list that runs with every change. */
  readonly isQuick?: boolean;
}

const govuk = `${dirname(require.resolve("govuk-frontend/package.json"))}/dist/govuk`;
const modules = dirname(dirname(require.resolve("govuk-frontend/package.json")));

function page(head: string, body: string, more = ""): string {
  return `<!doctype html><html lang="en"${more}><head><meta charset="utf-8"><meta name="viewport" content="width=device-width"><title>Page</title>${head}<!--capture--></head><body>${body}</body></html>`;
}
const sheet = (path: string): string => `<link rel="stylesheet" href="/npm/${path}">`;

interface Fixtures {
  readonly fixtures: readonly { readonly name: string; readonly html: string; readonly hidden: boolean }[];
}

/** One page for each component, with its published examples. */
function govukPages(): FidelityPage[] {
  return globSync(`${govuk}/components/*/fixtures.json`)
    .toSorted()
    .map((file) => {
      const { fixtures } = JSON.parse(readFileSync(file, "utf8")) as Fixtures;
      const name = dirname(file).split("/").at(-1)!;
      const shown = fixtures.filter(({ hidden }) => !hidden).slice(0, 6);
      const script = `<script>document.body.className += " js-enabled govuk-frontend-supported"</script>`;
      const body = `${script}<div class="govuk-width-container"><main class="govuk-main-wrapper">${shown.map(({ html }) => html).join("<hr>")}</main></div><script type="module">import { initAll } from "/npm/govuk-frontend/dist/govuk/govuk-frontend.min.js"; initAll();</script>`;
      return {
        name: `govuk-frontend: ${name}`,
        html: page(sheet("govuk-frontend/dist/govuk/govuk-frontend.min.css"), body),
        isQuick: name === "accordion" || name === "radios",
      };
    });
}

const words = "Rinnalla helps customers where they are, beside them, in the page that they see.";
/** Plain markup, which every style sheet dresses its own way; the classes are those of several frameworks at once. */
const article = `<header class="navbar nav"><nav><a class="navbar-brand brand" href="/a">Shop</a> <a class="nav-link active" href="/b">News</a> <a class="nav-link" href="/c">Help</a></nav></header>
<main class="container"><h1 class="title">Order a chair</h1><p class="lead">${words} <a href="/d">Read <em>more</em></a>, <code>code</code>, <kbd>Ctrl</kbd>, <mark>marked</mark>.</p>
<div class="row columns"><div class="col column"><article class="card box"><div class="card-body card-content"><h3 class="card-title subtitle">Card</h3><p>${words}</p><button class="btn btn-primary button is-primary button-primary pure-button pure-button-primary uk-button uk-button-primary primary" type="button">Buy now</button> <button class="btn btn-secondary button is-light" type="button" disabled>Sold out</button></div></article></div>
<div class="col column"><div class="alert alert-warning notification is-warning toast flash uk-alert-warning">Something to know.</div><details class="accordion"><summary class="s">Details</summary><p>${words}</p></details><progress class="progress" max="10" value="4"></progress></div></div>
<form class="form pure-form pure-form-stacked"><fieldset><legend>Address</legend><div class="mb-3 field form-group"><label class="form-label label" for="n">Name</label><input class="form-control input form-input uk-input FormControl" id="n" required placeholder="Your name"></div>
<label class="form-check checkbox form-checkbox"><input class="form-check-input uk-checkbox" type="checkbox" id="gift"> A gift</label> <label class="radio form-radio"><input class="uk-radio" type="radio" name="r" checked> Pick up</label> <label class="radio form-radio"><input class="uk-radio" type="radio" name="r" id="post"> Post</label>
<div class="select"><select class="form-select select uk-select" id="colour"><option>Birch</option><option>Pine</option></select></div><input class="form-range uk-range" type="range" value="30"><textarea class="form-control textarea uk-textarea" rows="2">Note</textarea></fieldset></form>
<table class="table table-striped is-striped pure-table uk-table"><thead><tr><th>Item</th><th>Price</th></tr></thead><tbody><tr><td>Chair</td><td>90 €</td></tr><tr class="active is-selected"><td>Table</td><td>300 €</td></tr></tbody></table>
<ul class="list-group"><li class="list-group-item">One</li><li class="list-group-item active">Two</li></ul><blockquote class="blockquote">${words}</blockquote></main>`;

const styled: Readonly<Record<string, { head: string; root?: string; isQuick?: boolean }>> = {
  bootstrap: { head: sheet("bootstrap/dist/css/bootstrap.min.css"), isQuick: true },
  "bootstrap, dark": { head: sheet("bootstrap/dist/css/bootstrap.min.css"), root: ` data-bs-theme="dark"` },
  "bootstrap, right to left": { head: sheet("bootstrap/dist/css/bootstrap.rtl.min.css"), root: ` dir="rtl"` },
  bulma: { head: sheet("bulma/css/bulma.min.css") },
  "bulma, dark": { head: sheet("bulma/css/bulma.min.css"), root: ` data-theme="dark"` },
  pico: { head: sheet("@picocss/pico/css/pico.min.css"), isQuick: true },
  "pico, dark": { head: sheet("@picocss/pico/css/pico.min.css"), root: ` data-theme="dark"` },
  "pico, classless": { head: sheet("@picocss/pico/css/pico.classless.min.css") },
  pure: { head: sheet("purecss/build/pure-min.css") },
  milligram: { head: sheet("milligram/dist/milligram.min.css") },
  "water.css": { head: sheet("water.css/out/water.min.css") },
  "water.css, dark": { head: sheet("water.css/out/dark.min.css") },
  "spectre.css": { head: sheet("spectre.css/dist/spectre.min.css") + sheet("spectre.css/dist/spectre-icons.min.css") },
  chota: { head: sheet("chota/dist/chota.min.css") },
  picnic: { head: sheet("picnic/picnic.min.css") },
  "mvp.css": { head: sheet("mvp.css/mvp.css") },
  "new.css": { head: sheet("@exampledev/new.css/new.css") },
  "sakura.css": { head: sheet("sakura.css/css/sakura.css") },
  "sakura.css, dark": { head: sheet("sakura.css/css/sakura-dark.css") },
  uikit: { head: sheet("uikit/dist/css/uikit.min.css") },
  primer: { head: sheet("@primer/css/dist/primer.css"), root: ` data-color-mode="light" data-light-theme="light"` },
};

const shoelace =
  sheet("@shoelace-style/shoelace/cdn/themes/light.css") +
  `<script type="module" src="/npm/@shoelace-style/shoelace/cdn/shoelace.js"></script>`;
const shoelacePages: Readonly<Record<string, string>> = {
  buttons: `<sl-button variant="primary" class="s">Primary</sl-button> <sl-button variant="danger" outline>Danger</sl-button> <sl-button-group><sl-button>One</sl-button><sl-button>Two</sl-button></sl-button-group> <sl-badge>3</sl-badge> <sl-tag removable>Tag</sl-tag>`,
  fields: `<sl-input label="Name" value="Maija" clearable></sl-input><sl-textarea label="Note"></sl-textarea><sl-checkbox checked>Gift</sl-checkbox> <sl-switch>On</sl-switch> <sl-range min="0" max="9" value="4"></sl-range><sl-radio-group label="Way" value="1"><sl-radio value="1">Post</sl-radio><sl-radio value="2">Pick up</sl-radio></sl-radio-group>`,
  "tabs and tree": `<sl-tab-group><sl-tab slot="nav" panel="a">First</sl-tab><sl-tab slot="nav" panel="b" class="s">Second</sl-tab><sl-tab-panel name="a">One</sl-tab-panel><sl-tab-panel name="b">Two</sl-tab-panel></sl-tab-group><sl-tree><sl-tree-item expanded>Trees<sl-tree-item>Birch</sl-tree-item><sl-tree-item>Pine</sl-tree-item></sl-tree-item></sl-tree>`,
  "cards and details": `<sl-card><strong>Card</strong><div slot="footer">Footer <sl-rating value="3"></sl-rating></div></sl-card><sl-details summary="More" open>Content</sl-details><sl-progress-bar value="40"></sl-progress-bar><sl-alert open variant="success">Saved</sl-alert><sl-avatar initials="RK"></sl-avatar>`,
};

export const fidelityPages: readonly FidelityPage[] = [
  ...ownPages.map(({ name, head, body, isQuick }) => ({
    name,
    html: page(head, body),
    ...(isQuick ? { isQuick } : {}),
  })),
  ...Object.entries(styled).map(([name, { head, root = "", isQuick = false }]) => ({
    name,
    html: page(head, article, root),
    isQuick,
  })),
  ...Object.entries(shoelacePages).map(([name, body]) => ({
    name: `shoelace: ${name}`,
    html: page(
      `${shoelace}<style>body { margin: 20px; font: 16px sans-serif } body > * { margin: 8px 0 }</style>`,
      body,
    ),
    isQuick: name === "fields",
  })),
  ...govukPages(),
];

const types: Readonly<Record<string, string>> = {
  ".css": "text/css",
  ".js": "text/javascript",
  ".mjs": "text/javascript",
  ".svg": "image/svg+xml",
  ".png": "image/png",
  ".ico": "image/x-icon",
  ".woff2": "font/woff2",
  ".woff": "font/woff",
  ".json": "application/json",
};

/** `/npm/PACKAGE/FILE`, and what govuk-frontend's style sheet asks for at the site's root. */
export function packageFile(path: string): Answer | null {
  const file = path.startsWith("/npm/")
    ? `${modules}/${path.slice(5)}`
    : path.startsWith("/assets/")
      ? `${govuk}${path}`
      : "";
  if (file === "" || file.includes("..") || !existsSync(file)) return null;
  return { type: types[extname(file)] ?? "application/octet-stream", body: readFileSync(file) };
}
