/** How this agent wants to be told of news in this browser; what the browser will ask is said before it asks (CHAT-10). */
import "./notify.css";
import { chime } from "@rinnalla/ui";
import { useEffect, useState } from "react";
import { Button } from "react-aria-components/Button";
import { Dialog } from "react-aria-components/Dialog";
import { Heading } from "react-aria-components/Heading";
import { Modal, ModalOverlay } from "react-aria-components/Modal";
import { Switch } from "react-aria-components/Switch";
import { useNotifySettings, useWords } from "../store/use-console.ts";
import { askDesktopPermission, desktopPermission, showOnDesktop } from "./desktop.ts";
import { noticeWords } from "./notice-words.ts";

export function NotifyDialog({ onClose }: { readonly onClose: () => void }) {
  const { t } = useWords();
  const [settings, change] = useNotifySettings();
  const [permission, setPermission] = useState(desktopPermission);
  // Allowed or forbidden beside the address meanwhile.
  useEffect(() => {
    const look = (): void => setPermission(desktopPermission());
    addEventListener("focus", look);
    return () => removeEventListener("focus", look);
  }, []);
  const isOnDesktop = settings.isOnDesktop && permission === "granted";
  const setDesktop = async (isWanted: boolean): Promise<void> => {
    if (!isWanted) return change({ isOnDesktop: false });
    const answer = await askDesktopPermission();
    setPermission(answer);
    change({ isOnDesktop: answer === "granted" });
  };
  const tryOut = (): void => {
    if (settings.hasSound) chime();
    if (!isOnDesktop) return;
    const sample = { kind: "message", customerName: null, text: t("notify.sample") } as const;
    const words = noticeWords(sample, t, settings.showsNames);
    showOnDesktop({
      tag: "sample",
      isUrgent: false,
      onPress: () => {},
      ...words,
      body: words.body || t("notify.sample"),
    });
  };
  return (
    <ModalOverlay className="overlay" isOpen isDismissable onOpenChange={(isOpen) => !isOpen && onClose()}>
      <Modal className="modal">
        <Dialog className="dialog notify-dialog">
          <Heading slot="title">{t("notify.title")}</Heading>
          <p>{t("notify.text")}</p>
          <Option
            label={t("notify.sound")}
            hint={t("notify.soundHint")}
            value={settings.hasSound}
            onChange={(hasSound) => change({ hasSound })}
          />
          <Option
            label={t("notify.desktop")}
            hint={t(permission === "missing" ? "notify.missing" : "notify.desktopHint")}
            value={isOnDesktop}
            isDisabled={permission === "missing" || permission === "denied"}
            onChange={(is) => void setDesktop(is)}
          />
          <div role="status">
            {permission === "denied" && <p className="banner banner-info breakable">{t("notify.denied")}</p>}
          </div>
          <Option
            label={t("notify.names")}
            hint={t("notify.namesHint")}
            value={settings.showsNames}
            isDisabled={!isOnDesktop}
            onChange={(showsNames) => change({ showsNames })}
          />
          <div className="dialog-buttons">
            <Button className="button button-quiet" isDisabled={!settings.hasSound && !isOnDesktop} onPress={tryOut}>
              {t("notify.try")}
            </Button>
            <Button className="button button-accent" onPress={onClose}>
              {t("notify.close")}
            </Button>
          </div>
        </Dialog>
      </Modal>
    </ModalOverlay>
  );
}

function Option({
  label,
  hint,
  value,
  isDisabled = false,
  onChange,
}: {
  readonly label: string;
  readonly hint: string;
  readonly value: boolean;
  readonly isDisabled?: boolean;
  readonly onChange: (value: boolean) => void;
}) {
  return (
    <div className="notify-option">
      <Switch className="switch" isSelected={value} isDisabled={isDisabled} onChange={onChange}>
        <span className="switch-track" aria-hidden="true" />
        {label}
      </Switch>
      <p className="quiet">{hint}</p>
    </div>
  );
}
