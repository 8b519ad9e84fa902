/**
 * The agent's page. It says `ready` to the console around it, gets the session's token, and tells what happens: what it knows first
 * itself, what its server knows first by the server's callback, where there is one.
 */
import { drawPicture } from "/picture.js";
import { element, post, textsFor } from "/texts.js";

const consoleOrigin = document.querySelector("meta[name=console-origin]").content;
const page = document.getElementById("page");
const query = new URLSearchParams(location.search);
let t = textsFor(query.get("locale") ?? navigator.language);

/** From the console: whom this is for, and the token. */
let session = null;
let bearer = remembered();
let made = null;
let isShared = false;
let trouble = "";
const waiting = new Map();

/** A frame of another site may be denied storage: then one signs in again after a reload. */
function remembered() {
  try {
    return sessionStorage.getItem("bearer");
  } catch {
    return null;
  }
}

function remember(value) {
  try {
    sessionStorage.setItem("bearer", value);
  } catch {
    // As said.
  }
}

function say(message) {
  parent.postMessage({ rinnalla: 1, ...message }, consoleOrigin);
}

/** Resolves with the console's answer. */
function tell(event) {
  const id = crypto.randomUUID();
  say({ type: "event", token: session.token, event: { id, ...event } });
  return new Promise((resolve) => waiting.set(id, resolve));
}

addEventListener("message", ({ origin, source, data }) => {
  if (origin !== consoleOrigin || source !== parent || data?.rinnalla !== 1) return;
  if (data.type === "session") {
    const isFirst = session === null;
    session = data.session;
    t = textsFor(session.locale);
    if (isFirst) draw();
    // A token lives some minutes; a younger one is there before it is needed.
    setTimeout(() => say({ type: "ready" }), Math.max(5_000, session.expiresAt - Date.now() - 60_000));
  }
  if (data.type === "answer") waiting.get(data.id)?.(data);
  if (data.type === "ended") void end("end");
});

async function end(what) {
  if (!made || made.phase === "ended") return;
  await take(post(`/api/sessions/${made.id}/${what}`, {}, bearer));
}

/** Shows what the server says, and tells Rinnalla if the server does not. */
async function take(asked) {
  const { status, body } = await asked;
  if (status !== 200) return;
  const before = made.phase;
  const isChanged = JSON.stringify([made.phase, made.triesLeft]) !== JSON.stringify([body.phase, body.triesLeft]);
  made = { ...made, ...body };
  if (isChanged) draw();
  if (before === made.phase || made.tells) return;
  if (made.phase === "connected") await tell({ type: "connected" });
  if (made.phase === "ended") await tell({ type: "ended" });
}

async function watch() {
  while (made && made.phase !== "ended") {
    await take(post(`/api/sessions/${made.id}/state`, {}, bearer)).catch(() => {});
    await new Promise((resolve) => setTimeout(resolve, 400));
  }
}

async function signIn(event) {
  event.preventDefault();
  const form = new FormData(event.currentTarget);
  const { status, body } = await post("/api/sign-in", { name: form.get("name"), password: form.get("password") });
  trouble = status === 200 ? "" : t("refused");
  if (status === 200) {
    bearer = body.bearer;
    remember(bearer);
  }
  draw();
}

async function create() {
  const { conversationId, visualId, kind } = session;
  const { status, body } = await post("/api/sessions", { conversationId, visualId, kind }, bearer);
  if (status === 401) {
    bearer = null;
    return draw();
  }
  made = body;
  isShared = false;
  const joinLink = new URL(body.joinPath, location.href).href;
  const answer = await tell({ type: "sessionCreated", pin: body.pin, joinLink });
  trouble = answer.ok ? "" : t("notTaken") + answer.code;
  draw();
  void watch();
}

async function share() {
  const answer = await tell({ type: "shareInvitation" });
  isShared = answer.ok;
  trouble = answer.ok ? "" : t("notTaken") + answer.code;
  draw();
}

function signInForm() {
  const field = (name, type) =>
    element("label", {}, t(name), element("input", { name, type, autocomplete: "off", required: true }));
  return element(
    "form",
    { onsubmit: signIn },
    element("h1", {}, t("signIn")),
    field("name", "text"),
    field("password", "password"),
    element("p", { class: "hint" }, t("hint")),
    element("button", {}, t("enter")),
  );
}

function content() {
  if (!session) return [element("p", { class: "hint" }, t("noConsole"))];
  if (!bearer) return [signInForm()];
  if (!made)
    return [
      element("h1", {}, "Katse"),
      element("p", {}, t("hello")),
      element("button", { onclick: create }, t("create")),
    ];
  if (made.phase === "ended") return [element("h1", {}, t("over")), element("p", {}, t(`ended.${made.endedBy}`))];
  if (made.phase === "connected") {
    const canvas = element("canvas", { width: "640", height: "400", role: "img", "aria-label": t("live") });
    queueMicrotask(() => drawPicture(canvas));
    return [
      element(
        "div",
        { class: "bar" },
        element("strong", {}, t("live")),
        element("button", { onclick: () => end("end") }, t("end")),
      ),
      canvas,
    ];
  }
  return [
    element("p", { class: "hint" }, t("pin")),
    element("output", { class: "pin" }, made.pin),
    element("button", { onclick: share, disabled: isShared }, t(isShared ? "shared" : "share")),
    element("p", { role: "status" }, made.triesLeft < 5 ? t("tries") + made.triesLeft : t("waiting")),
    element("button", { class: "quiet", onclick: () => end("expire") }, t("expireNow")),
  ];
}

function draw() {
  page.replaceChildren(...content(), trouble ? element("p", { role: "alert" }, trouble) : "");
}

draw();
if (parent !== window) say({ type: "ready" });
