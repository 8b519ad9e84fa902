/**
 * The app tab of somebody else's provider (VIS-01, VIS-02, VIS-10): its page in a frame or behind a link, above it where the session
 * stands, the PIN or link with the click that puts it in the chat, and the end.
 */
import type { VisualState } from "@rinnalla/core";
import type {
  ConversationId,
  ErrorCode,
  ProviderId,
  ProviderPage as Page,
  ProviderView,
  VisualId,
  VisualKind,
} from "@rinnalla/protocol";
import { useEffect, useState } from "react";
import { Button } from "react-aria-components/Button";
import { Icon } from "../../../parts/icon.tsx";
import { useConsole, useRooms, useWords } from "../../../store/use-console.ts";
import { openPage, readProviders } from "./provider-client.ts";
import { ProviderFrame } from "./provider-frame.tsx";
import { ProviderHandwork } from "./provider-handwork.tsx";
import { ProviderTools } from "./provider-tools.tsx";

interface Props {
  readonly id: ConversationId;
  readonly kind: VisualKind;
  readonly providerId: ProviderId;
  /** The last session of this kind, live or ended. */
  readonly visual: VisualState | null;
  readonly canBegin: boolean;
}

interface Opened {
  readonly visualId: VisualId;
  readonly page: Page | null;
  readonly code: ErrorCode | null;
}

export function ProviderPage({ id, kind, providerId, visual, canBegin }: Props) {
  const { t, locale } = useWords();
  const provider = useProvider(providerId);
  const [opened, setOpened] = useState<Opened | null>(null);
  const live = visual !== null && visual.phase !== "ended" ? visual : null;
  const liveId = live?.id ?? null;
  const isHere = useConsole((state) => liveId !== null && state.visuals.has(liveId));
  const isMissing = liveId !== null && isHere && opened?.visualId !== liveId;
  useEffect(() => {
    if (!isMissing) return;
    let isGone = false;
    void openPage(id, liveId, locale).then((answer) => {
      if (isGone) return;
      const isOpen = "url" in answer;
      setOpened({ visualId: liveId, page: isOpen ? answer : null, code: isOpen ? null : answer.code });
    });
    return () => {
      isGone = true;
    };
  }, [isMissing, id, liveId, locale]);

  const name = provider?.name ?? visual?.provider?.name ?? "";
  const shown = opened && visual?.id === opened.visualId ? opened : null;
  // After the end the page stays for what it has still to say, until another session.
  if (!live && !shown?.page)
    return <Begin id={id} kind={kind} provider={provider} name={name} last={visual} canBegin={canBegin} />;
  if (live && !isHere) return <p className="visual-note quiet">{t("provider.elsewhere")}</p>;
  if (!visual || !shown) return <p className="visual-note quiet">{t("provider.opening", { name })}</p>;
  if (!shown.page) return <p className="visual-note">{t(`error.${shown.code ?? "internal"}`)}</p>;
  return (
    <div className="visual">
      <ProviderTools id={id} visual={visual} name={name} icon={provider?.icon ?? null} onNew={() => setOpened(null)} />
      {live && provider?.tells === false && <ProviderHandwork id={id} visual={live} name={name} />}
      {provider?.opensIn === "window" ? (
        <OtherWindow url={shown.page.url} name={name} isOver={!live} />
      ) : (
        <ProviderFrame
          key={visual.id}
          id={id}
          visualId={visual.id}
          page={shown.page}
          name={name}
          isEnded={visual.phase === "ended"}
        />
      )}
    </div>
  );
}

/** Null until it is known, and for one that is gone. */
function useProvider(id: ProviderId): ProviderView | null {
  const [found, setFound] = useState<ProviderView | null>(null);
  useEffect(() => {
    const asking = new AbortController();
    readProviders(asking.signal).then(
      (all) => setFound(all.find((one) => one.id === id) ?? null),
      // Its name is in the log; the page itself says what is wrong.
      () => {},
    );
    return () => asking.abort();
  }, [id]);
  return found;
}

function OtherWindow({ url, name, isOver }: { readonly url: string; readonly name: string; readonly isOver: boolean }) {
  const { t } = useWords();
  if (isOver) return null;
  return (
    <div className="visual-begin">
      <p className="quiet">{t("provider.window", { name })}</p>
      <a className="button button-accent button-large" href={url} target="_blank" rel="noopener noreferrer">
        {t("provider.open", { name })}
      </a>
    </div>
  );
}

function Begin({
  id,
  kind,
  provider,
  name,
  last,
  canBegin,
}: {
  readonly id: ConversationId;
  readonly kind: VisualKind;
  readonly provider: ProviderView | null;
  readonly name: string;
  readonly last: VisualState | null;
  readonly canBegin: boolean;
}) {
  const { t } = useWords();
  const { visuals } = useRooms();
  const [isCreating, setCreating] = useState(false);
  const agentName = useConsole((state) => state.logs.get(id)?.state?.agent?.name ?? state.me.name);
  const by = last?.end?.reason === "providerEnded" ? (last.provider?.name ?? name) : agentName;
  const create = async (): Promise<void> => {
    setCreating(true);
    await visuals.create(id, kind);
    setCreating(false);
  };
  return (
    <div className="visual-begin">
      <span className="visual-picture">
        {provider?.icon ? (
          <img src={provider.icon} alt="" width={40} height={40} />
        ) : (
          <Icon name={kind === "cobrowse" ? "cobrowse" : "computer"} size={34} />
        )}
      </span>
      <h2>{t(`visual.${kind}`)}</h2>
      <p className="quiet">{t(provider?.opensIn === "window" ? "provider.introWindow" : "provider.intro", { name })}</p>
      {last?.end && (
        <p className="visual-ended" role="status">
          <Icon name="info" size={16} />
          {t(`visual.line.ended.${last.end.reason}`, { kind: t(`visual.${kind}`), by })}
        </p>
      )}
      <Button
        className="button button-accent button-large"
        isDisabled={!canBegin || isCreating}
        onPress={() => void create()}
      >
        {t(isCreating ? "visual.creating" : "provider.begin", { name })}
      </Button>
    </div>
  );
}
