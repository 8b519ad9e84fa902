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

  it("[VIS-05] rules hold from the moment a script makes them hold, also through an element around, and for what is written then", async () => {
    const other = await createStand(browser, {
      pages: {
        "/": `<!doctype html><head><!--capture--></head><main id=m><p id=a>VISIBLE-a</p><p id=b>VISIBLE-b</p><div id=c><b>VISIBLE-c</b></div><i id=d>VISIBLE-d</i></main>`,
      },
    });
    const sent = (): string => other.payloads.map((payload) => Buffer.from(payload).toString()).join("\n");
    for (const rules of [
      { mask: [".private", ".private-all p", "#x + div", "[data-who=me]"], block: [".gone"] },
      { mask: [".private", ".private-all p", "#x + div", "[data-who=me]", ":has(> .none)"], block: [".gone"] },
    ]) {
      await other.customer.addInitScript((each) => (window.captureRules = each), rules);
      await other.open("/");
      await other.look();
      other.payloads.length = 0;
      await other.customer.evaluate(() => {
        const at = (id: string): HTMLElement => document.getElementById(id)!;
        (at("a").firstChild as Text).data = "CANARY-a";
        at("a").className = "private";
        at("d").dataset.who = "me";
        (at("d").firstChild as Text).data = "CANARY-d";
      });
      await other.settle();
      await other.customer.evaluate(() => {
        const at = (id: string): HTMLElement => document.getElementById(id)!;
        (at("b").firstChild as Text).data = "CANARY-b";
        at("m").className = "private-all";
      });
      await other.settle();
      await other.customer.evaluate(() => {
        const at = (id: string): HTMLElement => document.getElementById(id)!;
        at("b").id = "x";
        at("c").firstChild!.textContent = "CANARY-c";
      });
      await other.settle();
      await other.customer.evaluate(() => {
        const box = document.getElementById("m")!;
        box.className = "gone";
        box.append("CANARY-m");
      });
      await other.settle();
      expect(sent()).not.toContain("CANARY");
      expect(sent()).toContain("▪".repeat(8));
    }
    await other.close();
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

  it("[VIS-05] by a field's label: masked from the first snapshot on, whatever shows it else, and when the label comes or changes later", async () => {
    const labelled = `<!doctype html><meta charset=utf-8><head><!--capture--></head><body>
<p id=salary-text>Kuukausipalkka</p><span id=l2>Net income</span>
<label>Salary <input class=open value=CANARY-wrapped></label>
<label for=f1>Din lön:</label><input class=open id=f1 value=CANARY-for>
<input class=open aria-labelledby="none salary-text" value=CANARY-labelledby>
<input class=open aria-label="Palkka (€/kk)" value=CANARY-aria title="CANARY-title">
<input class=open placeholder="SALARY" value=CANARY-placeholder>
<fieldset><legend>Salary details</legend><label>Amount <input class=open value=CANARY-group></label></fieldset>
<label>Salary <select class=open><option>Low<option selected>High</select></label>
<label>Salary note <textarea class=open>CANARY-area</textarea></label>
<div contenteditable class=open aria-label=Salary>CANARY-edit</div>
<input class=open id=nameless value=CANARY-nameless>
<label id=changing>Town <input class=open id=town value=OPEN-town></label>
<label>Email <input id=by-label value=OPEN-by-label></label><label>Emails <input value=CANARY-other-label></label>
<label>Email <select id=choice><option>Salary<option selected>B</select></label>
<fieldset><legend>Email</legend><label>Reply <input value=CANARY-only-legend></label></fieldset>
<label>Email <input type=password value=CANARY-password></label>
<div id=host></div><script>host.attachShadow({mode:"open"}).innerHTML='<label for=x>Salary</label><input class=open id=x value=CANARY-shadow>'</script>
<p>VISIBLE-end</p></body>`;
    const other = await createStand(browser, { pages: { "/": labelled } });
    await other.customer.addInitScript(() => {
      window.captureRules = { unmask: [".open"] };
      window.captureLabels = { mask: ["salary", "lön", "*palkka*"], unmask: ["email"] };
    });
    await other.open("/");
    await other.look();
    const wire = (): string => other.payloads.map((payload) => Buffer.from(payload).toString("latin1")).join("\n");
    const canaries = (): string[] => [...new Set(wire().match(/canary[\w-]*/gi) ?? [])];
    expect(canaries()).toEqual([]);
    expect(wire()).toContain("VISIBLE-end");
    expect(wire()).toContain("OPEN-town");
    expect(wire()).toContain("OPEN-by-label");
    const picture = await other.picture();
    // The open list of a field that is called "Email" shows what is chosen; of the salary nothing is chosen.
    expect(
      await picture.evaluate(() => [...document.querySelectorAll("select")].map((each) => each.selectedIndex)),
    ).toEqual([-1, 1]);
    // A label comes, and says that it may be seen; then it changes to what may not, and back.
    await other.customer.evaluate(() => {
      const get = (id: string): HTMLInputElement => document.querySelector<HTMLInputElement>("#" + id)!;
      get("changing").firstChild!.nodeValue = "Palkka ";
      get("town").value = "CANARY-changed";
      get("by-label").closest("label")!.firstChild!.nodeValue = "Salary ";
      get("by-label").value = "CANARY-changed-open";
      get("nameless").setAttribute("aria-label", "Street");
      get("nameless").value = "OPEN-named";
    });
    await other.settle();
    expect(canaries()).toEqual([]);
    expect(wire()).toContain("OPEN-named");
    await other.customer.evaluate(() => {
      document.querySelector("#changing")!.firstChild!.nodeValue = "Town ";
      document.querySelector<HTMLInputElement>("#town")!.value = "CANARY-back";
      document.querySelector("#nameless")!.setAttribute("aria-label", "Bruttolön ja palkka");
      document.querySelector<HTMLInputElement>("#nameless")!.value = "CANARY-renamed";
      document.body.insertAdjacentHTML("beforeend", "<label>Lön <input class=open value=CANARY-late></label>");
    });
    await other.settle();
    await other.look();
    expect(canaries()).toEqual([]);
    await other.close();
  });
});
