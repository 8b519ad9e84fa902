/** The frame of every page: head, navigation, footer and Rinnalla's one script tag (CHAT-01). */
import { html, type Html } from "./html.ts";
import { texts, type Language, type Texts } from "./texts.ts";

export interface PageContext {
  readonly base: string;
  readonly path: string;
  readonly language: Language;
  readonly t: Texts;
  readonly cartCount: number;
  readonly widgetScriptUrl: string;
  readonly widgetId: string;
}

export function money(cents: number, language: Language): string {
  return new Intl.NumberFormat(language, { style: "currency", currency: "EUR" }).format(cents / 100);
}

export function page(context: PageContext, title: string, content: Html): string {
  const { base, language, t } = context;
  const other: Language = language === "en" ? "fi" : "en";
  const here = (path: string): string | false => (context.path === path ? "page" : false);
  const link = (path: string, text: Html): Html =>
    html`<a href="${base}${path}" ${here(path) ? html`aria-current="page"` : null}>${text}</a>`;
  return html`<!doctype html>
    <html lang="${language}">
      <head>
        <meta charset="utf-8" />
        <title>${title} · Kahvila Kuusi</title>
        <meta name="viewport" content="width=device-width, initial-scale=1, viewport-fit=cover" />
        <meta name="color-scheme" content="light dark" />
        <meta name="description" content="${texts[language].heroLine}" />
        <link rel="icon" href="${base}/pictures/logo.svg" type="image/svg+xml" />
        <link rel="stylesheet" href="${base}/style.css" />
        <script defer src="${base}/shop.js"></script>
        <script async src="${context.widgetScriptUrl}" data-widget="${context.widgetId}"></script>
      </head>
      <body>
        <a class="skip" href="#content">${t.skip}</a>
        <header class="top">
          <a class="brand" href="${base}/"
            ><img src="${base}/pictures/logo.svg" alt="" width="36" height="36" /><span>Kahvila Kuusi</span></a
          >
          <nav aria-label="Kahvila Kuusi">
            ${link("/", html`${t.coffee}`)}
            ${link("/cart", html`${t.cart} ${context.cartCount > 0 && html`<span class="count">${context.cartCount}</span>`}`)}
            <a class="language" href="${base}${context.path}?lang=${other}" lang="${other}" hreflang="${other}"
              >${other === "fi" ? "Suomeksi" : "In English"}</a
            >
          </nav>
        </header>
        <main id="content" tabindex="-1">${content}</main>
        <footer>
          <p>${t.help}</p>
          <p>${t.footer}</p>
        </footer>
      </body>
    </html>`.html;
}
