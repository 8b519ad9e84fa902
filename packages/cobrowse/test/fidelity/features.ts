/**
 * Features of web pages that a mirror must show, each in a cell of its own on one page (TARGETS.md, Co-browse: the feature
 * page). A feature is right when its cell looks the same on both sides and `read` says the same of both.
 */
import type { Page } from "playwright-core";

export interface Feature {
  readonly name: string;
  readonly html: string;
  /** Script of the page, right behind the cell; `cell` is the cell. */
  readonly run?: string;
  /** Script once the mirror is live. */
  readonly live?: string;
  /** What a hand does after that. */
  act?(page: Page): Promise<void>;
  /** An expression over `cell` on either side. */
  readonly read?: string;
  /** The picture is of no concern: only `read` counts. */
  readonly isReadOnly?: boolean;
}

const css = (element: string, property: string): string =>
  `getComputedStyle(cell.querySelector("${element}")).${property}`;
const defined = (name: string, body: string): string =>
  `customElements.define("${name}", class extends HTMLElement { ${body} });`;
const drawing = "c.fillStyle = 'teal'; c.fillRect(10, 10, 60, 40); c.fillStyle = 'orange'; c.fillRect(50, 30, 40, 40);";
const picture = `<svg xmlns="http://www.w3.org/2000/svg" width="60" height="40"><rect width="60" height="40" fill="COLOUR"/><circle cx="30" cy="20" r="12" fill="white"/></svg>`;

const forms: Feature[] = [
  {
    name: "text typed into a field",
    html: `<input class="a" value="first">`,
    act: (page) => page.fill(".a", "typed"),
    read: `cell.querySelector("input").value`,
  },
  {
    name: "text area",
    html: `<textarea rows="3">first</textarea>`,
    live: `cell.firstChild.value = "one\\ntwo"`,
    read: `cell.querySelector("textarea").value`,
  },
  {
    name: "check box checked by a script",
    html: `<input type="checkbox">`,
    live: `cell.firstChild.checked = true`,
    read: `cell.querySelector("input").checked`,
  },
  {
    name: "indeterminate check box",
    html: `<input type="checkbox">`,
    run: `cell.firstChild.indeterminate = true`,
    read: `cell.querySelector("input").indeterminate`,
  },
  {
    name: "radio button",
    html: `<input type="radio" name="r" checked><input type="radio" name="r" class="r2">`,
    act: (page) => page.check(".r2"),
    read: `[...cell.querySelectorAll("input")].map((each) => each.checked).join()`,
  },
  {
    name: "select",
    html: `<select><option>one<option>two<option>three</select>`,
    live: `cell.firstChild.selectedIndex = 2`,
    read: `cell.querySelector("select").selectedIndex`,
  },
  {
    name: "multiple select",
    html: `<select multiple size="4"><option>one<option selected>two<option>three<option>four</select>`,
    live: `cell.firstChild.options[3].selected = true`,
    read: `[...cell.querySelectorAll("option")].map((each) => each.selected).join()`,
  },
  {
    name: "range",
    html: `<input type="range" min="0" max="50" step="5" value="10">`,
    live: `cell.firstChild.value = 40`,
    read: `cell.querySelector("input").value`,
  },
  {
    name: "date",
    html: `<input type="date">`,
    live: `cell.firstChild.value = "2026-11-22"`,
    read: `cell.querySelector("input").value`,
  },
  {
    name: "colour",
    html: `<input type="color" value="#112233">`,
    live: `cell.firstChild.value = "#ff8800"`,
    read: `cell.querySelector("input").value`,
  },
  {
    name: "progress and meter",
    html: `<progress max="10" value="2"></progress><meter min="0" max="10" low="3" high="7" optimum="9" value="2"></meter>`,
    live: `cell.firstChild.value = 7; cell.lastChild.value = 9`,
    read: `cell.querySelector("progress").value + cell.querySelector("meter").value`,
  },
  {
    name: "details",
    html: `<details><summary class="s">Sum</summary><p>Inside</p></details>`,
    act: (page) => page.click(".s"),
    read: `cell.querySelector("details").open`,
  },
  {
    name: "fieldset disabled later",
    html: `<fieldset><legend>Legend</legend><input value="x"><button>Go</button></fieldset>`,
    live: `cell.firstChild.disabled = true`,
    read: `cell.querySelector("button").matches(":disabled")`,
  },
  {
    name: "field found invalid",
    html: `<style>#inv:invalid { background: rgb(255, 200, 200) }</style><input id="inv" type="text" pattern="[0-9]+" value="12">`,
    live: `cell.lastChild.value = "abc"`,
    read: css("#inv", "backgroundColor"),
  },
  {
    name: "custom validity",
    html: `<style>#cv:valid { outline: 3px solid green }</style><input id="cv" value="12">`,
    live: `cell.lastChild.setCustomValidity("no")`,
    read: css("#cv", "outlineStyle"),
  },
  {
    name: "content editable",
    html: `<div contenteditable="true" class="ce" style="height:30px">Hello</div>`,
    live: `cell.firstChild.append(" there"); cell.firstChild.firstChild.before(document.createElement("hr"))`,
    read: `cell.textContent`,
  },
];

