/**
 * The places of a web page that hold what is nobody's business, each with a secret of its own (VIS-05). One page for all of them, so
 * that any recorder can be put in front of it: what of the secrets stands in what it sends? Text that the page simply shows is no
 * place here. Marks for a peer stand beside ours, so that each recorder is asked in its own way.
 */
import type { Page } from "playwright-core";

export interface LeakPlace {
  readonly name: string;
  /** Part of the page. `SECRET` and `ID` are filled in. */
  readonly html?: string;
  readonly head?: string;
  /** Where a word will not do. */
  readonly secret?: string;
  /** Done in the page before mirroring begins, and while it goes on. */
  readonly before?: (id: string, secret: string) => void;
  readonly later?: (id: string, secret: string) => void;
  /** The customer's own hand, while it goes on. */
  readonly hand?: "types" | "picksFile";
}

/** Runs in the page. */
const getText = `const get = (id) => document.getElementById(id);`;
declare function get(id: string): HTMLInputElement;

const mask = `data-rinnalla-mask data-openreplay-obscured class="rr-mask"`;
const block = `data-rinnalla-block data-openreplay-hidden class="rr-block"`;
const picture = `data:image/svg+xml,<svg xmlns='http://www.w3.org/2000/svg' width='9' height='9'><!--SECRET--></svg>`;

const setValue = (id: string, secret: string): void => void (get(id).value = secret);
const typed = (type: string, secret?: string): LeakPlace => ({
  name: `value of a ${type} field`,
  html: `<input id="ID" type="${type}">`,
  ...(secret === undefined ? {} : { secret }),
  before: setValue,
});
const attribute = (name: string, html: string): LeakPlace => ({ name, html });

const fields: readonly LeakPlace[] = [
  ...["text", "search", "tel", "email", "url", "password"].map((type) => typed(type)),
  typed("number", "86753091"),
  typed("range", "4731"),
  typed("date", "1987-06-05"),
  typed("month", "1979-03"),
  typed("time", "03:47"),
  typed("datetime-local", "1968-11-09T04:13"),
  { name: "text area, filled before", html: `<textarea id="ID"></textarea>`, before: setValue },
  { name: "text area's own text", html: `<textarea>SECRET</textarea>` },
  { name: "typed into a field", html: `<input id="ID">`, hand: "types" },
  { name: "typed into a text area", html: `<textarea id="ID"></textarea>`, hand: "types" },
  { name: "typed into a password field", html: `<input type="password" id="ID">`, hand: "types" },
  { name: "typed into an editable element", html: `<div contenteditable id="ID">.</div>`, hand: "types" },
  { name: "typed into a role=textbox", html: `<div role="textbox" contenteditable id="ID">.</div>`, hand: "types" },
  {
    name: "filled in by the browser, without an event",
    html: `<input id="ID" autocomplete="street-address">`,
    later: setValue,
  },
  {
    name: "pasted",
    html: `<input id="ID">`,
    later(id, secret) {
      const field = get(id);
      const clipboardData = new DataTransfer();
      clipboardData.setData("text/plain", secret);
      field.dispatchEvent(new ClipboardEvent("paste", { clipboardData, bubbles: true }));
      field.setRangeText(secret);
    },
  },
  {
    name: "selected text of a field",
    html: `<input id="ID" value="SECRET">`,
    later: (id) => (get(id).focus(), get(id).select(), get(id).blur()),
  },
  attribute("value attribute", `<input value="SECRET">`),
  attribute("title of a field", `<input title="SECRET">`),
  attribute("aria-label of a field", `<input aria-label="SECRET">`),
  attribute("aria-valuetext", `<input type="range" aria-valuetext="SECRET">`),
  attribute("aria-description", `<input aria-description="SECRET">`),
  attribute("placeholder", `<input placeholder="SECRET">`),
  attribute("data-value of a field", `<input data-value="SECRET">`),
  attribute("name of a field", `<input name="SECRET">`),
  attribute("hidden input", `<input type="hidden" value="SECRET">`),
  attribute("option's value", `<select><option value="SECRET">A</select>`),
  attribute("option's data", `<select><option data-key="SECRET">A</select>`),
  attribute("radio's value", `<input type="radio" value="SECRET">`),
  attribute("checkbox's value", `<input type="checkbox" value="SECRET" checked>`),
  attribute("button's value", `<button type="button" value="SECRET">b</button>`),
  attribute("suggestion in a datalist", `<input list="dlID"><datalist id="dlID"><option value="SECRET"></datalist>`),
  attribute("text of a datalist", `<datalist><option>SECRET</option></datalist>`),
  attribute("output that repeats a field", `<output>SECRET</output>`),
  { name: "name of a file", html: `<input type="file" id="ID">`, hand: "picksFile" },
  {
    name: "value attribute, set later",
    html: `<input id="ID">`,
    later: (id, secret) => get(id).setAttribute("value", secret),
  },
  {
    name: "title, set later",
    html: `<input id="ID">`,
    later: (id, secret) => void (get(id).title = secret),
  },
  {
    name: "field added later",
    later: (_id, secret) =>
      document.body.append(Object.assign(document.createElement("input"), { value: secret, title: secret })),
  },
  {
    name: "text area's text, changed later",
    html: `<textarea id="ID">x</textarea>`,
    later: (id, secret) => void (get(id).firstChild!.nodeValue = secret),
  },
];

