/** Pages of our own for the fidelity suite, for what frameworks' examples do not show together. */

interface OwnPage {
  readonly name: string;
  readonly head: string;
  readonly body: string;
  readonly isQuick?: boolean;
}

const plain = `<style>body { font: 16px sans-serif; margin: 16px }</style>`;
const rows = (count: number): string =>
  Array.from({ length: count }, (_, i) => `<tr><td>${i}</td><td>Item ${i}</td><td>${i * 3} €</td></tr>`).join("");

export const ownPages: readonly OwnPage[] = [
  {
    name: "own: a shop",
    isQuick: true,
    head: `<style>body { font: 15px sans-serif; margin: 0 } header { background: #123; color: #fff; padding: 12px; position: sticky; top: 0 } .grid { display: grid; grid-template-columns: repeat(auto-fill, minmax(180px, 1fr)); gap: 12px; padding: 12px } .card { border: 1px solid #ccc; border-radius: 8px; padding: 8px; transition: none } .card:hover { box-shadow: 0 2px 8px #0006 } .card:focus-within { border-color: #06c } .cart::after { content: "★" } @media (width < 700px) { .grid { background: #fee } }</style>`,
    body: `<header>Kahvila <span class="cart">Kuusi</span></header><div class="grid">${Array.from({ length: 18 }, (_, i) => `<div class="card"><svg width="100%" height="60"><rect width="100%" height="60" fill="hsl(${i * 20} 50% 70%)"/></svg><h3>Product ${i}</h3><p>${i + 3},90 €</p><button>Add</button></div>`).join("")}</div>`,
  },
  {
    name: "own: every kind of field",
    isQuick: true,
    head: plain,
    body: `<form>${"text search url tel email number date time month week datetime-local color range checkbox radio submit reset button"
      .split(" ")
      .map((type) => `<p><label>${type} <input type="${type}" ${type === "radio" ? "name=r" : ""}></label></p>`)
      .join(
        "",
      )}<select multiple><option>a<option selected>b</select> <select><option>one<option>two</select> <details><summary class="s">More</summary>inside</details></form>`,
  },
  {
    name: "own: a long table that scrolls",
    head: `${plain}<style>.scroll { height: 300px; overflow: auto; border: 1px solid } th { position: sticky; top: 0; background: #eee } tr:nth-child(odd) { background: #f6f6f6 }</style>`,
    body: `<div class="scroll"><table><thead><tr><th>No<th>Name<th>Price</tr></thead><tbody>${rows(200)}</tbody></table></div><p style="height:1500px">below</p>`,
  },
  {
    name: "own: frames",
    isQuick: true,
    head: plain,
    body: `<iframe width="300" height="120" srcdoc="<style>body { background: #eef }</style><p>In a frame <input value=x> <button>b</button>"></iframe><iframe id="w" width="300" height="120"></iframe><script>const d = w.contentDocument; d.open(); d.write("<!doctype html><h2>Written</h2>"); d.close()</script>`,
  },
  {
    name: "own: shadow roots and adopted sheets",
    head: plain,
    body: `<x-card><b slot="head">Head</b>Text</x-card><x-closed data-closed="">light</x-closed><script>const sheet = new CSSStyleSheet(); sheet.replaceSync(":host { display: block; border: 2px solid teal; padding: 8px; margin: 8px } ::slotted(b) { color: teal }"); for (const [name, mode] of [["x-card", "open"], ["x-closed", "closed"]]) customElements.define(name, class extends HTMLElement { connectedCallback() { const root = this.attachShadow({ mode }); root.innerHTML = "<slot name=head></slot><p><slot></slot></p><button>in</button>"; root.adoptedStyleSheets = [sheet]; } })</script>`,
  },
  {
    name: "own: right to left and vertical",
    head: `${plain}<style>ul { border-inline-start: 4px solid teal; padding-inline-start: 20px }</style>`,
    body: `<div dir="rtl"><h1>שלום</h1><ul><li>אחת 123<li>שתיים (two)</ul><input value="שם"></div><p style="writing-mode:vertical-rl;height:160px">縦書き vertical 12</p>`,
  },
  {
    name: "own: drawings",
    isQuick: true,
    head: plain,
    body: `<canvas id="c" width="300" height="150"></canvas><svg width="300" height="150" viewBox="0 0 60 30"><defs><pattern id="p" width="4" height="4" patternUnits="userSpaceOnUse"><circle cx="2" cy="2" r="1" fill="teal"/></pattern><clipPath id="k"><circle cx="30" cy="15" r="14"/></clipPath></defs><rect width="60" height="30" fill="url(#p)" clip-path="url(#k)"/><text x="5" y="20">SVG</text></svg><math><mfrac><mi>a</mi><mi>b</mi></mfrac></math><script>const x = c.getContext("2d"); for (let i = 0; i < 10; i++) { x.fillStyle = "hsl(" + i * 36 + " 60% 50%)"; x.fillRect(i * 30, 150 - i * 14, 24, i * 14); }</script>`,
  },
  {
    name: "own: layers, filters and grids",
    head: `${plain}<style>.a { display: grid; grid: "x y" 80px "x z" 80px / 1fr 2fr; gap: 8px } .a > * { background: linear-gradient(45deg, #fa0, #06c); color: #fff } .a > :first-child { grid-area: x; filter: blur(1px); mix-blend-mode: multiply } .b { columns: 3; margin-top: 8px } .b::first-letter { font-size: 3em; float: left } .c { transform: rotate(3deg) scale(.9); opacity: .7; clip-path: polygon(0 0, 100% 10%, 90% 100%, 0 90%); background: gold; padding: 20px }</style>`,
    body: `<div class="a"><div>1</div><div>2</div><div>3</div></div><div class="b">${"Columns of text that flow from one to the next. ".repeat(20)}</div><div class="c">turned</div><ol start="4" reversed><li>x<li>y</ol>`,
  },
];
