/** The customer's page: the PIN, then what is shared, and the way to stop. The PIN is what the customer consents with. */
import { element, post, textsFor } from "/texts.js";

const id = new URLSearchParams(location.search).get("s") ?? "";
const page = document.getElementById("page");
const t = textsFor(navigator.language);
let phase = "waiting";
let pin = "";
let words = "";
let isOver = false;

async function enter(event) {
  event.preventDefault();
  pin = new FormData(event.currentTarget).get("pin");
  const { body } = await post(`/api/join/${encodeURIComponent(id)}/pin`, { pin });
  words = body.entered === "connected" ? "" : t(body.entered) + (body.entered === "wrong" ? body.triesLeft : "");
  isOver = !["connected", "wrong"].includes(body.entered);
  if (body.entered === "connected") {
    phase = "connected";
    void watch();
  }
  draw();
}

async function stop() {
  const { body } = await post(`/api/join/${encodeURIComponent(id)}/stop`, { pin });
  phase = body.phase;
  draw();
}

async function watch() {
  while (phase === "connected") {
    await new Promise((resolve) => setTimeout(resolve, 400));
    const said = await post(`/api/join/${encodeURIComponent(id)}/state`, {}).catch(() => null);
    if (said?.body.phase === "ended") phase = "ended";
  }
  draw();
}

function content() {
  if (phase === "ended") return [element("h1", {}, t("stopped"))];
  if (phase === "connected") return [element("h1", {}, t("seen")), element("button", { onclick: stop }, t("stop"))];
  return [
    element(
      "form",
      { onsubmit: enter },
      element("h1", {}, t("joinTitle")),
      element("p", { class: "hint" }, t("joinHint")),
      element(
        "label",
        {},
        t("pin"),
        element("input", { name: "pin", inputmode: "numeric", autocomplete: "off", required: true, disabled: isOver }),
      ),
      element("button", { disabled: isOver }, t("go")),
    ),
    element("p", { role: "alert" }, words),
  ];
}

function draw() {
  page.replaceChildren(...content());
}

draw();
