/**
 * One side's leg of a call: its devices joined to the line. The call's own states (ringing, accepted, ended) are core's;
 * here is only what the log does not hold. No device is opened and nothing is sent before `openMedia` (CALL-07).
 */
import { createDevices } from "./devices.ts";
import { browserEnvironment } from "./environment.ts";
import { createLine } from "./line.ts";
import { publishView } from "./published-view.ts";
import type { CallSession, CallSessionOptions, CallView } from "./types.ts";

export function createCallSession(options: CallSessionOptions): CallSession {
  const environment = options.environment ?? browserEnvironment();
  const devices = createDevices(environment, devicesChanged);
  const { microphone, camera } = devices;
  const line = createLine({
    side: options.side,
    transport: options.transport,
    environment,
    isSilenceNormal: false,
    hasCamera: true,
    standby: options.standby,
    onStandby: options.onStandby,
    onChange: lineChanged,
    onAccept(clientId) {
      // Faster than the server's word, which may still correct it. Not heard while another tab carries the call.
      if (line.current === null || line.isLost) line.choose(clientId);
    },
  });
  /** `openMedia` was called, and whether every device has been opened or refused since. */
  let hasOpened = false;
  let isReady = false;
  let isHeld = false;
  let hasConfirmed = false;
  let preview: { track: MediaStreamTrack; stream: MediaStream } | null = null;
  const published = publishView(readView, options.onChange);

  function localVideo(): MediaStream | null {
    const { track } = camera;
    if (track === null) preview = null;
    else if (preview?.track !== track) preview = { track, stream: new MediaStream([track]) };
    return preview?.stream ?? null;
  }

  function readView(): CallView {
    const { current, way, plan } = line;
    const remote = current?.remote ?? null;
    // The agent's picture may be here before the customer has answered; the link keeps it black until then.
    const isSeen = remote?.hasVideo === true;
    const isPaused = isSeen && remote.isVideoPaused;
    return {
      link: line.state,
      microphone: microphone.state,
      camera: camera.state,
      microphoneDetail: microphone.detail,
      cameraDetail: camera.detail,
      isBackgroundBlurred: camera.isBlurred,
      localVideo: localVideo(),
      localAudio: microphone.track,
      remoteAudio: current?.audio ?? null,
      remoteVideo: isSeen && !isPaused ? current!.video : null,
      remote: { hasAudio: remote?.hasAudio ?? false, hasVideo: remote?.hasVideo ?? false },
      videoPaused: { own: line.isVideoPaused, remote: isPaused },
      quality: line.quality,
      details: way && { ...way, region: plan?.region ?? "", isRelayOnly: plan?.isRelayOnly ?? false },
    };
  }

  function devicesChanged(): void {
    if (hasOpened) {
      const { track: audio } = microphone;
      const { track: video } = camera;
      line.carry(isHeld ? { audio: null, video: null } : { audio, video }, {
        phase: isReady ? "ready" : "opening",
        hasAudio: !isHeld && microphone.state === "on",
        hasVideo: !isHeld && camera.state === "on",
        // A track that the system muted may send nothing at all (Safari), ours that is muted sends silence.
        isSending: !isHeld && [audio, video].some((track) => track !== null && !track.muted),
      });
    }
    options.onOwnMedia?.();
    published.refresh();
  }

  function lineChanged(): void {
    published.refresh();
    const link = line.current;
    if (hasConfirmed || !hasOpened || link === null) return;
    const hasNothingToCome = link.remote?.phase === "ready" && !link.remote.isSending;
    if (!link.hasMedia && !hasNothingToCome) return;
    hasConfirmed = true;
    options.onRemoteMedia?.();
  }

  return {
    get view() {
      return published.view;
    },
    handleSignal: (from, rtc) => line.handleSignal(from, rtc),
    start: () => line.start(),
    resume: (begun) => line.resume(begun),
    choosePeer: (clientId) => line.choose(clientId),
    async openMedia(wanted, early) {
      hasOpened = true;
      isReady = false;
      devicesChanged();
      // What has been there since it rang counts from now on; after the click, which sends the answer first.
      queueMicrotask(lineChanged);
      await devices.open(wanted, early);
      isReady = true;
      devicesChanged();
    },
    setMuted(isMuted) {
      microphone.setMuted(isMuted);
      if (!isMuted && hasOpened && microphone.track === null && microphone.state !== "starting") void microphone.open();
    },
    async setCamera(isOn) {
      if (!hasOpened) return;
      if (isOn) await camera.open();
      else camera.shut();
    },
    setHeld(wanted) {
      if (wanted === isHeld) return;
      isHeld = wanted;
      devicesChanged();
    },
    get own() {
      const { track: audio } = microphone;
      const { track: video } = camera;
      return { audio, video, hasAudio: microphone.state === "on", hasVideo: camera.state === "on" };
    },
    useDevices: (choice) => devices.use(choice),
    setBackgroundBlur: (isOn) => camera.setBlur(isOn),
    networkChanged: () => line.networkChanged(),
    close() {
      line.close();
      devices.close();
      published.end();
    },
  };
}
