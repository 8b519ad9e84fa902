/** Where a provider's server sends its word, and the secret with which it signs it (VIS-10). */
import type { ProviderConfig } from "@rinnalla/protocol";
import { useState } from "react";
import { Button } from "react-aria-components/Button";
import { Icon } from "../parts/icon.tsx";
import { readCallbackSecret } from "./configuration-client.ts";
import { CopyLine } from "./copy-line.tsx";
import { useAdminText } from "./use-administration.ts";

export function CallbackFields({
  value,
  isNew,
  change,
}: {
  readonly value: ProviderConfig;
  readonly isNew: boolean;
  readonly change: (change: Partial<ProviderConfig>) => void;
}) {
  const t = useAdminText();
  /** `secret` null: it could not be read. */
  const [shown, setShown] = useState<{ readonly secret: string | null; readonly version: number } | null>(null);
  const version = value.secretVersion ?? 1;
  if (isNew) return <p className="field-hint">{t("callback.unsaved")}</p>;
  const show = async (): Promise<void> => {
    const answer = await readCallbackSecret(value.id);
    setShown({ secret: answer.ok ? answer.value.secret : null, version });
  };
  return (
    <>
      <div className="field">
        <span className="field-label">{t("callback.url")}</span>
        <CopyLine text={`${location.origin}/api/provider-callbacks/${value.id}`} label={t("callback.url")} />
      </div>
      <div className="field">
        <span className="field-label">{t("callback.secret")}</span>
        {shown?.secret && shown.version === version ? (
          <CopyLine text={shown.secret} label={t("callback.secret")} />
        ) : (
          <div className="icon-field">
            <Button className="button button-small" onPress={() => void show()}>
              <Icon name="key" size={16} />
              {t("callback.show")}
            </Button>
            <Button className="button button-small button-quiet" onPress={() => change({ secretVersion: version + 1 })}>
              {t("callback.renew")}
            </Button>
          </div>
        )}
        <p className="field-hint">{t("callback.hint")}</p>
        {shown?.secret === null && (
          <p className="field-problem" role="alert">
            {t("callback.failed")}
          </p>
        )}
      </div>
    </>
  );
}