const shadows: Feature[] = [
  {
    name: "open shadow root",
    html: `<f-open>light</f-open>`,
    run: defined(
      "f-open",
      `connectedCallback() { this.attachShadow({ mode: "open" }).innerHTML = "<style>p { color: purple }</style><p>shadow <slot></slot></p>" }`,
    ),
    read: `cell.querySelector("f-open").shadowRoot.querySelector("p").textContent`,
  },
  {
    name: "closed shadow root",
    html: `<f-closed>light</f-closed>`,
    run: defined(
      "f-closed",
      `connectedCallback() { const root = this.attachShadow({ mode: "closed" }); root.innerHTML = "<style>b { color: crimson; font-size: 24px }</style><b>closed <slot></slot></b>" }`,
    ),
  },
  {
    name: "closed shadow root attached later",
    html: `<div class="late">light</div>`,
    live: `cell.firstChild.attachShadow({ mode: "closed" }).innerHTML = "<h2>later <slot></slot></h2>"`,
  },
  {
    name: "declarative shadow root",
    html: `<div><template shadowrootmode="open"><style>i { color: green; font-size: 20px }</style><i>declared <slot></slot></i></template>light</div>`,
  },
  {
    name: "slots that change",
    html: `<div><template shadowrootmode="open"><b><slot name="x">none</slot></b> <slot></slot></template><span>light</span></div>`,
    live: `cell.querySelector("span").slot = "x"`,
  },
  {
    name: "slots assigned by script",
    html: `<div></div>`,
    run: `const root = cell.firstChild.attachShadow({ mode: "open", slotAssignment: "manual" }); root.innerHTML = "<u><slot></slot></u>"; cell.firstChild.innerHTML = "<span>one</span><span>two</span>"; root.querySelector("slot").assign(cell.firstChild.lastChild);`,
  },
  {
    name: "shadow root in a shadow root",
    html: `<div></div>`,
    run: `const outer = cell.firstChild.attachShadow({ mode: "open" }); outer.innerHTML = "<section><em>outer</em><div></div></section>"; outer.querySelector("div").attachShadow({ mode: "open" }).innerHTML = "<strong>inner</strong>";`,
    live: `cell.firstChild.shadowRoot.querySelector("div").shadowRoot.firstChild.append(" more")`,
    read: `cell.firstElementChild.shadowRoot.querySelector("div").shadowRoot.textContent`,
  },
  {
    name: "::part and :host",
    html: `<style>f-part::part(label) { color: red }</style><f-part class="big"></f-part>`,
    run: defined(
      "f-part",
      `connectedCallback() { this.attachShadow({ mode: "open" }).innerHTML = "<style>:host(.big) { font-size: 28px; display: block; border: 2px solid }</style><span part='label'>part</span>" }`,
    ),
  },
  {
    name: "custom states",
    html: `<style>f-state:state(on) { color: rgb(200, 0, 0); font-weight: bold }</style><f-state>state</f-state>`,
    run: defined(
      "f-state",
      `constructor() { super(); this.inner = this.attachInternals() } on() { this.inner.states.add("on") }`,
    ),
    live: `cell.querySelector("f-state").on()`,
    read: css("f-state", "color"),
  },
  {
    name: ":defined",
    html: `<style>f-late:not(:defined) { visibility: hidden } f-late:defined { color: rgb(0, 120, 0) }</style><f-late>late</f-late><f-never>never</f-never><style>f-never:not(:defined) { color: rgb(120, 0, 0) }</style>`,
    live: defined("f-late", ""),
    read: css("f-late", "color") + "+" + css("f-late", "visibility") + "+" + css("f-never", "color"),
  },
  {
    name: "document's adopted sheet",
    html: `<p class="adopted">adopted</p>`,
    run: `const sheet = new CSSStyleSheet(); sheet.replaceSync(".adopted { color: blue; letter-spacing: 3px }"); document.adoptedStyleSheets.push(sheet);`,
  },
  {
    name: "shadow root's adopted sheet, replaced later",
    html: `<div></div>`,
    run: `const sheet = (cell.sheet = new CSSStyleSheet()); sheet.replaceSync("p { color: blue }"); const root = cell.firstChild.attachShadow({ mode: "open" }); root.innerHTML = "<p>adopted</p>"; root.adoptedStyleSheets = [sheet];`,
    live: `cell.sheet.replaceSync("p { color: red; font-size: 30px }")`,
    read: `getComputedStyle(cell.firstElementChild.shadowRoot.querySelector("p")).fontSize`,
  },
  {
    name: "custom element upgraded late",
    html: `<f-up>text</f-up>`,
    live: defined(
      "f-up",
      `connectedCallback() { this.attachShadow({ mode: "open" }).innerHTML = "<h3>up <slot></slot></h3>" }`,
    ),
  },
];

