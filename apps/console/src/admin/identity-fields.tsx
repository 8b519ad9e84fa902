/** By what the site proves who its signed-in customers are (CHAT-08). */
import { limits, type IdentityConfig, type WidgetConfig } from "@rinnalla/protocol";
import { ChoiceField, Section, SwitchField, TextField } from "./fields.tsx";
import type { FormProps } from "./form-props.ts";
import { useAdminText } from "./use-administration.ts";

const fresh = (id: WidgetConfig["id"]): IdentityConfig => ({
  issuer: "",
  audience: id,
  keys: { kind: "jwks", url: "" },
});

export function IdentityFields({
  value: { id, identity },
  problem,
  change,
  clear,
}: Pick<FormProps<"widget">, "value" | "problem" | "change" | "clear">) {
  const t = useAdminText();
  const set = (part: Partial<IdentityConfig>) => change({ identity: { ...(identity ?? fresh(id)), ...part } });
  return (
    <Section title={t("section.identity")}>
      <SwitchField
        label={t("field.identity")}
        hint={t("field.identityHint")}
        value={identity !== undefined}
        onChange={(isOn) => (isOn ? set({}) : clear("identity"))}
      />
      {identity && (
        <>
          <TextField
            label={t("field.identity.issuer")}
            hint={t("field.identity.issuerHint")}
            problem={problem("identity.issuer")}
            value={identity.issuer}
            maxLength={limits.urlChars}
            onChange={(issuer) => set({ issuer })}
          />
          <TextField
            label={t("field.identity.audience")}
            hint={t("field.identity.audienceHint")}
            problem={problem("identity.audience")}
            value={identity.audience}
            maxLength={limits.urlChars}
            onChange={(audience) => set({ audience })}
          />
          <ChoiceField
            label={t("field.identity.keys")}
            problem={null}
            value={identity.keys.kind}
            choices={(["jwks", "pem"] as const).map((kind) => ({ id: kind, text: t(`identity.${kind}`) }))}
            onChange={(kind) => set({ keys: kind === "jwks" ? { kind, url: "" } : { kind, pem: "" } })}
          />
          {identity.keys.kind === "jwks" ? (
            <TextField
              label={t("field.identity.url")}
              hint={t("field.identity.urlHint")}
              problem={problem("identity.keys")}
              value={identity.keys.url}
              maxLength={limits.urlChars}
              onChange={(url) => set({ keys: { kind: "jwks", url } })}
            />
          ) : (
            <TextField
              label={t("field.identity.pem")}
              hint={t("field.identity.pemHint")}
              problem={problem("identity.keys")}
              rows={6}
              value={identity.keys.pem}
              maxLength={limits.pemChars}
              onChange={(pem) => set({ keys: { kind: "pem", pem } })}
            />
          )}
        </>
      )}
    </Section>
  );
}
