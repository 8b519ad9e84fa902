import { describe, expect, it } from "vitest";
import { maskCardNumbers } from "./card-numbers.ts";
import { isSensitive, type Field } from "./secrecy.ts";
import { resourceUrl } from "./shown-url.ts";
import { shownStyle, withoutCustomProperties } from "./style-text.ts";

describe("card numbers in text", () => {
  it.each([
    "4111111111111111",
    "4111 1111 1111 1111",
    "Card 5500-0055-5555-5559, thanks",
    "3782 822463 10005",
    "2 4111 1111 1111 1111",
    "4222222222222",
  ])("[VIS-05] %s leaves no digit", (text) => expect(maskCardNumbers(text)).not.toMatch(/\d{3}/));
  it.each(["Order 1234567", "4111 1111 1111 1112", "+358 40 123 4567", "", "2026-11-22 10:00:00"])(
    "[VIS-05] %s stays",
    (text) => expect(maskCardNumbers(text)).toBe(text),
  );
});

describe("fields that stay sealed", () => {
  const field = (localName: string, attributes: Record<string, string>, label = "", value = ""): Field =>
    ({
      localName,
      type: attributes.type ?? "text",
      getAttribute: (name: string) => attributes[name] ?? null,
      id: "",
      closest: () => (label ? { textContent: label } : null),
      getRootNode: () => ({ querySelector: () => null }),
      maxLength: Number(attributes.maxlength ?? -1),
      inputMode: attributes.inputmode ?? "",
      value,
    }) as unknown as Field;

  it.each([
    [{ type: "password" }],
    [{ type: "file" }],
    [{ type: "hidden" }],
    [{ autocomplete: "cc-number" }],
    [{ autocomplete: "section-a billing cc-csc" }],
    [{ autocomplete: "one-time-code" }],
    [{ autocomplete: "current-password" }],
    [{ name: "userPassword" }],
    [{ id: "salasana" }],
    [{ name: "card_number" }],
    [{ name: "cardNumber" }],
    [{ name: "cvc" }],
    [{ placeholder: "Verification code" }],
    [{ "aria-label": "Lösenord" }],
    [{ maxlength: "1", inputmode: "numeric" }],
    [{ name: "pin" }],
  ])("[VIS-05] %o", (attributes) =>
    expect(isSensitive(field("input", attributes as Record<string, string>))).toBe(true),
  );

  it("[VIS-05] by its label, and by what it holds", () => {
    expect(isSensitive(field("input", { name: "x1" }, "Card number"))).toBe(true);
    expect(isSensitive(field("input", { name: "x1" }, "Henkilötunnus"))).toBe(true);
    expect(isSensitive(field("input", { name: "x1" }, "", "4111 1111 1111 1111"))).toBe(true);
    expect(isSensitive(field("textarea", { name: "x1" }, "", "note: 4111111111111111"))).toBe(true);
  });

  it.each([
    [{ name: "fullname" }],
    [{ name: "postcode" }],
    [{ name: "company" }],
    [{ type: "email", name: "email" }],
    [{ name: "compass" }],
    [{ id: "shipping" }],
  ])("[VIS-05] %o is merely hidden", (attributes) =>
    expect(isSensitive(field("input", attributes as Record<string, string>, "Your answer", "42"))).toBe(false),
  );
});

describe("addresses", () => {
  const base = "https://shop.example/a/b?token=x#y";
  it.each([
    ["pic.png", "https://shop.example/a/pic.png"],
    ["/pic.png?token=abc&w=200#frag", "https://shop.example/pic.png?w=200"],
    ["/app.css?v=1.2.3", "https://shop.example/app.css?v=1.2.3"],
    [
      "/app.css?v=someone%40example.com%26token%3Dlonger-than-any-version-number-ever-is",
      "https://shop.example/app.css",
    ],
    ["https://user:pass@cdn.example/x.png", "https://cdn.example/x.png"],
    ["javascript:alert(1)", null],
    ["blob:https://shop.example/1", null],
    ["data:text/html,x", null],
    ["data:image/png;base64,AA", "data:image/png;base64,AA"],
  ])("[VIS-05] %s leaves as %s", (value, shown) => expect(resourceUrl(value, base)).toBe(shown));

  it("[VIS-05] in styles are absolute and without their queries; comments and words in content stay behind", () => {
    expect(shownStyle(`a{background:url( '../x.png?t=1' )} /* secret */ @import "y.css?u=2";`, base)).toBe(
      `a{background:url( "https://shop.example/x.png" )}  @import "https://shop.example/a/y.css";`,
    );
    expect(
      shownStyle(`a::after{content:"Maija";color:red} b::after{content:"\\f101"} c::after{content:"/"}`, base),
    ).toBe(`a::after{content:"▪▪▪▪▪";color:red} b::after{content:"\\f101"} c::after{content:"/"}`);
    expect(shownStyle("a{mask:url(#m)}", base)).toBe('a{mask:url("#m")}');
  });

  it.each([
    [`a{content:"};Maija"} b{color:red}`, `a{content:"▪▪▪▪▪▪▪"} b{color:red}`],
    [`a{content:"\\4d\\61\\69ja"}`, `a{content:"▪▪▪▪▪"}`],
    [`a{content:"Maija`, `a{content:"▪▪▪▪"`],
    [`.content:hover{font-family:"Inter"}`, `.content:hover{font-family:"Inter"}`],
    [`a{content:url("/x.png?t=1") "Maija"}`, `a{content:url("https://shop.example/x.png") "▪▪▪▪▪"}`],
    [
      `a{background:image-set("/x.png?t=1" type("image/png"), url(/y.png?t=2) 2x);font:"Inter"}`,
      `a{background:image-set("https://shop.example/x.png" type("image/png"), url("https://shop.example/y.png") 2x);font:"Inter"}`,
    ],
    [`a{--font:"Inter"}/*Maija`, `a{--font:"Inter"}`],
  ])("[VIS-05] the style %s leaves as %s", (text, shown) => expect(shownStyle(text, base)).toBe(shown));

  it("[VIS-05] variables of a style attribute lose their words", () => {
    expect(shownStyle(`--owner:'Maija';--bg:url(/x.png?t=1)`, base, true)).toBe(
      `--owner:"▪▪▪▪▪";--bg:url("https://shop.example/x.png")`,
    );
    expect(withoutCustomProperties("color:red;--name:Maija;width:1px")).toBe("color:red;width:1px");
  });
});
