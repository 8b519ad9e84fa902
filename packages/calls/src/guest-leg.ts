/**
 * The leg of a colleague in somebody else's call: own devices joined to the media engine (CALL-11). Opens no device by itself:
 * who only listens has none.
 */
import { createDevices } from "./devices.ts";
import { createMediaEngine } from "./choose-engine.ts";
import { browserEnvironment } from "./environment.ts";
import type { MediaEngine, PartyLink, PartyTransport, PartyView } from "./media-engine.ts";
import { publishView } from "./published-view.ts";
import type { RecordedMedia } from "@rinnalla/core";
import type { CallEnvironment, DeviceState } from "./types.ts";
import type { EngineSignal, RtcSignal, SignalSource } from "@rinnalla/protocol";

export interface GuestView {
  readonly microphone: DeviceState;
  readonly camera: DeviceState;
  readonly localVideo: MediaStream | null;
  readonly parties: readonly PartyView[];
}

export interface GuestLegOptions {
  readonly transport: PartyTransport;
  readonly onChange: (view: GuestView) => void;
  readonly environment?: CallEnvironment;
}

export interface GuestLeg {
  readonly view: GuestView;
  follow(parties: readonly PartyLink[], recorded: RecordedMedia | null): void;
  handleSignal(from: SignalSource, rtc: RtcSignal): void;
  handleServer(signal: EngineSignal): void;
  /** True: from the role on in which others hear this one. Never throws: what failed shows in the view. */
  speak(doesSpeak: boolean): void;
  setMuted(isMuted: boolean): void;
  setCamera(isOn: boolean): Promise<void>;
  networkChanged(): void;
  close(): void;
}

export function createGuestLeg({ transport, onChange, environment = browserEnvironment() }: GuestLegOptions): GuestLeg {
  const devices = createDevices(environment, devicesChanged);
  const { microphone, camera } = devices;
  const engine: MediaEngine = createMediaEngine({ transport, environment, onChange: () => published.refresh() });
  let doesSpeak = false;
  let preview: { track: MediaStreamTrack; stream: MediaStream } | null = null;
  const published = publishView(readView, onChange);

  function readView(): GuestView {
    const { track } = camera;
    if (track === null) preview = null;
    else if (preview?.track !== track) preview = { track, stream: new MediaStream([track]) };
    return {
      microphone: microphone.state,
      camera: camera.state,
      localVideo: preview?.stream ?? null,
      parties: engine.view,
    };
  }

  function devicesChanged(): void {
    engine.carry({
      audio: microphone.track,
      video: camera.track,
      hasAudio: microphone.state === "on",
      hasVideo: camera.state === "on",
    });
    published.refresh();
  }

  return {
    get view() {
      return published.view;
    },
    follow: (parties, recorded) => engine.follow(parties, recorded),
    handleSignal: (from, rtc) => engine.handleSignal(from, rtc),
    handleServer: (signal) => engine.handleServer(signal),
    speak(wanted) {
      if (wanted === doesSpeak) return;
      doesSpeak = wanted;
      if (wanted) return void devices.open({ audio: true, video: false });
      microphone.shut();
      camera.shut();
    },
    setMuted(isMuted) {
      microphone.setMuted(isMuted);
      if (!isMuted && doesSpeak && microphone.track === null && microphone.state !== "starting") void microphone.open();
    },
    async setCamera(isOn) {
      if (isOn && doesSpeak) await camera.open();
      else camera.shut();
    },
    networkChanged: () => engine.networkChanged(),
    close() {
      engine.close();
      devices.close();
      published.end();
    },
  };
}
