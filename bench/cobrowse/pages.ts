/** The shop page of TARGETS.md at a wanted size, and the bursts of changes on it. The functions run in the browser. */

/** About `nodes` nodes: cards with a picture, texts, a price, a button and a form field here and there, and a table. */
export function shopPage(nodes: number): string {
  const rows = 141;
  // A card is 22 nodes with its texts, a table row 9.
  const cards = Math.max(1, Math.round((nodes - rows * 9 * (nodes > 2000 ? 1 : 0)) / 22));
  const words = "kuusi mänty koivu leppä paju haapa pihlaja saarni tammi vaahtera".split(" ");
  const card = (
    i: number,
  ): string => `<article class="card card--${i % 7 === 0 ? "wide" : "plain"} is-visible" data-sku="SKU-${i}" id="p${i}">
<img class="card__picture" src="data:image/gif;base64,R0lGODlhAQABAAAAACw=" alt="${words[i % 10]} ${i}" width="80" height="60">
<h3 class="card__title">Product ${words[(i * 7) % 10]} ${i}</h3><p class="card__text">A fine ${words[(i * 3) % 10]} from the ${words[(i * 13) % 10]} shop, number <b>${i}</b>, in stock.</p>
<div class="card__foot"><span class="price" style="color:#${((i * 97) % 4096).toString(16).padStart(3, "0")}">${(i % 90) + 1},90 €</span><button type="button" class="button button--primary" aria-label="Add ${i}">Add to cart</button></div>${i % 10 === 0 ? `<input name="note${i}" value="note ${i}">` : ""}</article>`;
  const table = `<table id="table"><tbody>${Array.from({ length: rows }, (_, i) => `<tr><td>${i}</td><td>${words[i % 10]}</td><td>${i * 3} €</td></tr>`).join("")}</tbody></table>`;
  const style = Array.from(
    { length: 120 },
    (_, i) => `.card--v${i} .card__title { margin: ${i % 9}px; color: rgb(${i}, ${i}, ${i}) }`,
  ).join("\n");
  return `<!doctype html><html lang="fi"><head><meta charset="utf-8"><title>Shop</title><style>${style}</style></head><body><header><nav>${words.map((word) => `<a href="/${word}">${word}</a>`).join(" ")}</nav></header><main id="list">${Array.from({ length: cards }, (_, i) => card(i)).join("\n")}</main>${nodes > 2000 ? table : ""}<div id="box"></div></body></html>`;
}

export const bursts: Readonly<Record<string, () => void>> = {
  "1,000 attribute sets": () => {
    const cards = document.querySelectorAll("#list article");
    for (let i = 0; i < 1000; i++) cards[i % cards.length]!.setAttribute(i % 2 ? "class" : "data-state", `card s${i}`);
  },
  "prepend 1,000 rows": () => {
    const list = document.querySelector("#list")!;
    for (let i = 0; i < 1000; i++) {
      const row = document.createElement("div");
      row.className = "row";
      row.innerHTML = `<b>Row ${i}</b>`;
      list.prepend(row);
    }
  },
  "innerHTML of 1,665 nodes": () => {
    document.querySelector("#box")!.innerHTML = Array.from(
      { length: 333 },
      (_, i) => `<div class="item"><span>Item ${i}</span><i>${i * 7}</i></div>`,
    ).join("");
  },
  "1,000 random moves": () => {
    const list = document.querySelector("#list")!;
    const cards = [...list.children];
    let seed = 11;
    const random = (n: number): number => (seed = (seed * 48271) % 2147483647) % n;
    for (let i = 0; i < 1000; i++)
      list.insertBefore(cards[random(cards.length)]!, list.children[random(cards.length)] ?? null);
  },
  "reverse 141 table rows": () => {
    const body = document.querySelector("#table tbody")!;
    for (const row of [...body.children].reverse()) body.append(row);
  },
};
