/** What the server's environment sets: read only, since it is changed where the server is started; and a letter to try the mail server (ADM-01). */
import type { DeploymentView } from "@rinnalla/protocol";
import { useState, type ReactNode } from "react";
import { Button } from "react-aria-components/Button";
import { useConsole } from "../store/use-console.ts";
import { readDeployment, sendTestLetter } from "./configuration-client.ts";
import { useAdminText } from "./use-administration.ts";

export function DeploymentSection() {
  const t = useAdminText();
  const [view, setView] = useState<DeploymentView | "failed" | null>(null);
  const load = async (): Promise<void> => {
    const answer = await readDeployment();
    setView(answer.ok ? answer.value : "failed");
  };
  return (
    <details
      className="admin-file admin-server"
      onToggle={({ currentTarget }) => {
        if (currentTarget.open) void load();
      }}
    >
      <summary>{t("server.title")}</summary>
      {view === "failed" ? (
        <p role="status">
          {t("server.failed")}{" "}
          <Button className="button button-small" onPress={() => void load()}>
            {t("server.retry")}
          </Button>
        </p>
      ) : (
        view && <Shown view={view} />
      )}
    </details>
  );
}

function Shown({ view }: { readonly view: DeploymentView }) {
  const t = useAdminText();
  return (
    <>
      <p className="field-hint">{t("server.hint")}</p>
      <dl>
        <Row name={t("server.publicUrl")}>{view.publicUrl}</Row>
        <Row name={t("server.database")}>{t(`server.${view.database}`)}</Row>
        <Row name={t("server.mail")} isLacking={view.mailSender === null}>
          {view.mailSender ?? t("server.noMail")}
        </Row>
        <Row name={t("server.relays")} isLacking={view.mediaRegions.length === 0}>
          {view.mediaRegions.join(", ") || t("server.noRelays")}
          {view.isRelayOnly && ` · ${t("server.relayOnly")}`}
        </Row>
        <Row name={t("server.media")} isLacking={view.mediaServer === "unreachable"}>
          {t(`server.media.${view.mediaServer}`)}
        </Row>
      </dl>
      {view.mailSender !== null && <TestLetter />}
    </>
  );
}

function Row({
  name,
  isLacking = false,
  children,
}: {
  readonly name: string;
  readonly isLacking?: boolean;
  readonly children: ReactNode;
}) {
  return (
    <div>
      <dt>{name}</dt>
      <dd data-tone={isLacking ? "warn" : undefined}>{children}</dd>
    </div>
  );
}

function TestLetter() {
  const t = useAdminText();
  const email = useConsole((state) => state.me.email);
  const [outcome, setOutcome] = useState<"sending" | "sent" | "refused" | "later" | "failed" | null>(null);
  const send = async (): Promise<void> => {
    setOutcome("sending");
    const answer = await sendTestLetter();
    setOutcome(answer.ok ? answer.value.outcome : "failed");
  };
  return (
    <>
      <Button className="button button-small" isDisabled={outcome === "sending"} onPress={() => void send()}>
        {t("server.tryMail")}
      </Button>
      <p role="status" className="field-hint">
        {outcome !== null && outcome !== "sending" && t(`server.letter.${outcome}`, { email })}
      </p>
    </>
  );
}