const sheets: Feature[] = [
  {
    name: "rules inserted into an empty style element",
    html: `<style></style><p class="ins">inserted</p>`,
    run: `cell.firstChild.sheet.insertRule(".ins { color: red }")`,
    live: `cell.firstChild.sheet.insertRule(".ins { font-size: 30px }", 1)`,
    read: css(".ins", "fontSize") + "+" + css(".ins", "color"),
  },
  {
    name: "rules inserted into a style element with text",
    html: `<style>.ins2 { color: red }</style><p class="ins2">inserted</p>`,
    live: `cell.firstChild.sheet.insertRule(".ins2 { font-size: 30px }", 1)`,
    read: css(".ins2", "fontSize") + "+" + css(".ins2", "color"),
  },
  {
    name: "rule deleted",
    html: `<style>.del { color: red } .del { color: blue }</style><p class="del">deleted</p>`,
    live: `cell.firstChild.sheet.deleteRule(1)`,
    read: css(".del", "color"),
  },
  {
    name: "declarations of a rule edited",
    html: `<style>.edit { color: red } .edit2 { color: red }</style><p class="edit">edited</p>`,
    live: `cell.firstChild.sheet.cssRules[0].style.color = "rgb(0, 0, 200)"`,
    read: css(".edit", "color"),
  },
  {
    name: "selector of a rule edited",
    html: `<style>.none { color: rgb(0, 0, 200) }</style><p class="sel">selected</p>`,
    live: `cell.firstChild.sheet.cssRules[0].selectorText = ".sel"`,
    read: css(".sel", "color"),
  },
  {
    name: "rule of a rule inserted",
    html: `<style>@media all { .mq { color: red } }</style><p class="mq">media</p>`,
    live: `cell.firstChild.sheet.cssRules[0].insertRule(".mq { color: rgb(0, 0, 200) }", 1)`,
    read: css(".mq", "color"),
  },
  {
    name: "style element disabled",
    html: `<style>.dis { color: red }</style><p class="dis">disabled</p>`,
    live: `cell.firstChild.sheet.disabled = true`,
    read: css(".dis", "color"),
  },
  {
    name: "disabled before capture",
    html: `<style>.dis2 { color: red }</style><p class="dis2">disabled</p>`,
    run: `cell.firstChild.disabled = true`,
    read: css(".dis2", "color"),
  },
  {
    name: "linked sheet disabled",
    html: `<link rel="stylesheet" href="/linked.css?v=1"><p class="linked">linked</p>`,
    live: `cell.firstChild.sheet.disabled = true`,
    read: css(".linked", "color"),
  },
  {
    name: "rules inserted into a linked sheet",
    html: `<link rel="stylesheet" href="/linked.css?v=2"><p class="linked2">linked</p>`,
    live: `cell.firstChild.sheet.insertRule(".linked2 { font-size: 30px }", 1)`,
    read: css(".linked2", "fontSize") + "+" + css(".linked2", "color"),
  },
  {
    name: "media of a style element changed",
    html: `<style media="print">.med { color: red }</style><p class="med">media</p>`,
    live: `cell.firstChild.media = "screen"`,
    read: css(".med", "color"),
  },
  {
    name: "@import inserted later",
    html: `<style></style><p class="imported">imported</p>`,
    live: `cell.firstChild.sheet.insertRule("@import url('/imported.css')")`,
    read: css(".imported", "color"),
  },
  {
    name: "layers, containers, nesting, @supports",
    html: `<style>@layer a, b; @layer b { .lay { color: rgb(0, 120, 0) } } @layer a { .lay { color: red } } .con { container-type: inline-size } @container (width > 100px) { .lay { font-size: 26px; & b { text-decoration: underline } } } @supports (display: grid) { .lay { font-style: italic } }</style><div class="con"><p class="lay">lay <b>ers</b></p></div>`,
    read: css(".lay", "color") + "+" + css(".lay", "fontSize") + "+" + css(".lay b", "textDecorationLine"),
  },
  {
    name: "custom properties and @property",
    html: `<style>@property --w { syntax: "<length>"; inherits: true; initial-value: 10px } .var { width: calc(var(--w) * 2); height: 20px; background: var(--c, red) }</style><div class="var"></div>`,
    live: `cell.lastChild.style.setProperty("--w", "50px"); cell.lastChild.style.setProperty("--c", "teal")`,
    read: css(".var", "width") + "+" + css(".var", "backgroundColor"),
  },
  {
    name: "@media at the customer's size",
    html: `<style>.size { color: red } @media (min-width: 900px) and (max-width: 1100px) { .size { color: rgb(0, 120, 0) } }</style><p class="size">size</p>`,
    read: css(".size", "color"),
  },
  {
    name: "dark mode of the customer",
    html: `<style>.dark { background: white; color: black } @media (prefers-color-scheme: dark) { .dark { background: black; color: white } }</style><p class="dark">dark</p>`,
    read: css(".dark", "color"),
  },
];

