/**
 * Hostile markup and styles by table: every element with every attribute that could fetch, run or navigate, with addresses of every
 * kind; every property and at-rule that takes an address, written in every way (VIS-09). `STRANGER` stands for a stranger's origin.
 */
import { js, type Made } from "./forged.ts";

const words = (text: string): string[] => text.trim().split(/\s+/);

const html = words(`
  a abbr address applet area article aside audio b base basefont bdi bdo bgsound big blink blockquote body br button canvas caption
  center cite code col colgroup command content data datalist dd del details dfn dialog dir div dl dt em embed fencedframe fieldset
  figcaption figure font footer form frame frameset h1 head header hgroup hr html i iframe image img input ins isindex kbd keygen
  label layer legend li link listing main map mark marquee math menu menuitem meta meter multicol nav nextid nobr noembed noframes
  noscript object ol optgroup option output p param permission picture plaintext portal pre progress q rb rp rt rtc ruby s samp script
  search section select selectedcontent shadow slot small source spacer span strike strong style sub summary sup svg table tbody td
  template textarea tfoot th thead time title tr track tt u ul var video wbr webview x-custom xmp`);
const svg = words(`
  a animate animateMotion animateTransform audio canvas circle clipPath cursor defs desc discard feImage feTile filter font-face-uri
  foreignObject g handler iframe image line linearGradient listener marker mask metadata mpath path pattern rect script set solidcolor
  stop style switch symbol text textPath title tref tspan unknown use video view`);
const mathml = words(
  `annotation annotation-xml maction math menclose mglyph mi mn mo mrow ms mstyle mtext none semantics`,
);
const urlAttributes = words(`
  action archive background cite classid code codebase data dynsrc formaction from href icon imagesrcset longdesc lowsrc manifest
  ping poster profile src srcdoc srcset style to usemap values xlink:href xml:base content`);
const handlers = words(`
  onload onerror onclick onfocus onblur onfocusin onbegin onend onrepeat ontoggle onbeforetoggle onanimationstart onanimationend
  ontransitionend ontransitionrun onscroll onscrollend onresize onpageshow onhashchange onmessage onmouseover onmouseenter
  onpointerover onpointerrawupdate onwheel onkeydown oninput onchange oninvalid onselect onsubmit onreset oncanplay onloadstart
  onplay onended oncuechange onslotchange onsecuritypolicyviolation onunhandledrejection onbeforeunload onunload onstart onfinish
  onbounce oncontentvisibilityautostatechange onbeforeinput oncopy onpaste onsearch ONCLICK onLoad`);
const addresses = [
  "STRANGER/plain",
  "//STRANGERHOST/relative",
  "\\\\STRANGERHOST\\backslash",
  `javascript:${js}`,
  `JaVa\tScRiPt:${js}`,
  `\u0001 javascript:${js}`,
  `java&#115;cript:${js}`,
  `data:text/html,<script>${js}</script>`,
  `data:image/svg+xml,<svg xmlns="http://www.w3.org/2000/svg" onload="${js}"><script>${js}</script></svg>`,
  `data:text/css,@import "STRANGER/data"`,
  `vbscript:${js}`,
  "/own-server",
  "ftp://STRANGERHOST/ftp",
  "blob:STRANGER/1",
  "filesystem:STRANGER/1",
  `<script>${js}</script><img src="STRANGER/inner">`,
];
const dangerous = new Set(
  words(`a applet area audio base body button embed fencedframe form frame iframe img input link meta object param portal script
    source template track video x-custom image use animate set feImage foreignObject math maction mglyph`),
);
/** What makes an attribute work. */
const company: Record<string, Record<string, string>> = {
  a: { target: "_top" },
  animate: { attributeName: "href", begin: "0s", fill: "freeze" },
  base: { target: "_top" },
  button: { type: "submit" },
  embed: { type: "text/html" },
  form: { target: "_top", method: "post" },
  input: { type: "image", autofocus: "" },
  link: { rel: "stylesheet preload modulepreload prefetch preconnect icon manifest", as: "style" },
  meta: { "http-equiv": "refresh", name: "referrer" },
  object: { type: "text/html" },
  set: { attributeName: "onmouseover", begin: "0s" },
  video: { autoplay: "", muted: "" },
  audio: { autoplay: "" },
  "x-custom": { autofocus: "", tabindex: "0", contenteditable: "true", is: "script" },
};

