/**
 * One microphone or one camera: at most one live track, and the state that its icon shows, which is read from that
 * track and never remembered beside it (CALL-03, CALL-06).
 */
import type { DeviceDetail, DeviceState } from "./types.ts";

type DeviceKind = "audio" | "video";

export interface DeviceSlot {
  readonly track: MediaStreamTrack | null;
  readonly state: DeviceState;
  readonly detail: DeviceDetail;
  /** Of a camera; null where the browser does not offer it (Media Capture Extensions, `backgroundBlur`). */
  readonly isBlurred: boolean | null;
  setBlur(isOn: boolean): Promise<void>;
  /** Asked for, whether or not it could be had. */
  readonly isWanted: boolean;
  /** Opens, or swaps for the device chosen; the old track stays until the new one is there. Never throws. */
  open(source?: Promise<MediaStream | null>): Promise<void>;
  /** Null: the system's default. Takes effect at the next `open`. */
  prefer(deviceId: string | null): void;
  setMuted(isMuted: boolean): void;
  /** The list of devices changed: lets go of one that is gone, takes one that came. */
  devicesChanged(ids: ReadonlySet<string>): void;
  shut(): void;
  /** Shut for good: an opening that was still on its way, or comes later, gets nothing. */
  close(): void;
}

const constraints = {
  audio: { echoCancellation: true, noiseSuppression: true, autoGainControl: true },
  video: { width: { ideal: 960 }, height: { ideal: 540 }, frameRate: { ideal: 30, max: 30 } },
};

export function constraintsOf(kind: DeviceKind, deviceId: string | null): MediaTrackConstraints {
  // `exact`: with `ideal` Chromium keeps to the system's default microphone.
  return deviceId === null ? constraints[kind] : { ...constraints[kind], deviceId: { exact: deviceId } };
}

export function createDeviceSlot(
  kind: DeviceKind,
  devices: MediaDevices | undefined,
  onChange: () => void,
): DeviceSlot {
  let track: MediaStreamTrack | null = null;
  let trouble: DeviceState = "off";
  let deviceId: string | null = null;
  let isWanted = false;
  let isMuted = false;
  let isStandIn = false;
  let wantsBlur = false;
  /** Counts openings, so that one that was overtaken (shut, swapped again) gives its device back. */
  let turn = 0;
  let isOpening = false;
  let isClosed = false;

  async function open(source?: Promise<MediaStream | null>): Promise<void> {
    if (isClosed) return;
    const mine = ++turn;
    isWanted = true;
    isOpening = true;
    onChange();
    try {
      if (devices === undefined) throw new DOMException("No devices outside a secure context", "NotFoundError");
      const stream = (await source) ?? (await obtain(devices));
      const got = stream.getTracks().find((one) => one.kind === kind) ?? null;
      if (mine !== turn) got?.stop();
      else if (got === null) trouble = "none";
      else take(got);
    } catch (error) {
      // A failed swap leaves the device that works.
      if (mine === turn) trouble = troubleOf(error);
    }
    if (mine !== turn) return;
    isOpening = false;
    onChange();
  }

  /** A chosen device that is gone is replaced by another instead of by an error. */
  async function obtain(from: MediaDevices): Promise<MediaStream> {
    try {
      return await from.getUserMedia({ [kind]: constraintsOf(kind, deviceId) });
    } catch (error) {
      if (deviceId === null || troubleOf(error) !== "none") throw error;
      deviceId = null;
      return from.getUserMedia({ [kind]: constraintsOf(kind, null) });
    }
  }

  function take(next: MediaStreamTrack): void {
    release();
    track = next;
    track.enabled = !isMuted;
    if (kind === "video") track.contentHint = "motion";
    track.addEventListener("ended", lose);
    track.addEventListener("mute", onChange);
    track.addEventListener("unmute", onChange);
    // The system has a switch of its own for the background.
    track.addEventListener("configurationchange", onChange);
    if (wantsBlur) void setBlur(true);
  }

  function release(): void {
    track?.removeEventListener("ended", lose);
    track?.removeEventListener("mute", onChange);
    track?.removeEventListener("unmute", onChange);
    track?.removeEventListener("configurationchange", onChange);
    track?.stop();
    track = null;
  }

  /** Unplugged, or the permission was taken back: another device if there is one, else the reason. */
  function lose(): void {
    release();
    deviceId = null;
    isStandIn = true;
    trouble = "none";
    void open();
  }

  function blurOffered(): boolean {
    const offered = track?.getCapabilities?.().backgroundBlur;
    return offered?.includes(true) === true && offered.includes(false);
  }

  async function setBlur(isOn: boolean): Promise<void> {
    wantsBlur = isOn;
    if (blurOffered()) await track?.applyConstraints({ ...constraints.video, backgroundBlur: isOn }).catch(() => {});
    onChange();
  }

  function shut(): void {
    turn += 1;
    isWanted = isStandIn = false;
    isOpening = false;
    trouble = "off";
    release();
    onChange();
  }

  return {
    get track() {
      return track;
    },
    get state() {
      if (track !== null) return track.enabled && !track.muted ? "on" : "muted";
      return isOpening ? "starting" : trouble;
    },
    get detail() {
      return {
        id: track?.getSettings().deviceId ?? "",
        label: track?.label ?? "",
        isStandIn: isStandIn && track !== null,
        isSilencedBySystem: track !== null && track.enabled && track.muted,
      };
    },
    get isBlurred() {
      return blurOffered() ? track?.getSettings().backgroundBlur === true : null;
    },
    setBlur,
    get isWanted() {
      return isWanted;
    },
    open,
    prefer(id) {
      deviceId = id;
      isStandIn = false;
    },
    setMuted(next) {
      isMuted = next;
      if (track !== null) track.enabled = !isMuted;
      onChange();
    },
    devicesChanged(ids) {
      const current = track?.getSettings().deviceId;
      if (current !== undefined && ids.size > 0 && !ids.has(current)) lose();
      else if (isWanted && track === null && trouble === "none" && !isOpening && ids.size > 0) void open();
    },
    shut,
    close() {
      isClosed = true;
      shut();
    },
  };
}

function troubleOf(error: unknown): DeviceState {
  switch ((error as Partial<DOMException>).name) {
    case "NotAllowedError":
    case "SecurityError":
      return "denied";
    case "NotFoundError":
    case "OverconstrainedError":
      return "none";
    default:
      // NotReadableError and AbortError, by which systems say that another program holds the device.
      return "busy";
  }
}
