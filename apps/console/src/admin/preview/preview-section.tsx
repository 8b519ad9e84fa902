/** Beside the rules of what agents see: the page by them, and what they say of a field (VIS-05). Fetched with the first look. */
import type { WidgetConfig } from "@rinnalla/protocol";
import { useState } from "react";
import { Button } from "react-aria-components/Button";
import { useAdminText } from "../use-administration.ts";
import { FieldTester } from "./field-tester.tsx";
import { PagePreview } from "./page-preview.tsx";

export function PreviewSection({ widget, isNew }: { readonly widget: WidgetConfig; readonly isNew: boolean }) {
  const t = useAdminText();
  const [shown, setShown] = useState<"page" | "field" | null>(null);
  const choose = (which: "page" | "field") => (
    <Button
      className="button button-small"
      aria-expanded={shown === which}
      isDisabled={which === "page" && isNew}
      onPress={() => setShown(shown === which ? null : which)}
    >
      {t(which === "page" ? "preview.begin" : "tester.begin")}
    </Button>
  );
  return (
    <div className="preview-section">
      <div className="preview-choices">
        {choose("page")}
        {choose("field")}
      </div>
      {isNew && <p className="field-hint">{t("preview.unsaved")}</p>}
      {shown === "page" && <PagePreview widget={widget} />}
      {shown === "field" && <FieldTester rules={widget.viewingRules ?? []} />}
    </div>
  );
}
