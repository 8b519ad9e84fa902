/** Canaries in every place where a page keeps what is nobody's business; none may stand in the bytes that leave it. */
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { Browser } from "playwright-core";
import { createStand, launch, type Stand } from "../test/stand.ts";

let browser: Browser;
beforeAll(async () => void (browser = await launch()));
afterAll(() => browser.close());

const page = `<!doctype html><html><head><title>Form</title>
<meta name="user" content="CANARY-meta"><style>/* CANARY-css-comment */ .x::after { content: "CANARY-css-content" } .y { background: url(/i.svg?t=CANARY-css-url) }</style>
<script>window.secret = "CANARY-script"</script><noscript>CANARY-noscript</noscript><!--capture--></head>
<body data-user="CANARY-body-data 1" onload="window.x='CANARY-onload'"><!-- CANARY-comment -->
<form id="f" action="/send?CANARY-form-action" name="CANARY-form-name">
 <label>Name <input id="text" name="fullname" value="CANARY-text-value" placeholder="CANARY-placeholder" title="CANARY-title" aria-label="CANARY-aria" data-value="CANARY-input-data" data-v="canaryword"></label>
 <input id="late"><textarea id="area" title="CANARY-area-title">CANARY-area-text</textarea>
 <input id="pass" type="password" value="CANARY-pass-attr"><button type="button" id="show" data-plain="CANARY-button-data">Show</button>
 <input id="pass2" name="x2" value="CANARY-p2-attr" type="password">
 <input type="hidden" name="csrf" value="CANARY-hidden"><input name="otp" autocomplete="one-time-code" value="CANARY-otp">
 <input autocomplete="cc-number" value="4111 1111 1111 1111"><input id="luhn" inputmode="numeric" value="5500005555555559"><input name="cvc" value="737">
 <input type="number" value="8675309" title="8675309"><input type="date" value="1987-06-05"><input type="range" value="43" min="0" max="100" aria-valuetext="CANARY-range">
 <input type="email" value="canary-email@example.com"><input type="radio" name="r" value="CANARY-radio" checked><input type="checkbox" value="CANARY-check">
 <select id="sel"><option value="CANARY-option-a">A<option value="CANARY-option-b" selected data-x="CANARY-option-data 2">B</select>
 <input type="file" id="file"><input list="dl"><datalist id="dl"><option value="CANARY-datalist"></datalist>
</form>
<div contenteditable="true" id="edit" title="CANARY-edit-title">CANARY-edit <b>CANARY-edit-bold</b></div>
<div role="textbox" id="box">CANARY-textbox</div>
<section data-rinnalla-mask id="masked" title="CANARY-masked-title" style="--v:CANARY-masked-var"><p aria-label="CANARY-masked-aria">CANARY-masked-text</p><img alt="CANARY-masked-alt" src="/i.svg"><svg><title>CANARY-svg-title</title><text>CANARY-svg-text</text></svg></section>
<section data-rinnalla-block id="blocked" class="CANARY-block-class"><p>CANARY-blocked-text</p></section>
<div class="by-rule">CANARY-rule-mask</div><div class="by-block">CANARY-rule-block</div>
<p id="card">Paid with 4242 4242-4242 4242, order 7</p><p title="card 4242424242424242" id="card2">x</p>
<a href="/me?email=CANARY-link-query#CANARY-link-hash" title="CANARY-link-title">me</a><a href="javascript:'CANARY-js'">js</a>
<img src="/i.svg?token=CANARY-img-query&w=20" srcset="/i.svg?CANARY-srcset 2x" data-src="CANARY-img-data x"><iframe srcdoc="<input value=CANARY-srcdoc title=CANARY-srcdoc>" name="CANARY-frame-name"></iframe>
<object data="/i.svg?CANARY-object"></object><template>CANARY-template</template><progress value="3" max="9" aria-label="CANARY-progress"></progress>
<div hidden data-json='{"a":"CANARY-json"}' ng-reflect-model="CANARY ng"></div><p id="shown">VISIBLE-text</p>
<div id="host"></div><script>host.attachShadow({ mode: "open" }).innerHTML = '<input value="CANARY-shadow-value"><p>VISIBLE-shadow</p><div data-rinnalla-mask>CANARY-shadow-masked</div>';</script>
</body></html>`;