const neverShown: readonly LeakPlace[] = [
  {
    name: "password shown before mirroring began",
    html: `<input type="password" id="ID" value="SECRET">`,
    before: (id) => void (get(id).type = "text"),
  },
  {
    name: "password shown while mirroring",
    html: `<input type="password" id="ID">`,
    later: (id, secret) => ((get(id).value = secret), (get(id).type = "text")),
  },
  {
    name: "password typed while it is shown",
    html: `<input type="password" id="ID">`,
    before: (id) => void (get(id).type = "text"),
    hand: "types",
  },
  {
    name: "value attribute of a password once the field is cleared",
    html: `<input type="password" id="ID" value="SECRET">`,
    later: (id) => void (get(id).value = ""),
  },
  {
    name: "password copied into a text field beside it",
    html: `<input type="password" id="ID" hidden><input name="password-shown" id="IDb">`,
    later: (id, secret) => void (get(id + "b").value = get(id).value = secret),
  },
  { name: "one-time code", html: `<input autocomplete="one-time-code" value="SECRET">`, secret: "640917" },
  {
    name: "card number",
    html: `<input autocomplete="cc-number" value="SECRET">`,
    secret: "4111111111111111",
  },
  {
    name: "card number in any field",
    html: `<input id="ID" inputmode="numeric">`,
    secret: "5500005555555559",
    before: setValue,
  },
  { name: "card number in text", html: `<p>Paid with SECRET, order 7</p>`, secret: "4242 4242 4242 4242" },
  {
    name: "card number in text that changes",
    html: `<p id="ID">-</p>`,
    secret: "4000056655665556",
    later: (id, secret) => void (get(id).textContent = secret),
  },
  { name: "security code", html: `<input name="cvc" value="SECRET">`, secret: "73719" },
  { name: "account number", html: `<label>IBAN <input value="SECRET"></label>`, secret: "FI2112345600000785" },
  { name: "national id", html: `<label>Henkilötunnus <input value="SECRET"></label>`, secret: "131052-308T" },
];

const repeated: readonly LeakPlace[] = [
  attribute("title of a link", `<a href="/" title="SECRET">x</a>`),
  attribute("aria-label of a region", `<section aria-label="SECRET">x</section>`),
  attribute("data attribute with JSON", `<div data-props='{"user":"SECRET"}'>x</div>`),
  attribute("data attribute with a name", `<div data-user="SECRET">x</div>`),
  attribute("data attribute with an address", `<div data-email="SECRET@example.com">x</div>`),
  attribute("framework's own attribute", `<div ng-reflect-model="SECRET x">x</div>`),
  attribute("microdata", `<span itemprop="name" content="SECRET">x</span>`),
  attribute("data element's value", `<data value="SECRET">x</data>`),
  attribute("file name of a download", `<a href="/i.svg" download="SECRET">x</a>`),
  attribute("handler's code", `<div onclick="log('SECRET')">x</div>`),
  attribute("name of a form", `<form name="SECRET"></form>`),
  attribute("title in a drawing", `<svg width="9" height="9"><title>SECRET</title><desc>SECRET</desc></svg>`),
  attribute("metadata of a drawing", `<svg width="9" height="9"><metadata>SECRET</metadata></svg>`),
  attribute("annotation of a formula", `<math><semantics><mi>x</mi><annotation>SECRET</annotation></semantics></math>`),
  attribute("variable in a style attribute", `<p style="--owner:'SECRET'">x</p>`),
  { name: "content in a style sheet", head: `<style>.nID::after{content:"SECRET"}</style>` },
  { name: "content with signs that end a rule", head: `<style>.mID::after{content:"};SECRET"}</style>` },
  {
    name: "content in escapes",
    head: `<style>.eID::after{content:"ESCAPED"}</style>`,
  },
  {
    name: "content in an adopted style sheet",
    before(_id, secret) {
      const sheet = new CSSStyleSheet();
      sheet.replaceSync(`.adopted::after{content:"${secret}"}`);
      document.adoptedStyleSheets = [...document.adoptedStyleSheets, sheet];
    },
  },
  { name: "comment in a style sheet", head: `<style>/* SECRET */ .cID{color:red}</style>` },
];