const frames: Feature[] = [
  {
    name: "frame by srcdoc",
    html: `<iframe style="width:200px;height:60px;border:0" srcdoc="<style>b { color: red }</style><b>srcdoc</b>"></iframe>`,
  },
  {
    name: "frame by address, changed later",
    html: `<iframe style="width:200px;height:60px" src="/frame.html"></iframe>`,
    live: `cell.firstChild.contentDocument.body.append(" changed"); cell.firstChild.contentDocument.body.style.color = "blue"`,
  },
  {
    name: "frame written by document.write",
    html: `<iframe style="width:200px;height:60px"></iframe>`,
    run: `const d = cell.firstChild.contentDocument; d.open(); d.write("<!doctype html><p style='color:green'>written</p>"); d.close();`,
  },
  { name: "frame in a frame", html: `<iframe style="width:200px;height:90px" src="/outer.html"></iframe>` },
  {
    name: "frame scrolled inside, in quirks mode",
    html: `<iframe style="width:200px;height:60px" src="/quirks.html"></iframe>`,
    live: `cell.firstChild.contentWindow.scrollTo(0, 150)`,
  },
  {
    name: "frame added later",
    html: ``,
    live: `const f = document.createElement("iframe"); f.style.cssText = "width:200px;height:60px"; f.src = "/frame.html"; cell.append(f); return new Promise((done) => (f.onload = done))`,
  },
];

