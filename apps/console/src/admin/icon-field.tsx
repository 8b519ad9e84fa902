/** A small picture, kept in the setting itself, so that the console asks nobody else for it. */
import { limits } from "@rinnalla/protocol";
import { useState } from "react";
import { Button } from "react-aria-components/Button";
import { FileTrigger } from "react-aria-components/FileTrigger";
import { Icon } from "../parts/icon.tsx";
import { useAdminText } from "./use-administration.ts";

const types = ["image/png", "image/webp", "image/jpeg", "image/svg+xml"];

export function IconField({
  value,
  problem,
  onChange,
}: {
  readonly value: string | null;
  readonly problem: string | null;
  readonly onChange: (value: string | null) => void;
}) {
  const t = useAdminText();
  const [isRefused, setRefused] = useState(false);
  const take = (file: File): void => {
    const reader = new FileReader();
    reader.onload = () => {
      const read = typeof reader.result === "string" ? reader.result : "";
      const isFit = types.includes(file.type) && read.length <= limits.iconChars;
      setRefused(!isFit);
      if (isFit) onChange(read);
    };
    reader.readAsDataURL(file);
  };
  const trouble = problem ?? (isRefused ? t("icon.refused") : null);
  return (
    <div className="field" role="group" aria-label={t("field.icon")}>
      <span className="field-label">{t("field.icon")}</span>
      <div className="icon-field">
        <span className="provider-icon">
          {value === null ? <Icon name="computer" size={20} /> : <img src={value} alt="" />}
        </span>
        <FileTrigger
          acceptedFileTypes={types}
          onSelect={(files) => {
            const file = files?.[0];
            if (file) take(file);
          }}
        >
          <Button className="button button-small">{t("icon.choose")}</Button>
        </FileTrigger>
        {value !== null && (
          <Button className="button button-small button-quiet" onPress={() => onChange(null)}>
            {t("icon.remove")}
          </Button>
        )}
      </div>
      <p className="field-hint">{t("icon.hint")}</p>
      {trouble !== null && (
        <p className="field-problem" role="alert">
          {trouble}
        </p>
      )}
    </div>
  );
}