const addresses: readonly LeakPlace[] = [
  { name: "query of the page's own address" },
  { name: "fragment of the page's own address" },
  { name: "query of the page before (referrer)" },
  {
    name: "address set by script",
    later: (_id, secret) => history.replaceState(null, "", `?late=${secret}#${secret}`),
  },
  attribute("query of a link", `<a href="/me?email=SECRET">x</a>`),
  attribute("fragment of a link", `<a href="/me#SECRET">x</a>`),
  attribute("mail link", `<a href="mailto:SECRET@example.com">x</a>`),
  attribute("script link", `<a href="javascript:'SECRET'">x</a>`),
  attribute("ping of a link", `<a href="/" ping="/p?SECRET">x</a>`),
  attribute("form's action", `<form action="/send?SECRET"></form>`),
  attribute("button's formaction", `<form><button formaction="/send?SECRET">x</button></form>`),
  attribute("source of a quotation", `<q cite="/q?SECRET">x</q>`),
  attribute("query of a picture", `<img src="/i.svg?token=SECRET" width="9">`),
  attribute("user in a picture's address", `<img src="http://SECRET:x@127.0.0.1:9/i.svg" width="9">`),
  attribute("picture's srcset", `<img srcset="/i.svg?SECRET 1x" width="9">`),
  attribute("lazy picture's data-src", `<img data-src="/i.svg?SECRET" width="9">`),
  attribute("source of a picture", `<picture><source srcset="/i.svg?SECRET"><img width="9"></picture>`),
  attribute("picture in a drawing", `<svg width="9" height="9"><image href="/i.svg?SECRET"/></svg>`),
  attribute("object", `<object data="/i.svg?SECRET" width="9" height="9">SECRET</object>`),
  attribute("embed", `<embed src="/i.svg?SECRET" width="9" height="9">`),
  attribute("frame's address", `<iframe src="/frame?SECRET" width="9" height="9"></iframe>`),
  attribute("frame's name", `<iframe name="SECRET" width="9" height="9"></iframe>`),
  attribute(
    "video and its poster",
    `<video src="/v?SECRET" poster="/i.svg?SECRET" width="9" height="9">SECRET</video>`,
  ),
  attribute("subtitles", `<video width="9" height="9"><track src="/t?SECRET" label="SECRET"></video>`),
  attribute("background in a style attribute", `<p style="background:url(/i.svg?t=SECRET)">x</p>`),
  { name: "background in a style sheet", head: `<style>.bID{background:url("/i.svg?t=SECRET")}</style>` },
  { name: "image-set in a style sheet", head: `<style>.sID{background:image-set("/i.svg?t=SECRET" 1x)}</style>` },
  { name: "query of a style sheet", head: `<link rel="stylesheet" href="/plain.css?user=SECRET">` },
  { name: "imported style sheet", head: `<style>@import "/plain.css?user=SECRET";</style>` },
  { name: "preload", head: `<link rel="preload" as="image" href="/i.svg?SECRET">` },
];