function inSpace(kind: Made[0], tags: readonly string[]): Made[] {
  let turn = 0;
  return tags.flatMap((tag) => {
    const extra = company[tag] ?? {};
    const one = (name: string, value: string): Made => [kind, tag, { ...extra, [name]: value }, ["x"]];
    const value = (name: string, address: string): string =>
      name === "content" ? `0;url=${address}` : name === "style" ? `background:url("${address}")` : address;
    const turned = urlAttributes.map((name) => one(name, value(name, addresses[turn++ % addresses.length]!)));
    const all = dangerous.has(tag)
      ? urlAttributes.flatMap((name) => addresses.map((address) => one(name, value(name, address))))
      : [];
    const running = Array.from({ length: 4 }, () => one(handlers[turn++ % handlers.length]!, js));
    return [...turned, ...all, ...running];
  });
}

export const markup: readonly Made[] = [
  ...inSpace("element", html),
  ...inSpace("svg", svg),
  ...inSpace("mathml", mathml),
  ...handlers.map((name): Made => ["element", "input", { autofocus: "", [name]: js }]),
];

const imageProperties = words(`
  background background-image list-style list-style-image cursor border-image border-image-source mask mask-image -webkit-mask
  -webkit-mask-image -webkit-mask-box-image -webkit-border-image clip-path filter backdrop-filter shape-outside content offset-path
  marker marker-start fill stroke behavior -moz-binding -o-link --custom`);
const written = [
  "url(U)",
  `url("U")`,
  `url( 'U' )`,
  "URL(U)",
  "u\\72l(U)",
  "\\75\\72\\6c(U)",
  "\\000075rl(U)",
  `url("U" allow)`,
  `url("\\68ttp:U")`,
  "/**/url(U)/**/",
  `image-set("U" 1x)`,
  `image-set(url(U) type("image/png"))`,
  `-webkit-image-set(url(U) 1x)`,
  `im\\61ge-set("U" 1x)`,
  `image("U")`,
  `image(ltr "U")`,
  `src("U")`,
  `cross-fade(url(U), url("U"), 50%)`,
  `-webkit-cross-fade(url(U), url(U), 50%)`,
  `element(#x, url(U))`,
  `paint(x, url(U))`,
  `var(--u, url(U))`,
  `env(nothing, url(U))`,
  `attr(data-u url, url(U))`,
  `attr(data-u type(<url>))`,
  `if(style(--u): url(U); else: url(U))`,
  `image-set(var(--s) 1x)`,
  `calc(1px) url(U)`,
  `symbols(url(U))`,
  `light-dark(url(U), url(U))`,
  `linear-gradient(red, blue), url(U)`,
  `"\\\n", url(U)`,
  `'unclosed\n;background:url(U)`,
  `url(U`,
  `url("U`,
  `url(data:text/html,U)`,
  `U;background:url(U)`,
  `}html{background:url(U)}`,
  `</style><img src=U>`,
  `url(\\\nU)`,
];
const rules = [
  ...[`"U"`, `'U'`, "url(U)", `url("U")`, "URL(U)", "\\75rl(U)", `src("U")`, `image("U")`].flatMap((url) => [
    `@import ${url};`,
    `@IMPORT ${url} screen;`,
    `@\\69mport ${url};`,
    `@import${url};`,
    `@import/**/${url} layer(a) supports(display:grid) (min-width: 1px);`,
    `@media all { @import ${url}; }`,
    `;@import ${url};`,
    `@charset "utf-8"; @import ${url};`,
    `@layer a; @import ${url};`,
    `<!-- @import ${url}; -->`,
    `@font-face { font-family: f; src: ${url} format("woff2") } html { font-family: f }`,
    `@font-face { font-family: f; src: local("x"), ${url}; unicode-range: U+0-7F } * { font-family: f }`,
    `@namespace ${url}; @namespace x ${url};`,
    `@document ${url} { html { color: red } }`,
    `@-moz-document url-prefix(${url}) { html { background: ${url} } }`,
    `@property --p { syntax: "<image>"; inherits: true; initial-value: ${url} } html { background: var(--p) }`,
    `@property --p { syntax: "<url>"; inherits: true; initial-value: ${url} } html { mask: var(--p) }`,
    `@counter-style c { system: cyclic; symbols: ${url} } li { list-style: c }`,
    `@page { background: ${url}; @top-left { content: ${url} } }`,
    `@supports (background: ${url}) { html { background: ${url} } }`,
    `@supports not (x: y) { html { background: ${url} } }`,
    `@container (min-width: 0) { div { background: ${url} } }`,
    `@layer b { html { background: ${url} } }`,
    `@scope (html) { :scope { background: ${url} } }`,
    `@starting-style { html { background: ${url} } }`,
    `@view-transition { navigation: auto; types: ${url} } html { background: ${url} }`,
    `@keyframes k { from { background: ${url} } to { background: ${url} } } html { animation: k 1s infinite }`,
    `@function --f() { result: ${url} } html { background: --f() }`,
    `html { & body { background: ${url} } > head { content: ${url} } }`,
    `html::before { content: ${url} } html::marker { content: ${url} } ::backdrop { background: ${url} }`,
    `@font-feature-values f { @styleset { x: 1 } } @font-palette-values --x { font-family: f; override-colors: 0 ${url} }`,
    `@position-try --a { background: ${url} } @color-profile --c { src: ${url} }`,
  ]),
];