const graphics: Feature[] = [
  {
    name: "SVG with gradient, use and text",
    html: `<svg width="200" height="90" viewBox="0 0 100 45"><defs><linearGradient id="lg"><stop offset="0" stop-color="red"/><stop offset="1" stop-color="blue"/></linearGradient><circle id="dot" r="5"/></defs><rect width="40" height="20" fill="url(#lg)"/><use href="#dot" x="60" y="10"/><use xlink:href="#dot" x="80" y="10" fill="green"/><text y="40" font-size="10">Text</text></svg>`,
  },
  {
    name: "SVG changed by a script",
    html: `<svg width="100" height="60"><g></g></svg>`,
    live: `const c = document.createElementNS("http://www.w3.org/2000/svg", "circle"); for (const [k, v] of [["cx", 30], ["cy", 30], ["r", 20], ["fill", "teal"]]) c.setAttribute(k, v); cell.querySelector("g").append(c); cell.querySelector("g").setAttribute("transform", "translate(20 0)")`,
  },
  {
    name: "HTML inside SVG",
    html: `<svg width="200" height="60"><foreignObject width="200" height="60"><div xmlns="http://www.w3.org/1999/xhtml" style="color:purple">foreign <b>object</b></div></foreignObject></svg>`,
  },
  {
    name: "MathML",
    html: `<math display="block"><mfrac><msup><mi>x</mi><mn>2</mn></msup><msqrt><mrow><mi>y</mi><mo>+</mo><mn>1</mn></mrow></msqrt></mfrac></math>`,
  },
  {
    name: "canvas",
    html: `<canvas width="120" height="80" style="border:2px solid"></canvas>`,
    run: `const c = cell.firstChild.getContext("2d"); ${drawing}`,
  },
  {
    name: "canvas drawn on later",
    html: `<canvas width="120" height="80"></canvas>`,
    run: `const c = (cell.c = cell.firstChild.getContext("2d")); ${drawing}`,
    live: `cell.c.fillStyle = "purple"; cell.c.fillRect(0, 0, 50, 50)`,
  },
  {
    name: "canvas of bitmaps, stretched",
    html: `<canvas style="width:200px;height:60px"></canvas>`,
    run: `const o = new OffscreenCanvas(100, 40); const c = o.getContext("2d"); ${drawing} cell.firstChild.getContext("bitmaprenderer").transferFromImageBitmap(o.transferToImageBitmap());`,
  },
  {
    name: "picture from a blob",
    html: `<img width="60" height="40">`,
    run: `cell.firstChild.src = URL.createObjectURL(new Blob(['${picture.replace("COLOUR", "navy")}'], { type: "image/svg+xml" }))`,
  },
  {
    name: "picture chosen from several",
    html: `<picture><source media="(min-width: 900px)" srcset="/wide.svg"><img src="/narrow.svg"></picture>`,
  },
  {
    name: "background picture",
    html: `<div style="width:120px;height:80px;background:url('/wide.svg') repeat"></div>`,
  },
  {
    name: "poster of a video",
    html: `<video width="120" height="80" poster="/wide.svg" style="background:#eee"></video>`,
  },
  {
    name: "frame of a video",
    html: `<canvas hidden width="120" height="80"></canvas><video muted width="120" height="80"></video>`,
    run: `const c = cell.firstChild.getContext("2d"); ${drawing} const v = cell.lastChild; v.srcObject = cell.firstChild.captureStream(10); v.play().catch(() => {}); cell.timer = setInterval(() => { ${drawing} }, 100);`,
    live: `return new Promise((done) => setTimeout(done, 300))`,
  },
];

