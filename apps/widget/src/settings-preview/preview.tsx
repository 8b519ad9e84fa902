/**
 * The widget as it would look with settings that are not saved yet (ADM-01): its real views, texts and style in a sandboxed document that can
 * reach nobody. There is no server behind it; what is done in it stays in it. The administration around it says what to show, and is told the
 * texts as they are by default.
 */
import type { Locale, PublicWidget } from "@rinnalla/protocol";
import { createTranslate, type Catalogue, type Translate } from "@rinnalla/ui";
import { render } from "preact";
import { create as createAround } from "../around/around-part.tsx";
import { App } from "../chat/app.tsx";
import css from "../chat/chat.css?inline";
import { textOn } from "../chat/contrast.ts";
import { mount } from "../chat/mount.ts";
import type { Part } from "../chat/part.ts";
import { InviteCard } from "../proactive/invite-card.tsx";
import inviteCss from "../proactive/proactive.css?inline";
import type { InviteTextKey } from "../proactive/texts/en.ts";
import { defaultTexts, loadTexts } from "../texts/load.ts";
import { createPreviewChat, type PreviewChat, type PreviewScreen } from "./preview-chat.ts";

/** What the administration says; `t` marks it as ours. */
interface Shown {
  readonly t: "rinnallaPreview";
  readonly widget: PublicWidget;
  readonly locale: Locale;
  readonly theme: "light" | "dark";
  readonly screen: PreviewScreen;
  /** The words of an invitation (CHAT-07); empty while they are still to be written. */
  readonly invite: string;
}

const { host, root, addStyle, setColors } = mount();
addStyle(css);
addStyle(inviteCss);
const added = new Set<string>();
let chat: PreviewChat | null = null;
/** The form before the conversation and the survey after it are drawn by a part of their own. */
let around: Part | null = null;
let invitation: Part | null = null;
let screen: PreviewScreen | null = null;
let locale: Locale | null = null;
let newest = 0;

async function show(shown: Shown): Promise<void> {
  const turn = (newest += 1);
  const own = shown.widget.texts?.[shown.locale];
  const [texts, t, ofInvite] = await Promise.all([
    defaultTexts(shown.locale),
    loadTexts(shown.locale, own),
    inviteTexts(shown.locale),
  ]);
  // While the texts came, something else was asked for.
  if (turn !== newest) return;
  parent.postMessage({ t: "rinnallaPreviewTexts", locale: shown.locale, texts }, "*");
  document.documentElement.dataset["theme"] = shown.theme;
  host.lang = document.documentElement.lang = shown.locale;
  root.style.colorScheme = shown.theme;
  const { color } = shown.widget;
  // While it is being typed it is no colour yet.
  if (/^#[0-9a-f]{6}$/i.test(color)) setColors(color, textOn(color));
  if (!chat || screen !== shown.screen || locale !== shown.locale) {
    // Drawn from nothing, so that no word of another language or screen stays.
    render(null, root);
    chat = createPreviewChat(shown.screen, shown.locale, draw);
    around = createAround({ chat: chat.chat, host, server: "", addStyle: addOnce, redraw: draw, takenUp: null });
  }
  invitation = invitationOf(shown, createTranslate<InviteTextKey>(ofInvite));
  ({ screen, locale } = shown);
  chat.dress(shown.widget, t);
  draw();
}

function draw(): void {
  if (chat && around && invitation) render(<App chat={chat.chat} parts={[around, invitation]} />, root);
}

async function inviteTexts(of: Locale): Promise<Catalogue<InviteTextKey>> {
  const file =
    of === "fi"
      ? import("../proactive/texts/fi.ts")
      : of === "sv"
        ? import("../proactive/texts/sv.ts")
        : import("../proactive/texts/en.ts");
  return (await file).default;
}

function invitationOf({ screen: on, invite }: Shown, t: Translate<InviteTextKey>): Part {
  let isShown = on === "invitation";
  const end = (isAccepted: boolean): void => {
    isShown = false;
    if (isAccepted) chat?.chat.open();
    draw();
  };
  return {
    update() {},
    takeSignal() {},
    card: () => (
      <InviteCard
        key="invite"
        t={t}
        text={isShown ? invite || "…" : null}
        onAccept={() => end(true)}
        onDismiss={() => end(false)}
      />
    ),
  };
}

function addOnce(sheet: string): void {
  if (added.has(sheet)) return;
  added.add(sheet);
  addStyle(sheet);
}

addEventListener("message", ({ source, data }: MessageEvent<Partial<Shown> | null>) => {
  if (source !== parent || data?.t !== "rinnallaPreview") return;
  void show(data as Shown);
});
parent.postMessage({ t: "rinnallaPreviewReady" }, "*");
