/** A line to be copied: selected by a click, copied by a button that says so. */
import { useState } from "react";
import { Button } from "react-aria-components/Button";
import { Icon } from "../parts/icon.tsx";
import { useAdminText } from "./use-administration.ts";

export function CopyLine({ text, label }: { readonly text: string; readonly label: string }) {
  const t = useAdminText();
  const [isCopied, setCopied] = useState(false);
  return (
    <div className="copy-line">
      <input
        className="field-input"
        readOnly
        value={text}
        aria-label={label}
        onFocus={(event) => event.currentTarget.select()}
      />
      <Button
        className="button"
        onPress={() =>
          void navigator.clipboard.writeText(text).then(
            () => setCopied(true),
            // Not allowed: the line can be copied by hand.
            () => setCopied(false),
          )
        }
      >
        <Icon name={isCopied ? "check" : "copy"} size={16} />
        <span aria-live="polite">{isCopied ? t("copy.copied") : t("copy.copy")}</span>
      </Button>
    </div>
  );
}