/** Each a style sheet of its own: what breaks one must not hide the next. */
export const sheets: readonly string[] = [
  ...imageProperties.flatMap((property) =>
    written.map((form) => `:root{--u:url(STRANGER/v);--s:"STRANGER/s"} div,body,svg,path{${property}:${form}}`),
  ),
  ...rules,
].map((text, index) => text.replaceAll("U)", "U)").replace(/(?<![\w-])U(?![\w+-])/g, `STRANGER/css${index}`));

/** The same in `style` attributes and in the attributes of drawings. */
export const styled: readonly Made[] = imageProperties.flatMap((property, row) =>
  written.flatMap((form, column): Made[] => {
    const value = form.replace(/(?<![\w-])U(?![\w+-])/g, `STRANGER/attribute${row}-${column}`);
    return [
      [
        "element",
        "div",
        { style: `--u:url(STRANGER/v);--s:"STRANGER/s";${property}:${value}`, "data-u": "STRANGER/d" },
      ],
      ["svg", "path", { d: "M0 0L9 9", [property.replace(/^-+/, "")]: value }],
    ];
  }),
);

/** What costs the browser more than it costs the sender. */
export const bombs: Readonly<Record<string, { readonly content?: Made[]; readonly styles?: string[] }>> = {
  "drawings that use each other ten times, ten deep": {
    content: [
      [
        "svg",
        "svg",
        {},
        Array.from({ length: 10 }, (_, level): Made => [
          "svg",
          "g",
          { id: `l${level}` },
          level === 0
            ? [["svg", "circle", { r: "3" }]]
            : Array.from({ length: 10 }, (): Made => ["svg", "use", { href: `#l${level - 1}` }]),
        ]),
      ],
    ],
  },
  "patterns in patterns": {
    content: [
      [
        "svg",
        "svg",
        { width: "800", height: "600" },
        [
          ...Array.from({ length: 12 }, (_, level): Made => [
            "svg",
            "pattern",
            { id: `p${level}`, width: "2", height: "2", patternUnits: "userSpaceOnUse" },
            Array.from({ length: 4 }, (): Made => [
              "svg",
              "rect",
              { width: "2", height: "2", fill: level === 0 ? "red" : `url(#p${level - 1})` },
            ]),
          ]),
          ["svg", "rect", { width: "800", height: "600", fill: "url(#p11)" }],
        ],
      ],
    ],
  },
  "cells that span thousands": {
    content: [
      [
        "element",
        "table",
        {},
        Array.from({ length: 200 }, (): Made => [
          "element",
          "tr",
          {},
          Array.from({ length: 20 }, (): Made => ["element", "td", { colspan: "1000", rowspan: "65534" }, ["x"]]),
        ]),
      ],
    ],
  },
  "fields of giant size": {
    content: [
      ["element", "textarea", { rows: "99999999", cols: "99999999" }],
      ["element", "input", { size: "99999999", maxlength: "99999999" }],
      ["element", "canvas", { width: "99999999", height: "99999999" }],
      ["element", "marquee", { width: "99999999", hspace: "99999999", loop: "-1" }, ["x"]],
      ["element", "font", { size: "99999999" }, ["x"]],
    ],
  },
  "variables that double thirty times": {
    content: [["element", "div", {}, ["x"]]],
    styles: [
      `:root{--v0:x;${Array.from({ length: 30 }, (_, i) => `--v${i + 1}:var(--v${i}) var(--v${i});`).join("")}} div{content:var(--v30);background:var(--v30)}`,
    ],
  },
  "a giant grid and columns": {
    content: [["element", "div", { class: "g" }, Array.from({ length: 500 }, (): Made => ["element", "p", {}, ["x"]])]],
    styles: [
      `.g{display:grid;grid-template:repeat(9999,1px)/repeat(9999,1px)} p{grid-area:9999/9999;column-count:99999999;counter-increment:a 99999999}`,
    ],
  },
  "shadows, blurs and stops": {
    content: Array.from({ length: 40 }, (): Made => ["element", "div", { class: "s" }, ["x"]]),
    styles: [
      `.s{width:900px;height:900px;filter:${"blur(99px) ".repeat(20)};box-shadow:${Array.from({ length: 200 }, (_, i) => `${i}px 0 99px red`).join()};background:linear-gradient(${Array.from({ length: 2000 }, (_, i) => `red ${i}px`).join()})}`,
    ],
  },
  "filters of noise": {
    content: [
      [
        "svg",
        "svg",
        { width: "9000", height: "9000" },
        [
          [
            "svg",
            "filter",
            { id: "n" },
            Array.from({ length: 10 }, (): Made => [
              "svg",
              "feTurbulence",
              { baseFrequency: "0.9", numOctaves: "9999999" },
            ]),
          ],
          ["svg", "rect", { width: "9000", height: "9000", filter: "url(#n)" }],
        ],
      ],
    ],
  },
  "selectors that look at everything": {
    content: [nested(300), ...Array.from({ length: 1500 }, (): Made => ["element", "i", { class: "a b c" }])],
    styles: [
      Array.from(
        { length: 30 },
        (_, i) => `div:has(i:nth-child(${i + 2}n) ~ i.a.b) * * > * * * .c${i}{color:red}`,
      ).join(""),
      `${":not(".repeat(60)}a${")".repeat(60)}{color:red} ${":is(*,".repeat(60)}b${")".repeat(60)}{color:red} ${"* ".repeat(40)}q{color:red}`,
    ],
  },
  "rules by the hundred thousand": {
    content: [["element", "p", {}, ["x"]]],
    styles: [Array.from({ length: 100_000 }, (_, i) => `.r${i} p{color:red}`).join("")],
  },
  "a word without end": {
    content: [
      ["element", "p", {}, ["x".repeat(60_000)]],
      ["element", "pre", {}, ["\u202e\u0301".repeat(10_000)]],
    ],
  },
  "formulas in formulas": {
    content: [["mathml", "math", {}, [chain("mathml", "msqrt", 300)]]],
  },
  "depth at the bound": { content: [nested(380)] },
};

function nested(depth: number): Made {
  return chain("element", "div", depth);
}
function chain(kind: Made[0], tag: string, depth: number): Made {
  let made: Made = [kind, tag, {}, ["x"]];
  for (let i = 1; i < depth; i++) made = [kind, tag, {}, [made]];
  return made;
}
