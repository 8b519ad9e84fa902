/** Microphone, camera and speaker, changed in the running call (CALL-03). */
import type { DeviceChoice } from "@rinnalla/calls";
import { Header } from "react-aria-components/Header";
import { Menu, MenuItem, MenuSection, MenuTrigger } from "react-aria-components/Menu";
import { Popover } from "react-aria-components/Popover";
import { useState } from "react";
import { IconButton } from "../../parts/icon-button.tsx";
import { Icon } from "../../parts/icon.tsx";
import { useRooms, useWords } from "../../store/use-console.ts";
import type { LocalCall } from "./local-call.ts";

type Kind = "microphone" | "camera" | "speaker";

export function DeviceMenu({ local }: { readonly local: LocalCall }) {
  const { t } = useWords();
  const { calls } = useRooms();
  const [chosen, setChosen] = useState<Partial<Record<Kind, string>>>({});
  const choose = (kind: Kind, id: string): void => {
    setChosen((before) => ({ ...before, [kind]: id }));
    if (kind === "speaker") calls.change(local.callId, { speakerId: id });
    else void local.session?.useDevices({ [kind]: id });
  };
  const { devices, view } = local;
  /** As the track has it; a choice stands in only while there is no track. */
  const inUse: Record<Kind, string> = {
    microphone: view?.microphoneDetail.id ?? "",
    camera: view?.cameraDetail.id ?? "",
    speaker: local.speakerId,
  };
  const isBlurred = view?.isBackgroundBlurred ?? null;
  const idOf = (kind: Kind, list: readonly DeviceChoice[]) => inUse[kind] || chosen[kind] || list[0]?.id;
  const section = (kind: Kind, list: readonly DeviceChoice[]) =>
    list.length > 0 && (
      <MenuSection key={kind} selectionMode="single" selectedKeys={[`${kind}:${idOf(kind, list)}`]}>
        <Header className="menu-title">{t(`call.${kind}`)}</Header>
        {list.map((device, index) => {
          const label = device.label || `${t(`call.${kind}`)} ${index + 1}`;
          const isChosen = idOf(kind, list) === device.id;
          return (
            <MenuItem
              key={`${kind}:${device.id}`}
              id={`${kind}:${device.id}`}
              className="menu-item"
              textValue={label}
              onAction={() => choose(kind, device.id)}
            >
              <span className="grow">{label}</span>
              {isChosen && <Icon name="check" size={16} />}
            </MenuItem>
          );
        })}
      </MenuSection>
    );
  return (
    <MenuTrigger onOpenChange={(isOpen) => isOpen && void calls.refreshDevices(local.callId)}>
      <IconButton icon="settings" look="round" label={t("call.devices")} isDisabled={!local.session} />
      <Popover className="popover" placement="top end">
        <Menu
          className="menu menu-devices"
          aria-label={t("call.devices")}
          renderEmptyState={() => <p className="menu-hint">{t("call.detail.none")}</p>}
        >
          {devices && section("microphone", devices.microphones)}
          {devices && section("camera", devices.cameras)}
          {devices && "setSinkId" in HTMLMediaElement.prototype && section("speaker", devices.speakers)}
          {isBlurred !== null && (
            <MenuSection key="background" selectionMode="multiple" selectedKeys={isBlurred ? ["blur"] : []}>
              <Header className="menu-title">{t("call.background")}</Header>
              <MenuItem
                id="blur"
                className="menu-item"
                textValue={t("call.blur")}
                onAction={() => void local.session?.setBackgroundBlur(!isBlurred)}
              >
                <span className="grow">{t("call.blur")}</span>
                {isBlurred && <Icon name="check" size={16} />}
              </MenuItem>
            </MenuSection>
          )}
        </Menu>
      </Popover>
    </MenuTrigger>
  );
}
