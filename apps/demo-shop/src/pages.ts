/** The pages' content. Plain forms and links: each step is a full page load, which calls and co-browsing must survive (CALL-08, VIS-07). */
import { deliveryCents, sumCents, type CartLine } from "./cart.ts";
import { html, type Html } from "./html.ts";
import { money, type PageContext } from "./layout.ts";
import { products, type Product } from "./products.ts";

export function home({ base, language, t }: PageContext): Html {
  const filters = ["all", "light", "medium", "dark"] as const;
  return html`
    <section class="hero">
      <div>
        <h1>${t.heroTitle}</h1>
        <p>${t.heroLine}</p>
        <a class="button" href="#shelf">${t.heroButton}</a>
      </div>
      <img src="${base}/pictures/forest.svg" alt="" width="640" height="420" />
    </section>
    <section id="shelf">
      <div class="shelf-head">
        <h2>${t.ours}</h2>
        <div class="filters" role="group" aria-label="${t.coffee}">
          ${filters.map((filter) => html`<button type="button" data-filter="${filter}" aria-pressed="${filter === "all" ? "true" : "false"}">${t[filter]}</button>`)}
        </div>
      </div>
      <ul class="products">
        ${products.map(
          (product) => html`<li data-roast="${product.roast ?? "none"}">
            <a class="card" href="${base}/product/${product.id}">
              <img src="${base}/pictures/${product.id}.svg" alt="" width="300" height="300" />
              <span class="tag">${product.roast ? t[product.roast] : t.goods}</span>
              <strong>${product.name}</strong>
              <span class="line">${product.line[language]}</span>
              <span class="price">${money(product.cents, language)} <small>${product.size}</small></span>
            </a>
          </li>`,
        )}
      </ul>
    </section>
  `;
}

export function productPage({ base, language, t }: PageContext, product: Product): Html {
  return html`
    <p><a class="back" href="${base}/">← ${t.back}</a></p>
    <article class="product">
      <img src="${base}/pictures/${product.id}.svg" alt="${product.name}" width="480" height="480" />
      <div>
        <span class="tag">${product.roast ? t[product.roast] : t.goods}</span>
        <h1>${product.name}</h1>
        <p class="lead">${product.line[language]}</p>
        <p>${product.story[language]}</p>
        <dl>
          <dt>${t.tastes}</dt>
          <dd>${product.notes[language]}</dd>
        </dl>
        <p class="price big">${money(product.cents, language)} <small>${product.size}</small></p>
        <form class="buy" method="post" action="${base}/cart/add">
          <input type="hidden" name="product" value="${product.id}" />
          <label
            >${t.quantity} <input type="number" name="quantity" value="1" min="1" max="20" inputmode="numeric"
          /></label>
          <button class="button" type="submit">${t.addToCart}</button>
        </form>
      </div>
    </article>
  `;
}

export function cartPage({ base, language, t }: PageContext, lines: readonly CartLine[]): Html {
  if (lines.length === 0) {
    return html`<h1>${t.cartTitle}</h1>
      <p class="lead">${t.cartEmpty}</p>
      <p><a class="button" href="${base}/">${t.goOn}</a></p>`;
  }
  return html`
    <h1>${t.cartTitle}</h1>
    <ul class="cart">
      ${lines.map(
        ({ product, quantity }) => html`<li>
          <img src="${base}/pictures/${product.id}.svg" alt="" width="72" height="72" />
          <div class="what">
            <a href="${base}/product/${product.id}">${product.name}</a>
            <small>${product.size} · ${money(product.cents, language)}</small>
          </div>
          <form method="post" action="${base}/cart/set">
            <input type="hidden" name="product" value="${product.id}" />
            <input
              type="number"
              name="quantity"
              value="${quantity}"
              min="1"
              max="20"
              inputmode="numeric"
              aria-label="${t.quantity}: ${product.name}"
            />
            <button type="submit" class="quiet">${t.update}</button>
          </form>
          <span class="sum">${money(product.cents * quantity, language)}</span>
          <form method="post" action="${base}/cart/set">
            <input type="hidden" name="product" value="${product.id}" />
            <input type="hidden" name="quantity" value="0" />
            <button type="submit" class="quiet" aria-label="${t.remove}: ${product.name}">${t.remove}</button>
          </form>
        </li>`,
      )}
    </ul>
    ${totals(t, language, lines)}
    <p class="actions">
      <a class="button" href="${base}/checkout">${t.toCheckout}</a> <a class="quiet" href="${base}/">${t.goOn}</a>
    </p>
  `;
}