const elsewhere: readonly LeakPlace[] = [
  { name: "meta element", head: `<meta name="user" content="SECRET">` },
  { name: "base address", head: `<base target="SECRET">` },
  { name: "card number in the page's title", head: `<title>Card SECRET</title>`, secret: "4012888888881881" },
  attribute("script's text", `<script>window.leakID = "SECRET"</script>`),
  attribute("JSON in a script element", `<script type="application/json">{"token":"SECRET"}</script>`),
  attribute("noscript", `<noscript>SECRET</noscript>`),
  attribute("comment", `<!-- SECRET -->`),
  attribute("template", `<template><p>SECRET</p></template>`),
  {
    name: "script added later",
    later: (_id, secret) =>
      document.body.append(
        Object.assign(document.createElement("script"), { type: "application/json", textContent: secret }),
      ),
  },
  { name: "localStorage", before: (id, secret) => localStorage.setItem(id, secret) },
  { name: "sessionStorage", before: (id, secret) => sessionStorage.setItem(id, secret) },
  { name: "cookie", before: (id, secret) => void (document.cookie = `${id}=${secret}`) },
  { name: "console", later: (_id, secret) => console.log("user", secret) },
  { name: "query of a request", later: (_id, secret) => void fetch(`/i.svg?user=${secret}`) },
  { name: "body of a request", later: (_id, secret) => void fetch("/i.svg", { method: "POST", body: secret }) },
  {
    name: "words of an error",
    later: (_id, secret) => void setTimeout(() => window.dispatchEvent(new ErrorEvent("error", { message: secret }))),
  },
  attribute("field in a frame", `<iframe srcdoc='<input value="SECRET">' width="9" height="9"></iframe>`),
  {
    name: "field in a shadow root",
    html: `<div id="ID"></div>`,
    before: (id, secret) =>
      void (get(id).attachShadow({ mode: "open" }).innerHTML = `<input value="${secret}"><p title="${secret}">x</p>`),
  },
  {
    name: "field in a closed shadow root",
    html: `<div id="ID"></div>`,
    before: (id, secret) => void (get(id).attachShadow({ mode: "closed" }).innerHTML = `<input value="${secret}">`),
  },
  attribute("text inside of a canvas", `<canvas width="9" height="9">SECRET</canvas>`),
];

const marked: readonly LeakPlace[] = [
  attribute("editable element", `<div contenteditable="true">SECRET <b data-x="SECRET">SECRET</b></div>`),
  attribute("title of an editable element", `<div contenteditable title="SECRET">x</div>`),
  attribute("role=textbox", `<div role="textbox">SECRET</div>`),
  attribute("masked text", `<div ${mask}><p>SECRET</p></div>`),
  attribute(
    "attributes in a masked element",
    `<div ${mask} title="SECRET"><p aria-label="SECRET" data-state="SECRET">x</p></div>`,
  ),
  attribute("words for a picture in a masked element", `<div ${mask}><img alt="SECRET" src="/i.svg" width="9"></div>`),
  attribute("drawing in a masked element", `<div ${mask}><svg width="9" height="9"><text>SECRET</text></svg></div>`),
  attribute("variable in a masked element", `<div ${mask} style="--v:SECRET">x</div>`),
  {
    name: "masked text that changes",
    html: `<div ${mask}><p id="ID">x</p></div>`,
    later: (id, secret) => void (get(id).firstChild!.nodeValue = secret),
  },
  {
    name: "masked text that is added",
    html: `<div ${mask} id="ID">x</div>`,
    later: (id, secret) => get(id).append(secret),
  },
  {
    name: "masked text moved to where nothing is masked",
    html: `<div ${mask}><p id="ID">SECRET</p></div><div id="IDto"></div>`,
    later: (id) => get(id + "to").append(get(id).firstChild!),
  },
  {
    name: "shown text moved to where all is masked, then changed",
    html: `<p id="ID">x</p><div ${mask} id="IDto"></div>`,
    later(id, secret) {
      const text = get(id).firstChild!;
      get(id + "to").append(text);
      setTimeout(() => (text.nodeValue = secret), 60);
    },
  },
  {
    name: "shown element moved into a new masked one, then changed",
    html: `<p id="ID">x</p>`,
    later(id, secret) {
      const element = get(id);
      const around = document.createElement("div");
      around.setAttribute("data-rinnalla-mask", "");
      around.setAttribute("data-openreplay-obscured", "");
      around.className = "rr-mask";
      element.replaceWith(around);
      around.append(element);
      setTimeout(() => (element.firstChild!.nodeValue = secret), 60);
    },
  },
  {
    name: "element that becomes editable",
    html: `<p id="ID">x</p>`,
    later: (id, secret) => (get(id).setAttribute("contenteditable", ""), void (get(id).textContent = secret)),
  },
  {
    name: "element that becomes masked",
    html: `<p id="ID">x</p>`,
    later(id, secret) {
      get(id).setAttribute("data-rinnalla-mask", "");
      get(id).setAttribute("data-openreplay-obscured", "");
      get(id).className = "rr-mask";
      setTimeout(() => (get(id).textContent = secret), 60);
    },
  },
  attribute("blocked text", `<div ${block}><p>SECRET</p></div>`),
  attribute("attributes of a blocked element", `<div ${block} title="SECRET" data-x="SECRET">x</div>`),
  attribute("picture in a blocked element", `<div ${block}><img src="${picture}"></div>`),
  attribute("background of a blocked element", `<div ${block} style="background:url(&quot;${picture}&quot;)">x</div>`),
  attribute("field in a blocked element", `<div ${block}><input value="SECRET"></div>`),
  {
    name: "blocked canvas",
    html: `<canvas ${block} id="ID" width="60" height="9">SECRET</canvas>`,
    before: (id, secret) => (get(id) as unknown as HTMLCanvasElement).getContext("2d")!.fillText(secret, 0, 9),
  },
  {
    name: "blocked text that changes",
    html: `<div ${block}><p id="ID">x</p></div>`,
    later: (id, secret) => void (get(id).textContent = secret),
  },
  {
    name: "text moved into a blocked element",
    html: `<p id="ID">x</p><div ${block} id="IDto"></div>`,
    later(id, secret) {
      get(id + "to").append(get(id).firstChild!);
      get(id + "to").append(secret);
    },
  },
];

