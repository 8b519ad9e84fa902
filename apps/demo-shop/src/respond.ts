/**
 * The shop as one pure function of a request, so that any server can mount it. It stores nothing: the cart and the
 * language are cookies, and what is typed at the checkout is thrown away.
 * Its content security policy is strict on purpose: it is the proof that the widget works under one (CHAT-01).
 */
import { quantityOf, readCart, withQuantity, writeCart, type CartLine } from "./cart.ts";
import { staticFile } from "./files.ts";
import { page, type PageContext } from "./layout.ts";
import { cartPage, checkoutPage, home, notFoundPage, productPage, thanksPage } from "./pages.ts";
import { findProduct } from "./products.ts";
import { texts, type Language } from "./texts.ts";

export interface ShopRequest {
  readonly method: string;
  /** The whole path, such as `/shop/cart`. */
  readonly path: string;
  /** As sent, with or without `?`. */
  readonly query?: string;
  /** `application/x-www-form-urlencoded`, as sent. */
  readonly body?: string;
  readonly cookies?: Readonly<Record<string, string>>;
}

export interface ShopOptions {
  /** Absolute address of `loader.js`; its origin is what the policy allows. */
  readonly widgetScriptUrl: string;
  readonly widgetId: string;
  /** Where the shop is mounted, without a slash at the end. */
  readonly base?: string;
}

export interface ShopResponse {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string | Uint8Array;
}

/** `null`: not the shop's path. */
export function respond(request: ShopRequest, options: ShopOptions): ShopResponse | null {
  const base = options.base ?? "/shop";
  if (request.path === base) return redirect(`${base}/`);
  if (!request.path.startsWith(`${base}/`)) return null;
  const path = request.path.slice(base.length);
  const file = request.method === "GET" ? staticFile(path) : null;
  if (file)
    return {
      status: 200,
      headers: {
        "content-type": file.type,
        "cache-control": "public, max-age=300",
        "x-content-type-options": "nosniff",
      },
      body: file.body,
    };

  const cookies = request.cookies ?? {};
  const lines = readCart(cookies["shop_cart"]);
  const query = new URLSearchParams(request.query ?? "");
  if (request.method === "POST") return post(path, new URLSearchParams(request.body ?? ""), lines, base);
  if (request.method !== "GET" && request.method !== "HEAD")
    return { status: 405, headers: { allow: "GET, HEAD, POST" }, body: "" };

  const asked = query.get("lang");
  const language: Language = (asked ?? cookies["shop_lang"]) === "fi" ? "fi" : "en";
  const context: PageContext = {
    base,
    path,
    language,
    t: texts[language],
    cartCount: lines.reduce((count, line) => count + line.quantity, 0),
    widgetScriptUrl: options.widgetScriptUrl,
    widgetId: options.widgetId,
  };
  const headers: Record<string, string> = { ...htmlHeaders(options.widgetScriptUrl) };
  if (asked) headers["set-cookie"] = cookie("shop_lang", language, base);
  return { ...content(context, path, lines, base), headers };
}

function content(
  context: PageContext,
  path: string,
  lines: readonly CartLine[],
  base: string,
): { status: number; body: string } {
  const { t } = context;
  const ok = (title: string, body: Parameters<typeof page>[2]): { status: number; body: string } => ({
    status: 200,
    body: page(context, title, body),
  });
  if (path === "/") return ok(t.coffee, home(context));
  if (path === "/cart") return ok(t.cart, cartPage(context, lines));
  if (path === "/checkout")
    return ok(t.checkout, lines.length > 0 ? checkoutPage(context, lines) : cartPage(context, lines));
  if (path === "/thank-you") return ok(t.thanksTitle, thanksPage(context));
  const product = path.startsWith("/product/") ? findProduct(path.slice("/product/".length)) : undefined;
  if (product) return ok(product.name, productPage(context, product));
  return { status: 404, body: page({ ...context, path: "/" }, t.notFoundTitle, notFoundPage({ ...context, base })) };
}

function post(path: string, form: URLSearchParams, lines: readonly CartLine[], base: string): ShopResponse {
  const product = findProduct(form.get("product") ?? "");
  const quantity = Number(form.get("quantity") ?? "0");
  if (path === "/checkout") return redirect(`${base}/thank-you`, cookie("shop_cart", "", base));
  if (product && path === "/cart/add") {
    return redirect(
      `${base}/cart`,
      cookie("shop_cart", writeCart(withQuantity(lines, product, quantityOf(lines, product) + quantity)), base),
    );
  }
  if (product && path === "/cart/set")
    return redirect(`${base}/cart`, cookie("shop_cart", writeCart(withQuantity(lines, product, quantity)), base));
  return redirect(`${base}/cart`);
}

function redirect(location: string, setCookie?: string): ShopResponse {
  return {
    status: 303,
    headers: { location, ...(setCookie === undefined ? {} : { "set-cookie": setCookie }) },
    body: "",
  };
}

function cookie(name: string, value: string, base: string): string {
  return `${name}=${value}; Path=${base}/; SameSite=Lax; Max-Age=${value === "" ? 0 : 86_400}`;
}

function htmlHeaders(widgetScriptUrl: string): Readonly<Record<string, string>> {
  const widget = new URL(widgetScriptUrl).origin;
  const socket = widget.replace(/^http/, "ws");
  return {
    "content-type": "text/html; charset=utf-8",
    "cache-control": "no-store",
    "referrer-policy": "same-origin",
    "x-content-type-options": "nosniff",
    "content-security-policy": [
      "default-src 'none'",
      `script-src 'self' ${widget}`,
      "style-src 'self'",
      "img-src 'self'",
      `connect-src 'self' ${widget} ${socket}`,
      "form-action 'self'",
      "base-uri 'none'",
      // Both for CALL-08: during a call the next page may stand in a frame of this one.
      "frame-src 'self'",
      "frame-ancestors 'self'",
      "require-trusted-types-for 'script'",
    ].join("; "),
  };
}