describe("masking", () => {
  let stand: Stand;
  const wire = (): string => stand.payloads.map((payload) => Buffer.from(payload).toString("latin1")).join("\n");

  beforeAll(async () => {
    stand = await createStand(browser, {
      pages: { "/form": page, "/i.svg": `<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9"/>` },
    });
    await stand.customer.addInitScript(
      () => (window.captureRules = { mask: [".by-rule", "((wrong"], block: [".by-block"] }),
    );
    await stand.open("/form?session=CANARY-page-query#CANARY-page-hash");
    // A password shown before anybody looks.
    await stand.customer.evaluate(() => (document.querySelector<HTMLInputElement>("#pass2")!.type = "text"));
    await stand.look();
  });
  afterAll(() => stand.close());

  it("[VIS-05] sends none of what the page holds privately, and all of what it shows", async () => {
    await stand.settle();
    expect([...new Set(wire().match(/canary[\w-]*/gi) ?? [])]).toEqual([]);
    for (const secret of ["4111", "5500005555555559", "8675309", "1987", "737", "4242"])
      expect(wire()).not.toContain(secret);
    expect(wire()).toContain("VISIBLE-text");
    expect(wire()).toContain("VISIBLE-shadow");
  });

  it("[VIS-05] nor what happens to it later", async () => {
    await stand.customer.evaluate(() => {
      const get = <E extends HTMLElement = HTMLInputElement>(id: string): E => document.querySelector<E>("#" + id)!;
      get("late").value = "CANARY-late-value";
      get("late").setAttribute("value", "CANARY-late-attr");
      get("late").setAttribute("data-now", "CANARY-late-data");
      get("late").setAttribute("aria-valuetext", "CANARY-late-aria");
      get("pass").value = "";
      get("pass").type = "text";
      get("pass").value = "CANARY-shown-pass";
      get("pass").setAttribute("value", "CANARY-shown-attr");
      get("edit").append("CANARY-edit-late");
      get("masked").querySelector("p")!.firstChild!.nodeValue = "CANARY-masked-late";
      get("masked").append(Object.assign(document.createElement("p"), { textContent: "CANARY-masked-added" }));
      get("blocked").append("CANARY-blocked-late");
      get("blocked").firstElementChild!.textContent = "CANARY-blocked-changed";
      get("blocked").title = "CANARY-blocked-title";
      get<HTMLSelectElement>("sel").add(new Option("C", "CANARY-option-late"));
      get("area").append("CANARY-area-late");
      get("shown").setAttribute("contenteditable", "");
      get("shown").textContent = "CANARY-became-editable";
      get("card").textContent = "4000 0566 5566 5556";
      document.querySelector("meta")!.content = "CANARY-meta-late";
      document.querySelector("script")!.append("CANARY-script-late");
      document.querySelector("style")!.append(".z::before { content: 'CANARY-css-late' }");
      document.querySelector("a")!.href = "/x?CANARY-link-late";
      history.replaceState(null, "", "?CANARY-url-late#CANARY-hash-late");
      // Moved by a framework: out of the masked section and into a masked one.
      document.querySelector(".by-block")!.prepend(document.querySelector(".by-rule")!.firstChild!);
      const fresh = document.createElement("div");
      fresh.innerHTML = `<input value="CANARY-fresh" title="CANARY-fresh-title"><input type=hidden value=CANARY-fresh-hidden>`;
      document.body.append(fresh);
    });
    await stand.customer.type("#late", "CANARYtyped");
    await stand.customer.setInputFiles("#file", {
      name: "CANARY-file-name.pdf",
      mimeType: "application/pdf",
      buffer: Buffer.from("CANARY-file"),
    });
    await stand.settle();
    expect([...new Set(wire().match(/canary[\w-]*/gi) ?? [])]).toEqual([]);
    expect(wire()).not.toContain("4000 0566");
  });

  it("[VIS-05] nor in a second snapshot; the picture keeps its shape", async () => {
    await stand.look();
    expect([...new Set(wire().match(/canary[\w-]*/gi) ?? [])]).toEqual([]);
    const picture = await stand.picture();
    const shown = await picture.evaluate(() => {
      const [pass, late] = [
        document.querySelector<HTMLInputElement>("#pass")!,
        document.querySelector<HTMLInputElement>("#late")!,
      ];
      const blocked = [...document.querySelectorAll("div")].find(
        (each) => /initial/.test(each.style.cssText) || each.style.opacity === "0.6",
      );
      return {
        pass: pass.value,
        passType: pass.type,
        late: late.value.length,
        blocked: blocked!.getBoundingClientRect().width > 500,
        masked: document.querySelector("#masked p")!.textContent,
      };
    });
    expect(shown).toEqual({
      pass: "▪".repeat(8),
      passType: "text",
      late: "CANARY-late-valueCANARYtyped".length,
      blocked: true,
      masked: "▪".repeat(18),
    });
  });

  it("[VIS-05] an administrator's rule unmasks a field, but never a password or a card", async () => {
    const other = await createStand(browser, {
      pages: {
        "/": `<!doctype html><head><!--capture--></head><form><input id=a value=OPEN-value title=t><input type=password value=CANARY-p><input value=4111111111111111><input autocomplete=cc-name value=CANARY-n></form>`,
      },
    });
    await other.customer.addInitScript(() => (window.captureRules = { unmask: ["input"] }));
    await other.open("/");
    await other.look();
    const sent = other.payloads.map((payload) => Buffer.from(payload).toString("latin1")).join("\n");
    expect(sent).toContain("OPEN-value");
    expect(sent).not.toMatch(/CANARY|4111/);
    await other.close();
  });
});
