/** The rules tried on a visit that the administrator makes up: by core's own word, which one would come. */
import { dueInvite, type Visit } from "@rinnalla/core";
import type { ProactiveRule } from "@rinnalla/protocol";
import { useState } from "react";
import { NumberField, SwitchField, TextField } from "./fields.tsx";
import { useAdminText } from "./use-administration.ts";

export function InviteTrial({
  rules,
  nameOf,
  origin,
}: {
  readonly rules: readonly ProactiveRule[];
  readonly nameOf: (rule: ProactiveRule, at: number) => string;
  /** Of the widget's own pages. */
  readonly origin: string | undefined;
}) {
  const t = useAdminText();
  const [address, setAddress] = useState(`${origin ?? "https://shop.example"}/`);
  const [seenMs, setSeenMs] = useState(60_000);
  const [scrolledPercent, setScrolled] = useState(100);
  const [isAnybodyThere, setThere] = useState(true);
  // As it stands in the address bar, or without the scheme.
  const whole = /^https?:/.test(address) ? address : `https://${address}`;
  const page = URL.canParse(whole) ? new URL(whole).host + new URL(whole).pathname : null;
  const visit: Visit = {
    page: page ?? "",
    seenMs,
    scrolledPercent,
    isChatOpen: false,
    hasConversation: false,
    wasInvited: false,
    shownAt: {},
    now: 0,
    door: { isOpen: isAnybodyThere, staffing: isAnybodyThere ? "free" : "none" },
  };
  const due = page === null ? null : dueInvite(rules, visit);
  return (
    <details className="invite-trial">
      <summary>{t("invite.try")}</summary>
      <TextField
        label={t("invite.tryAddress")}
        problem={page === null ? t("invite.tryNoAddress") : null}
        value={address}
        onChange={setAddress}
      />
      <NumberField
        label={t("invite.tryAfter")}
        problem={null}
        value={seenMs}
        unit={1_000}
        unitName={t("unit.seconds")}
        onChange={setSeenMs}
      />
      <NumberField
        label={t("invite.tryScrolled")}
        problem={null}
        value={scrolledPercent}
        unitName="%"
        onChange={setScrolled}
      />
      <SwitchField label={t("invite.tryThere")} value={isAnybodyThere} onChange={setThere} />
      <p className="banner banner-info breakable" role="status">
        {due ? t("invite.tryDue", { name: nameOf(due, rules.indexOf(due)) }) : t("invite.tryNone")}
      </p>
    </details>
  );
}
