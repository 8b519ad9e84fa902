/** Before the console is open: loading, not signed in, or no server. */
import { Button } from "react-aria-components/Button";
import { useWords } from "../store/use-console.ts";
import { Mark } from "./mark.tsx";

export function Gate({
  stage,
  onRetry,
}: {
  readonly stage: "loading" | "signedOut" | "failed";
  readonly onRetry: () => void;
}) {
  const { t } = useWords();
  return (
    <main className="gate">
      <div className="gate-card">
        <Mark size={44} />
        {stage === "loading" && (
          <p role="status" className="quiet">
            {t("app.loading")}
          </p>
        )}
        {stage === "signedOut" && (
          <>
            <h1>{t("signIn.title")}</h1>
            <p>{t("signIn.text")}</p>
            <p className="quiet">{t("signIn.hint")}</p>
            <Button className="button button-accent button-large" onPress={onRetry}>
              {t("signIn.again")}
            </Button>
          </>
        )}
        {stage === "failed" && (
          <>
            <h1>{t("app.name")}</h1>
            <p role="alert">{t("app.failed")}</p>
            <Button className="button button-accent button-large" onPress={onRetry}>
              {t("app.retry")}
            </Button>
          </>
        )}
      </div>
    </main>
  );
}