const layers: Feature[] = [
  {
    name: "dialog opened",
    html: `<dialog style="margin:0;top:20px">Shown</dialog>`,
    live: `cell.firstChild.show()`,
    read: `cell.querySelector("dialog").open`,
  },
  {
    name: "popover",
    html: `<div popover="manual" style="margin:0;inset:auto">Popped</div>`,
    live: `const { left, top } = cell.getBoundingClientRect(); cell.firstChild.style.left = left + 10 + "px"; cell.firstChild.style.top = top + 10 + "px"; cell.firstChild.showPopover()`,
    read: `cell.querySelector("[popover]").matches(":popover-open")`,
  },
  {
    name: "scroll container",
    html: `<div style="width:150px;height:60px;overflow:auto"><div style="width:400px;height:300px;background:linear-gradient(red, blue)"></div></div>`,
    live: `cell.firstChild.scrollTo(50, 120)`,
    read: `cell.firstElementChild.scrollTop + "," + cell.firstElementChild.scrollLeft`,
  },
  {
    name: "scroll container in a shadow root",
    html: `<div></div>`,
    run: `cell.firstChild.attachShadow({ mode: "open" }).innerHTML = "<div style='height:60px;overflow:auto'><div style='height:300px;background:linear-gradient(red, blue)'></div></div>"`,
    live: `cell.firstChild.shadowRoot.firstChild.scrollTop = 90`,
  },
  {
    name: "selected text",
    html: `<p class="st">Some text to select</p>`,
    live: `const t = cell.firstChild.firstChild; getSelection().setBaseAndExtent(t, 5, t, 12)`,
  },
  {
    name: ":hover",
    html: `<style>.hov { padding: 10px; background: #eee } .hov:hover { background: rgb(255, 200, 0) } .hov:hover b { color: red }</style><div class="hov">hover <b class="hb">here</b></div>`,
    act: (page) => page.hover(".hb"),
    read: css(".hov", "backgroundColor"),
  },
  {
    name: ":focus-visible and :focus-within",
    html: `<style>.fw:focus-within { background: rgb(200, 255, 200) } .fv:focus-visible { outline: 4px solid purple; outline-offset: 2px }</style><div class="fw"><input class="fv" style="margin:10px;caret-color:transparent"></div>`,
    act: (page) => page.focus(".fv"),
    read: css(".fv", "outlineWidth") + "+" + css(".fw", "backgroundColor"),
  },
  {
    name: "highlights",
    html: `<style>::highlight(found) { background: yellow; color: red }</style><p>Text with a find in it</p>`,
    live: `const t = cell.lastChild.firstChild; const r = new Range(); r.setStart(t, 12); r.setEnd(t, 16); CSS.highlights.set("found", new Highlight(r))`,
  },
  {
    name: "animation by script that has ended",
    html: `<div style="width:40px;height:40px;background:teal"></div>`,
    live: `return cell.firstChild.animate([{ transform: "none" }, { transform: "translateX(80px)", background: "purple" }], { duration: 50, fill: "forwards" }).finished.then(() => {})`,
    read: css("div", "transform"),
  },
  {
    name: "transition to its end",
    html: `<style>.tr { width: 40px; height: 30px; background: teal; transition: width 80ms }</style><div class="tr"></div>`,
    live: `cell.lastChild.style.width = "150px"; return new Promise((done) => setTimeout(done, 150))`,
    read: css(".tr", "width"),
  },
];

