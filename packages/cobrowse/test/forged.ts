/** What a hostile customer may forge: whole pictures made by hand, and the vectors they are made of (VIS-09). */
import * as node from "../src/stream/node-kind.ts";
import * as op from "../src/stream/op.ts";
import { createWriter, type Writer } from "../src/stream/writer.ts";

export type Made = [
  kind: "element" | "svg" | "mathml",
  tag: string,
  attributes?: Record<string, string>,
  content?: (Made | string)[],
];

let epoch = 1;
/** The epoch of the last forged picture; its title is `picture N`. */
export function lastEpoch(): number {
  return epoch;
}

export function stream(write: (w: Writer) => void): Uint8Array {
  const w = createWriter();
  w.u(op.reset);
  for (const each of [0, 800, 600]) w.u(each);
  write(w);
  w.u(op.page);
  w.s("");
  w.s(`picture ${epoch + 1}`);
  w.u(op.ready);
  const payload = w.take(5);
  new DataView(payload.buffer).setUint32(1, ++epoch, true);
  return payload;
}
export function put(w: Writer, [kind, tag, attributes = {}, content = []]: Made): void {
  w.u(node[kind]);
  w.s(tag);
  const pairs = Object.entries(attributes);
  w.u(pairs.length);
  for (const [name, value] of pairs) (w.s(name), w.s(value));
  for (const each of content) {
    if (typeof each === "string") (w.u(node.text), w.s(each));
    else put(w, each);
  }
  w.u(node.end);
}
export function page(content: Made[], styles: string[] = []): Uint8Array {
  return stream((w) => {
    w.u(op.place);
    w.u(0);
    w.u(0);
    w.u(node.element);
    w.s("html");
    w.u(0);
    put(w, ["element", "head"]);
    w.u(node.element);
    w.s("body");
    w.u(0);
    for (const text of styles) (w.u(node.style), w.u(0), w.long(text));
    for (const each of content) put(w, each);
    w.u(node.end);
    w.u(node.end);
    w.u(node.end);
    w.u(op.adopted);
    w.u(0);
    w.u(styles.length);
    for (const text of styles) w.long(text);
  });
}

