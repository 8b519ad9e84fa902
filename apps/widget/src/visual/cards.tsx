/** What the customer is asked: the PIN, the view, the control, and single weighty actions. The words are Rinnalla's (VIS-04). */
import { limits } from "@rinnalla/protocol";
import type { ComponentChildren } from "preact";
import { useEffect, useState } from "preact/hooks";
import { agentName } from "../chat/chat-state.ts";
import type { Chat } from "../chat/chat.ts";
import { Icon, type IconName } from "../chat/icon.tsx";
import { pinIn } from "../chat/timeline.ts";
import type { VisualT, VisualTextKey } from "./texts/load.ts";
import type { Guard, VisualLeg } from "./visual-leg.ts";

interface Props {
  readonly chat: Chat;
  readonly t: VisualT;
  readonly leg: VisualLeg;
}

export function PinCard({ chat, t, leg }: Props) {
  const { state } = chat;
  const name = agentName(state);
  const visual = leg.visual;
  const [pin, setPin] = useState("");
  if (!visual) return null;
  const isWrong = visual.triesLeft < limits.pinTries;
  const told = state.events.findLast(
    ({ event }) => event.type === "messagePosted" && event.kind === "pin" && event.visualId === visual.id,
  )?.event;
  const toldPin = told?.type === "messagePosted" ? pinIn(told.text) : null;
  const enter = async (digits: string): Promise<void> => {
    if (/^\d{6}$/.test(digits)) await leg.enterPin(digits);
    setPin("");
  };
  return (
    <form
      class="card ask"
      aria-labelledby="pin-title"
      onSubmit={(event) => {
        event.preventDefault();
        void enter(pin);
      }}
    >
      <div role="alert">
        <h2 id="pin-title">{t(visual.kind === "screenShare" ? "inviteScreen" : "inviteCobrowse", { name })}</h2>
      </div>
      <label>
        {t("pinLabel", { name })}
        <input
          class="pin"
          inputMode="numeric"
          autocomplete="off"
          value={pin}
          aria-invalid={isWrong}
          aria-describedby="pin-wrong"
          onInput={(event) => {
            // The field shows what counts; a PIN may be pasted with its space.
            event.currentTarget.value = event.currentTarget.value.replace(/\D/g, "").slice(0, 6);
            setPin(event.currentTarget.value);
          }}
        />
      </label>
      <p id="pin-wrong" class="notice" role="alert">
        {isWrong && t("pinWrong", { count: visual.triesLeft })}
      </p>
      <div class="row">
        {toldPin && pin === "" ? (
          <button type="button" class="button" onClick={() => void enter(toldPin)}>
            {t("pinFill", { pin: toldPin })}
          </button>
        ) : (
          <button type="submit" class="button" disabled={pin.length < 6}>
            {t("next")}
          </button>
        )}
        <button type="button" class="button quiet" onClick={() => leg.stop()}>
          {t("noThanks")}
        </button>
      </div>
    </form>
  );
}

/** Consent to be seen. */
export function ViewConsent({ chat, t, leg }: Props) {
  const { state } = chat;
  const values = { name: agentName(state), organisation: state.widget?.organisation ?? "" };
  const isScreen = leg.visual?.kind === "screenShare";
  const problem = leg.pickProblem;
  return (
    <Consent
      chat={chat}
      title={t(isScreen ? "consentScreen" : "consentCobrowse", values)}
      points={[
        ["look", t(isScreen ? "seesScreen" : "seesPage", values)],
        ["lock", t(isScreen ? "hiddenScreen" : "hiddenPage", values)],
        ["pause", t("stopAnyTime")],
      ]}
      problem={problem && t(problem === "unsupported" ? "screenUnsupported" : "screenRefused")}
      onAllow={() => leg.allow("view")}
      onDeny={() => leg.deny("view")}
    >
      <OwnViewButton leg={leg} word="showBefore" name={values.name} />
    </Consent>
  );
}

