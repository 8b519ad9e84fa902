import { describe, expect, test } from "vitest";
import { respond } from "./index.ts";

const options = { widgetScriptUrl: "http://127.0.0.1:8080/widget/loader.js", widgetId: "w_demo" };
const get = (path: string, cookies: Record<string, string> = {}, query = "") =>
  respond({ method: "GET", path, query, cookies }, options);

describe("the demo shop", () => {
  test("[CHAT-01] embeds the widget with one async script tag under a policy without inline scripts or styles", () => {
    const answer = get("/shop/");
    expect(answer?.status).toBe(200);
    expect(answer?.body).toContain(
      '<script async src="http://127.0.0.1:8080/widget/loader.js" data-widget="w_demo"></script>',
    );
    const policy = answer?.headers["content-security-policy"] ?? "";
    expect(policy).toContain("script-src 'self' http://127.0.0.1:8080;");
    expect(policy).not.toContain("unsafe");
    expect(answer?.body).not.toMatch(/<script>|<style|style="|onclick/);
  });

  test("speaks Finnish when asked, and remembers", () => {
    const answer = get("/shop/cart", {}, "?lang=fi");
    expect(answer?.body).toContain('<html lang="fi">');
    expect(answer?.headers["set-cookie"]).toContain("shop_lang=fi");
    expect(get("/shop/cart", { shop_lang: "fi" })?.body).toContain("Ostoskorisi on tyhjä");
  });

  test("a cart is filled, changed and emptied by form posts", () => {
    const post = (path: string, body: string, cart: string) =>
      respond({ method: "POST", path, body, cookies: { shop_cart: cart } }, options)?.headers["set-cookie"];
    expect(post("/shop/cart/add", "product=kuusi&quantity=2", "")).toContain("shop_cart=kuusi:2;");
    expect(post("/shop/cart/add", "product=kuusi&quantity=2", "kuusi:2")).toContain("shop_cart=kuusi:4;");
    expect(post("/shop/cart/set", "product=kuusi&quantity=0", "kuusi:2.kuppi:1")).toContain("shop_cart=kuppi:1;");
    expect(post("/shop/checkout", "name=A", "kuusi:2")).toContain("Max-Age=0");
    expect(get("/shop/checkout", { shop_cart: "kuusi:2" })?.body).toContain('autocomplete="cc-number"');
  });

  test("serves its own files, and nothing beside them", () => {
    expect(get("/shop/style.css")?.headers["content-type"]).toContain("text/css");
    expect(get("/shop/../package.json")?.status).toBe(404);
    expect(get("/elsewhere")).toBeNull();
    expect(get("/shop/product/%3Cscript%3E")?.status).toBe(404);
  });
});