export interface PlacedSecret extends LeakPlace {
  readonly id: string;
  readonly secret: string;
  readonly group: string;
}

/** Words as a framework's state would be: nothing but small letters. */
function word(index: number): string {
  const letter = (n: number): string => String.fromCharCode(97 + (n % 26));
  return `zq${letter(index / 26)}${letter(index)}${letter(index * 7 + 3)}kx`;
}

const groups = {
  "fields and what is in them": fields,
  "never to be seen: passwords, codes, cards, ids": neverShown,
  "attributes, styles, drawings that repeat": repeated,
  addresses: addresses,
  "scripts, storage, console, frames, shadow roots": elsewhere,
  "masked, blocked and editable elements": marked,
};

export const places: readonly PlacedSecret[] = Object.entries(groups)
  .flatMap(([group, list]) => list.map((place) => ({ ...place, group })))
  .map((place, index) => ({ secret: word(index), ...place, id: `p${index}` }));

const named = (name: string): string => places.find((place) => place.name === name)!.secret;
/** Where the page with the places is opened, and the page from which one comes to it. */
export const leakPath = `/leaks?session=${named("query of the page's own address")}#${named("fragment of the page's own address")}`;
export const pathBefore = `/before?search=${named("query of the page before (referrer)")}`;

const filled = (text: string | undefined, { id, secret }: PlacedSecret): string =>
  (text ?? "")
    .replaceAll("SECRET", secret)
    .replaceAll(
      "ESCAPED",
      secret.replace(/./g, (char) => `\\${char.charCodeAt(0).toString(16)}`),
    )
    .replaceAll("ID", id);
const call = (of: "before" | "later") => (place: PlacedSecret) =>
  place[of] ? `(${methodText(place[of])})(${JSON.stringify(place.id)}, ${JSON.stringify(place.secret)});` : "";
/** A method's text is no expression. */
function methodText(run: (id: string, secret: string) => void): string {
  const text = run.toString();
  return /^(?:before|later)\s*\(/.test(text) ? `function ${text}` : text;
}

/** The page. `head` comes first in it: the recorder, or what loads it. */
export function leakPage(head: string): string {
  return `<!doctype html><html><head>${head}${places.map((place) => filled(place.head, place)).join("\n")}</head>
<body><p>shown text</p>${places.map((place) => filled(place.html, place)).join("\n")}
<script>{${getText}${places.map(call("before")).join("\n")}}</script></body></html>`;
}

/** For the page, while mirroring goes on. */
export const laterScript = `{${getText}${places.map(call("later")).join("\n")}}`;

/** What stands in the bytes of what was sent: by name. */
export function leaksIn(sent: Buffer): string[] {
  return places
    .filter(({ secret }) => [secret, secret.replaceAll(" ", "")].some((each) => sent.includes(each)))
    .map(({ name }) => name);
}

/** The customer's hand. */
export async function handTo(page: Page): Promise<void> {
  for (const { id, secret, hand } of places) {
    if (hand === "types") await page.locator(`#${id}`).pressSequentially(secret);
    if (hand === "picksFile")
      await page.setInputFiles(`#${id}`, {
        name: `${secret}.pdf`,
        mimeType: "application/pdf",
        buffer: Buffer.from(secret),
      });
  }
}