/** What is seen of the page, shown to its customer (VIS-05). */
export function OwnViewButton({
  leg,
  word,
  name,
}: {
  readonly leg: VisualLeg;
  readonly word: "show" | "showBefore";
  readonly name: string;
}) {
  const { ownView } = leg;
  if (!ownView) return null;
  return (
    <>
      <button
        type="button"
        class={word === "show" ? "button quiet" : "link"}
        title={word === "show" ? ownView.t("showLong", { name }) : undefined}
        onClick={() => (ownView.isOpen ? ownView.close() : ownView.open())}
      >
        {ownView.t(ownView.isOpen ? "hide" : word, { name })}
      </button>
      {ownView.isBlocked && (
        <p class="notice" role="alert">
          {ownView.t("blocked")}
        </p>
      )}
    </>
  );
}

/** Consent to be acted for; asked on its own, after the view. */
export function ControlConsent({ chat, t, leg }: Props) {
  const { state } = chat;
  const values = { name: agentName(state) };
  return (
    <Consent
      chat={chat}
      title={t("consentControl", values)}
      points={[
        ["hand", t("controlCan", values)],
        ["lock", t("controlCannot", values)],
        ["pause", t("stopAnyTime")],
      ]}
      problem={null}
      onAllow={() => leg.allow("control")}
      onDeny={() => leg.deny("control")}
    />
  );
}

const guardTitles = { submit: "guardSubmit", pay: "guardPay", delete: "guardDelete" } as const;

/** One weighty deed of the agent; refuses by itself when nobody answers (VIS-06). */
export function GuardDialog({ chat, t, guard }: { readonly chat: Chat; readonly t: VisualT; readonly guard: Guard }) {
  const [now, setNow] = useState(Date.now());
  useEffect(() => {
    const ticking = setInterval(() => setNow(Date.now()), 1000);
    return () => clearInterval(ticking);
  }, []);
  const seconds = Math.max(0, Math.ceil((guard.until - now) / 1000));
  return (
    <Consent
      chat={chat}
      title={t(guardTitles[guard.kind], { name: agentName(chat.state), label: guard.label })}
      points={[
        ["look", t("guardLine")],
        ["clock", t("guardTime", { seconds })],
      ]}
      problem={null}
      onAllow={() => guard.answer(true)}
      onDeny={() => guard.answer(false)}
    />
  );
}

interface ConsentProps {
  readonly chat: Chat;
  readonly title: string;
  readonly points: readonly (readonly [IconName, string])[];
  readonly problem: string | null;
  readonly children?: ComponentChildren;
  onAllow(): void;
  onDeny(): void;
}

/** Like the ring it takes no focus, so that a key meant for the composer consents to nothing. */
export function Consent({ chat, title, points, problem, children, onAllow, onDeny }: ConsentProps) {
  const { t } = chat;
  return (
    <div class="card ask" role="alertdialog" aria-labelledby="ask-title" aria-describedby="ask-points">
      <div role="alert">
        <h2 id="ask-title">{title}</h2>
      </div>
      <ul class="points" id="ask-points">
        {points.map(([icon, text]) => (
          <li key={icon}>
            <Icon name={icon} />
            <span>{text}</span>
          </li>
        ))}
      </ul>
      {problem && (
        <p class="notice" role="alert">
          {problem}
        </p>
      )}
      {children}
      <div class="row">
        <button type="button" class="button" onClick={onAllow}>
          {t("allow")}
        </button>
        <button type="button" class="button quiet" onClick={onDeny}>
          {t("deny")}
        </button>
      </div>
    </div>
  );
}

export const actionKeys = {
  click: "didClick",
  type: "didType",
  select: "didSelect",
  scroll: "didScroll",
  navigate: "didNavigate",
  submit: "didSubmit",
  refused: "didRefused",
} as const satisfies Record<string, VisualTextKey>;
