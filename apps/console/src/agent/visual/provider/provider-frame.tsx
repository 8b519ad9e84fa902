/**
 * A provider's page in its frame. Sandboxed: it may run, sign in and open its own windows, and not move the console elsewhere. A
 * console that was loaded before the provider was added may not frame it yet, and says so.
 */
import type { ConversationId, ProviderPage, VisualId } from "@rinnalla/protocol";
import { useEffect, useRef, useState } from "react";
import { Button } from "react-aria-components/Button";
import { useWords } from "../../../store/use-console.ts";
import { openPage, reportEvent } from "./provider-client.ts";
import { connectProvider, type ProviderLink } from "./provider-link.ts";

const sandbox =
  "allow-scripts allow-same-origin allow-forms allow-popups allow-popups-to-escape-sandbox allow-downloads";

interface Props {
  readonly id: ConversationId;
  readonly visualId: VisualId;
  readonly page: ProviderPage;
  readonly name: string;
  readonly isEnded: boolean;
}

export function ProviderFrame({ id, visualId, page, name, isEnded }: Props) {
  const { t, locale } = useWords();
  const frame = useRef<HTMLIFrameElement>(null);
  const link = useRef<ProviderLink | null>(null);
  const [isBlocked, setBlocked] = useState(false);
  const { origin } = page;
  useEffect(() => {
    const made = connectProvider({
      origin,
      host: window,
      frame: () => frame.current?.contentWindow ?? null,
      session: async () => {
        const fresh = await openPage(id, visualId, locale);
        return "session" in fresh ? fresh.session : null;
      },
      report: reportEvent,
    });
    link.current = made;
    return () => made.close();
  }, [origin, id, visualId, locale]);
  useEffect(() => {
    if (isEnded) link.current?.ended();
  }, [isEnded]);
  useEffect(() => {
    const look = (event: SecurityPolicyViolationEvent): void => {
      if (event.effectiveDirective === "frame-src" && event.blockedURI.startsWith(origin)) setBlocked(true);
    };
    document.addEventListener("securitypolicyviolation", look);
    return () => document.removeEventListener("securitypolicyviolation", look);
  }, [origin]);
  return (
    <div className="visual-stage">
      {isBlocked ? (
        <div className="visual-begin" role="alert">
          <p>{t("provider.blocked", { name })}</p>
          <Button className="button button-accent" onPress={() => location.reload()}>
            {t("provider.reload")}
          </Button>
        </div>
      ) : (
        <iframe
          ref={frame}
          className="visual-frame"
          title={t("provider.frame", { name })}
          src={page.url}
          sandbox={sandbox}
          referrerPolicy="no-referrer"
        />
      )}
    </div>
  );
}