const texts: Feature[] = [
  {
    name: "web font by address",
    html: `<style>@font-face { font-family: f-web; src: url("/font.woff2") format("woff2") } .web { font: 28px f-web, monospace }</style><p class="web">Web font</p>`,
    run: `document.fonts.load("28px f-web")`,
  },
  {
    name: "web font added by a script",
    html: `<p style="font: 28px f-script, monospace">Script font</p>`,
    run: `const face = new FontFace("f-script", "url(/font.woff2)"); document.fonts.add(face); face.load();`,
  },
  {
    name: "right to left",
    html: `<div dir="rtl"><p>שלום world, 123!</p><ul><li>אחת</ul></div>`,
    read: css("p", "direction"),
  },
  {
    name: "vertical writing and zoom",
    html: `<p style="writing-mode:vertical-rl;height:90px;zoom:1.3">Up <b>and</b> down</p>`,
  },
  {
    name: "text nodes split and joined",
    html: `<p>one two three</p>`,
    live: `const t = cell.firstChild.firstChild; t.splitText(3); t.after(document.createComment("x"), "+"); cell.firstChild.append("ä 😀")`,
    read: `cell.textContent`,
  },
  {
    name: "positions past scripts and templates",
    html: `<style>.nth > :nth-child(3) { color: red } .nth > :first-child + * + * { font-weight: bold }</style><div class="nth"><template>t</template><script>0</script><p>third</p><p>fourth</p></div>`,
    read: `getComputedStyle(cell.querySelectorAll("p")[0]).color + getComputedStyle(cell.querySelectorAll("p")[0]).fontWeight`,
  },
  {
    name: ":target",
    html: `<style>#aim:target { background: rgb(255, 220, 0) }</style><p id="aim">target</p>`,
    live: `location.hash = "aim"`,
    read: css("#aim", "backgroundColor"),
  },
];

/** Makes all the rest of its page inert, so it has one of its own. */
const modal: Feature[] = [
  {
    name: "modal dialog in the top layer",
    html: `<style>#modal::backdrop { background: none }</style><div style="z-index:2;position:relative;background:gold;height:60px">above</div><dialog id="modal" style="margin:0">Modal</dialog>`,
    live: `const { left, top } = cell.getBoundingClientRect(); const d = cell.lastChild; d.style.left = left + 10 + "px"; d.style.top = top + 10 + "px"; d.showModal()`,
    read: `cell.querySelector("dialog").matches(":modal")`,
  },
];

/** By the page they stand on. */
export const features: Readonly<Record<string, readonly Feature[]>> = {
  "/features": [...forms, ...shadows, ...sheets, ...frames, ...graphics, ...layers, ...texts],
  "/modal": modal,
};

export const cellWidth = 240;
export const cellHeight = 120;
export const columns = 4;
export const pageWidth = 1000;
export const pageHeight = Math.ceil(features["/features"]!.length / columns) * cellHeight;

/** `<!--capture-->` stands in its head. */
function pageOf(list: readonly Feature[]): string {
  return `<!doctype html><html lang="en"><head><meta charset="utf-8"><title>Features</title><!--capture-->
<style>html, body { margin: 0; overflow: hidden; font: 16px sans-serif } .cell { position: absolute; width: ${cellWidth}px; height: ${cellHeight}px; overflow: clip } .cell p { margin: 4px }</style></head>
<body>${list
    .map(({ html, run }, i) => {
      const at = `left:${(i % columns) * cellWidth}px;top:${Math.floor(i / columns) * cellHeight}px`;
      const script = run ? `<script>{ const cell = document.getElementById("cell${i}"); ${run} }</script>` : "";
      return `<div class="cell" id="cell${i}" style="${at}">${html}</div>${script}`;
    })
    .join("\n")}</body></html>`;
}

const svgOf = (colour: string): string => picture.replace("COLOUR", colour);
/** The pages and what they load. */
export const featureFiles: Readonly<Record<string, string>> = {
  ...Object.fromEntries(Object.entries(features).map(([path, list]) => [path, pageOf(list)])),
  "/linked.css": ".linked { color: red } .linked2 { color: green }",
  "/imported.css": ".imported { color: rgb(0, 0, 200) }",
  "/frame.html": `<!doctype html><style>body { margin: 4px; background: #ffe }</style><body>framed`,
  "/outer.html": `<!doctype html><p style="margin:0">outer</p><iframe style="width:150px;height:40px" src="/frame.html"></iframe>`,
  "/quirks.html": `<body style="margin:0"><div style="height:600px;background:linear-gradient(red, blue)">tall</div>`,
  "/wide.svg": svgOf("teal"),
  "/narrow.svg": svgOf("red"),
};