export const js = "parent.parent.hacked=parent.hacked=1";
export const vectors: Made[] = [
  ["element", "script", {}, [js]],
  ["element", "script", { src: "STRANGER/script" }],
  ["svg", "script", {}, [js]],
  ["svg", "script", { href: "STRANGER/svg-script" }],
  ["element", "img", { src: "x", onerror: js }],
  ["element", "img", { src: "STRANGER/img", srcset: "STRANGER/srcset 1x" }],
  ["element", "img", { src: "//STRANGERHOST/img2", ONERROR: js }],
  ["element", "body", { onload: js, background: "STRANGER/background" }],
  ["element", "a", { href: `javascript:${js}`, id: "js-link", ping: "STRANGER/ping", target: "_top" }, ["click"]],
  ["element", "a", { href: "STRANGER/link", id: "link", target: "_top" }, ["click"]],
  [
    "element",
    "form",
    { action: "STRANGER/form", id: "form" },
    [
      ["element", "input", { type: "image", src: "STRANGER/input" }],
      ["element", "button", { formaction: `javascript:${js}`, type: "submit" }, ["go"]],
    ],
  ],
  ["element", "iframe", { src: "STRANGER/iframe", srcdoc: `<script>${js}</script>` }],
  ["element", "object", { data: "STRANGER/object" }],
  ["element", "embed", { src: "STRANGER/embed" }],
  ["element", "base", { href: "STRANGER/" }],
  ["element", "meta", { "http-equiv": "refresh", content: "0;url=STRANGER/refresh" }],
  ["element", "link", { rel: "stylesheet", href: "STRANGER/sheet" }],
  ["element", "link", { rel: "preload", as: "image", href: "STRANGER/preload" }],
  ["element", "link", { rel: "stylesheet", href: "data:text/css,@import 'STRANGER/data-import'" }],
  ["element", "video", { src: "STRANGER/video", poster: "STRANGER/poster", autoplay: "" }],
  ["element", "audio", { src: "STRANGER/audio" }],
  [
    "element",
    "picture",
    {},
    [
      ["element", "source", { srcset: "STRANGER/source" }],
      ["element", "img", { src: "data:image/gif;base64,R0lGODlhAQABAAAAACw=" }],
    ],
  ],
  ["element", "style", {}, [`@import "STRANGER/style-text"`]],
  ["element", "div", { style: "background:url(STRANGER/style-attribute)" }],
  ["element", "div", { style: "background:u\\72l(STRANGER/escaped)" }],
  ["element", "div", { style: "--a:image-set('STRANGER/set' 1x);background:var(--a)" }],
  ["element", "div", { style: "--a:'STRANGER/set-var';background:image-set(var(--a) 1x)" }],
  ["element", "details", { open: "", ontoggle: js }, ["x"]],
  ["element", "input", { autofocus: "", onfocus: js }],
  ["element", "x-hostile", { onclick: js, src: "STRANGER/custom" }, ["x"]],
  ["element", "noscript", {}, [["element", "img", { src: "STRANGER/noscript" }]]],
  ["element", "template", {}, [["element", "img", { src: "STRANGER/template" }]]],
  ["element", "frameset", {}, [["element", "frame", { src: "STRANGER/frame" }]]],
  ["element", "portal", { src: "STRANGER/portal" }],
  ["element", "table", { background: "STRANGER/table" }, [["element", "td", { background: "STRANGER/td" }]]],
  [
    "svg",
    "svg",
    { onload: js },
    [
      ["svg", "use", { href: "STRANGER/use#x", "xlink:href": "STRANGER/xuse#x" }],
      ["svg", "image", { href: "STRANGER/svg-image", "xlink:href": "STRANGER/svg-ximage" }],
      ["svg", "feImage", { href: "STRANGER/feImage" }],
      [
        "svg",
        "a",
        { href: `javascript:${js}`, id: "svg-link" },
        [
          ["svg", "animate", { attributeName: "href", values: `javascript:${js}`, begin: "0s" }],
          ["svg", "text", { y: "20" }, ["x"]],
        ],
      ],
      ["svg", "set", { attributeName: "onmouseover", to: js }],
      [
        "svg",
        "rect",
        { fill: "url(STRANGER/fill)", filter: "url(STRANGER/filter#f)", style: "mask:url(STRANGER/mask)" },
      ],
      ["svg", "style", {}, ["@import url(STRANGER/svg-style)"]],
      ["svg", "foreignObject", {}, [["element", "iframe", { srcdoc: `<script>${js}</script>` }]]],
    ],
  ],
  [
    "mathml",
    "math",
    {},
    [
      [
        "mathml",
        "maction",
        { actiontype: "statusline#STRANGER/m", "xlink:href": `javascript:${js}`, href: "STRANGER/math" },
        ["x"],
      ],
    ],
  ],
  ["element", "div", { "on click": js, "x onclick": js, "\u0000onclick": js, 'a"onclick': js }],
];
export const styles = [
  `@import "STRANGER/import1"; @import url(STRANGER/import2) screen; @\\69mport 'STRANGER/import3'; @im/**/port "STRANGER/import4"; body{color:red}`,
  `@font-face { font-family: evil; src: url(STRANGER/font) } body { font-family: evil }`,
  `html { background: url("STRANGER/bg1"), URL( 'STRANGER/bg2' ), u\\52 l(STRANGER/bg3), \\000075\\000072\\00006c(STRANGER/bg4) }`,
  `body { list-style: url(STRANGER/list); cursor: url(STRANGER/cursor), auto; border-image: url(STRANGER/border) 1; mask-image: url(STRANGER/mask) }`,
  `body::after { content: url(STRANGER/content) } body::before { content: image-set("STRANGER/set1" 1x, url(STRANGER/set2) 2x); content: -webkit-image-set(url(STRANGER/set3) 1x) }`,
  `body { --u: url(STRANGER/var1); --v: u\\72l(STRANGER/var2); background-image: var(--u), var(--v) }`,
  `body { --s: "STRANGER/var3"; background-image: image-set(var(--s) 1x) } @supports (color: red) { body { background: url(STRANGER/nested) } }`,
  `body { color: "\\\n"; background: url(STRANGER/after-string) } p { color: "unclosed\n; background: url(STRANGER/broken) }`,
  `body { background: url(//STRANGERHOST/relative) } div { background: url(/viewer/own-server) } i { background: url(own-relative) } `,
  `</style><img src=STRANGER/breakout><style> body { background: url(data:text/html,x) }`,
  `body { background: cross-fade(url(STRANGER/cross1), url(STRANGER/cross2), 50%); filter: url(STRANGER/cssfilter#x); background: image("STRANGER/image"); background: src("STRANGER/src") }`,
  `@namespace url(STRANGER/ns); @document url(STRANGER/doc) { body { color: red } } @property --p { syntax: "<image>"; inherits: false; initial-value: url(STRANGER/property) }`,
];

/** Streams that no capture sends: a true one cut short, changed by chance, and chance alone. Seeded. */
export function brokenPictures(): { name: string; payload: Uint8Array }[] {
  let seed = 20261122;
  const random = (below: number): number => (seed = (seed * 48271) % 2147483647) % below;
  const whole = page(
    [["element", "div", { class: "a", style: "color:red" }, ["text", ["svg", "svg", {}, [["svg", "g"]]]]]],
    ["p{color:red}"],
  );
  const cut = Array.from({ length: Math.floor(whole.length / 3) }, (_, i) => ({
    name: `cut to ${i * 3} bytes`,
    payload: whole.slice(0, i * 3),
  }));
  const changed = Array.from({ length: 60 }, (_, i) => {
    const payload = whole.slice();
    for (let n = 0; n < 1 + (i % 4); n++) payload[5 + random(payload.length - 5)] = random(256);
    return { name: `changed ${i}`, payload };
  });
  const chance = Array.from({ length: 60 }, (_, i) => ({
    name: `chance ${i}`,
    payload: stream((w) => {
      for (let n = 0; n < 40; n++) w.u(random(8) === 0 ? random(0xffffffff) : random(20));
    }),
  }));
  return [...cut, ...changed, ...chance];
}