export function checkoutPage({ base, language, t }: PageContext, lines: readonly CartLine[]): Html {
  return html`
    <h1>${t.checkout}</h1>
    <div class="checkout">
      <form id="checkout" method="post" action="${base}/checkout">
        <fieldset>
          <legend>${t.contact}</legend>
          <label>${t.name} <input name="name" autocomplete="name" required /></label>
          <label>${t.email} <input name="email" type="email" autocomplete="email" required /></label>
        </fieldset>
        <fieldset>
          <legend>${t.address}</legend>
          <label class="wide">${t.street} <input name="street" autocomplete="street-address" required /></label>
          <label>${t.postcode} <input name="postcode" autocomplete="postal-code" inputmode="numeric" required /></label>
          <label>${t.city} <input name="city" autocomplete="address-level2" required /></label>
          <div class="wide choice" role="radiogroup" aria-label="${t.deliveryHow}">
            <label><input type="radio" name="delivery" value="post" checked /> ${t.byPost}</label>
            <label><input type="radio" name="delivery" value="pickup" /> ${t.byPickup}</label>
          </div>
        </fieldset>
        <fieldset>
          <legend>${t.payment}</legend>
          <label class="wide"
            >${t.cardNumber}
            <input
              name="cardnumber"
              autocomplete="cc-number"
              inputmode="numeric"
              maxlength="23"
              placeholder="0000 0000 0000 0000"
              required
          /></label>
          <label
            >${t.expires}
            <input name="expires" autocomplete="cc-exp" inputmode="numeric" maxlength="5" placeholder="00/00" required
          /></label>
          <label>${t.cvc} <input name="cvc" autocomplete="cc-csc" inputmode="numeric" maxlength="4" required /></label>
        </fieldset>
        <fieldset>
          <legend>${t.account}</legend>
          <p class="wide hint">${t.accountLine}</p>
          <label class="wide"
            >${t.password}
            <input id="password" name="password" type="password" autocomplete="new-password" minlength="8"
          /></label>
          <label class="wide choice"><input type="checkbox" id="show-password" /> ${t.showPassword}</label>
        </fieldset>
        <label>${t.wishes} <textarea name="wishes" rows="3"></textarea></label>
        <p class="hint">${t.demoNote}</p>
        <button class="button" type="submit">${t.order}</button>
      </form>
      <aside aria-label="${t.yourOrder}">
        <h2>${t.yourOrder}</h2>
        <ul>
          ${lines.map(({ product, quantity }) => html`<li><span>${quantity} × ${product.name}</span> <span>${money(product.cents * quantity, language)}</span></li>`)}
        </ul>
        ${totals(t, language, lines)}
      </aside>
    </div>
  `;
}

export function thanksPage({ base, t }: PageContext): Html {
  return html`<div class="center">
    <img src="${base}/pictures/kuppi.svg" alt="" width="220" height="220" />
    <h1>${t.thanksTitle}</h1>
    <p class="lead">${t.thanksLine}</p>
    <p><a class="button" href="${base}/">${t.goOn}</a></p>
  </div>`;
}

export function notFoundPage({ base, t }: PageContext): Html {
  return html`<h1>${t.notFoundTitle}</h1>
    <p class="lead">${t.notFoundLine}</p>
    <p><a class="button" href="${base}/">${t.back}</a></p>`;
}

function totals(t: PageContext["t"], language: PageContext["language"], lines: readonly CartLine[]): Html {
  const sum = sumCents(lines);
  return html`<dl class="totals">
    <dt>${t.delivery}</dt>
    <dd>${money(deliveryCents, language)}</dd>
    <dt>${t.total}</dt>
    <dd><strong>${money(sum + deliveryCents, language)}</strong></dd>
  </dl>`;
}
