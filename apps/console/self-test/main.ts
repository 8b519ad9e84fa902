/**
 * The self-test page, served at /self-test/: what a call needs, and whether this browser, its devices and its network have it
 * (CALL-13). Opened from the console (the cookie says who asks) or from the widget (the fragment does).
 */
import "@rinnalla/ui/tokens.css";
import "./self-test.css";
import { readAbilities } from "@rinnalla/calls";
import { createTranslate, pickLocale } from "@rinnalla/ui";
import { playSound, testDevices } from "./devices-test.ts";
import { testNetwork, type Tester } from "./network-test.ts";
import { createRows, type Rows } from "./rows.ts";
import { catalogues, type TextKey } from "./texts.ts";

const query = new URLSearchParams(location.search);
const tester: Tester = { token: location.hash.slice(1), conversationId: query.get("conversation") ?? "" };
// The token must not stay in the address, which people copy and show.
history.replaceState(null, "", location.pathname + location.search);

const locale = pickLocale([query.get("lang") ?? "", ...navigator.languages], ["en", "fi", "sv"]);
const t = createTranslate<TextKey>(catalogues[locale]);
document.documentElement.lang = locale;
document.title = `${t("title")} – Rinnalla`;

const report = document.createElement("textarea");
report.readOnly = true;
report.rows = 12;
report.setAttribute("aria-label", t("report"));

const sections: { readonly title: string; readonly rows: Rows }[] = [];
const preview = document.createElement("video");
preview.muted = true;
preview.playsInline = true;
preview.hidden = true;

const main = document.body.appendChild(document.createElement("main"));
main.append(element("h1", t("title")), element("p", t("lead")));

const browser = section("browser");
const devices = section("devices", "devicesLead");
devices.after(
  button("testDevices", () => testDevices(devices.rows, t, preview)),
  button("playSound", () => playSound(devices.rows, t)),
  preview,
);
const network = section("network", "networkLead");
network.after(button("testNetwork", () => testNetwork(network.rows, t, tester)));

const needs = box("requirements");
const list = needs.appendChild(document.createElement("ul"));
for (const key of ["requireBrowser", "requireVoice", "requireVideo", "requireDelay", "requirePorts"] as const)
  list.append(element("li", t(key)));

const last = box("report");
const copied = element("span", "");
copied.setAttribute("role", "status");
last.append(element("p", t("reportLead")), report, button("copy", copy), copied);

void lookAtBrowser();

async function lookAtBrowser(): Promise<void> {
  const abilities = await readAbilities();
  const { rows } = browser;
  rows.set(t("secure"), isSecureContext ? "ok" : "bad", t(isSecureContext ? "yes" : "no"));
  rows.set(t("webrtc"), abilities.canCall ? "ok" : "bad", t(abilities.canCall ? "yes" : "no"));
  const canShare = abilities.canShareScreen;
  rows.set(t("screen"), canShare ? "ok" : "warn", t(canShare ? "yes" : "screenMissing"));
  rows.set(t("microphone"), abilities.hasMicrophone ? "ok" : "warn", t(abilities.hasMicrophone ? "yes" : "none"));
  rows.set(t("camera"), abilities.hasCamera ? "ok" : "warn", t(abilities.hasCamera ? "yes" : "none"));
}

async function copy(): Promise<void> {
  await navigator.clipboard.writeText(report.value).catch(() => {
    // Forbidden here: the text is selected, and one key copies it.
    report.select();
  });
  copied.textContent = t("copied");
}

function writeReport(): void {
  const head = `Rinnalla, ${t("title")}, ${new Date().toISOString()}\n${navigator.userAgent}`;
  const parts = sections.map(({ title, rows }) => [title, ...rows.lines()].join("\n"));
  report.value = [head, ...parts].join("\n\n");
}

function box(key: TextKey): HTMLElement {
  const made = main.appendChild(document.createElement("section"));
  made.append(element("h2", t(key)));
  return made;
}

function section(key: TextKey, lead?: TextKey) {
  const made = box(key);
  if (lead) made.append(element("p", t(lead)));
  const rows = createRows(writeReport);
  sections.push({ title: t(key), rows });
  made.append(rows.element);
  return { rows, after: (...parts: HTMLElement[]) => made.append(...parts) };
}

/** Not to be pressed again while it works. */
function button(key: TextKey, work: () => Promise<void>): HTMLButtonElement {
  const made = document.createElement("button");
  made.type = "button";
  made.textContent = t(key);
  made.addEventListener("click", () => {
    made.disabled = true;
    void work().finally(() => (made.disabled = false));
  });
  return made;
}

function element(tag: string, text: string): HTMLElement {
  const made = document.createElement(tag);
  made.textContent = text;
  return made;
}
