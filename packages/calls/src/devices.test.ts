/** Devices against a plain stand-in for the browser's `mediaDevices`: the cases that no fake device of Chromium plays. */
import { beforeEach, describe, expect, test } from "vitest";
import { createDevices, type Devices } from "./devices.ts";
import type { CallEnvironment } from "./types.ts";

class Track extends EventTarget {
  readyState = "live";
  enabled = true;
  muted = false;
  contentHint = "";
  readonly kind: string;
  readonly deviceId: string;
  constructor(kind: string, deviceId: string) {
    super();
    this.kind = kind;
    this.deviceId = deviceId;
  }
  get label() {
    return `The ${this.deviceId}`;
  }
  /** Of the background; undefined where the browser does not offer it. */
  blurs: boolean[] | undefined;
  isBlurred = false;
  getSettings() {
    return { deviceId: this.deviceId, backgroundBlur: this.isBlurred };
  }
  getCapabilities() {
    return { backgroundBlur: this.blurs };
  }
  async applyConstraints({ backgroundBlur = false }: { backgroundBlur?: boolean }) {
    this.isBlurred = backgroundBlur;
  }
  stop() {
    this.readyState = "ended";
  }
  /** As the system does it: with an event, unlike `stop`. */
  unplug() {
    this.readyState = "ended";
    this.dispatchEvent(new Event("ended"));
  }
}

type Answer = string | null;

class Machine extends EventTarget {
  microphones = ["built-in", "headset"];
  cameras = ["lid"];
  /** Names of errors, by kind; null: it works. */
  answers: Record<"audio" | "video", Answer> = { audio: null, video: null };
  asked: string[] = [];
  offersBlur = false;
  tracks: Track[] = [];

  async enumerateDevices() {
    const infos = (kind: string, ids: string[]) => ids.map((deviceId) => ({ kind, deviceId, label: deviceId }));
    return [...infos("audioinput", this.microphones), ...infos("videoinput", this.cameras)];
  }

  async getUserMedia(wanted: MediaStreamConstraints) {
    const kinds = (["audio", "video"] as const).filter((kind) => wanted[kind] !== undefined);
    this.asked.push(kinds.join("+"));
    await Promise.resolve();
    const tracks = kinds.map((kind) => {
      const present = kind === "audio" ? this.microphones : this.cameras;
      const error = this.answers[kind] ?? (present.length === 0 ? "NotFoundError" : null);
      if (error !== null) throw new DOMException("", error);
      const { deviceId } = wanted[kind] as MediaTrackConstraints;
      const exact = typeof deviceId === "object" && "exact" in deviceId ? deviceId.exact : undefined;
      const found = exact === undefined ? present[0] : present.find((id) => id === exact);
      if (found === undefined) throw new DOMException("", "OverconstrainedError");
      const track = new Track(kind, found);
      if (this.offersBlur) track.blurs = [true, false];
      return track;
    });
    this.tracks.push(...tracks);
    return { getTracks: () => tracks };
  }

  live() {
    return this.tracks.filter((track) => track.readyState === "live").map((track) => track.deviceId);
  }
}

let machine: Machine;
let devices: Devices;
let permission: PermissionState;
beforeEach(() => {
  machine = new Machine();
  permission = "granted";
  devices = createDevices(
    {
      mediaDevices: machine,
      permissions: {
        query: async () => ({
          get state() {
            return permission;
          },
        }),
      },
    } as unknown as CallEnvironment,
    () => {},
  );
});

const both = { audio: true, video: true };
const states = () => [devices.microphone.state, devices.camera.state];
const settled = () => new Promise((resolve) => setImmediate(resolve));

describe("[CALL-06] opening", () => {
  test.each([
    ["NotAllowedError", "denied"],
    ["SecurityError", "denied"],
    ["NotFoundError", "none"],
    ["OverconstrainedError", "none"],
    ["NotReadableError", "busy"],
    ["AbortError", "busy"],
  ])("a camera that fails with %s is %s, and the microphone works", async (error, state) => {
    machine.answers.video = error;
    await devices.open(both);
    expect(states()).toEqual(["on", state]);
  });

  test("somebody who would be asked twice is asked once", async () => {
    permission = "prompt";
    await devices.open(both);
    expect(machine.asked).toEqual(["audio+video"]);
    expect(states()).toEqual(["on", "on"]);
  });

  test("a no to both is not followed by another question", async () => {
    permission = "prompt";
    machine.answers = { audio: "NotAllowedError", video: "NotAllowedError" };
    await devices.open(both);
    expect(machine.asked).toEqual(["audio+video"]);
    expect(states()).toEqual(["denied", "denied"]);
  });

  test("asked together, a missing camera does not take the microphone with it", async () => {
    permission = "prompt";
    machine.cameras = [];
    await devices.open(both);
    expect(states()).toEqual(["on", "none"]);
  });

  test("without `mediaDevices` (no secure context) there are none", async () => {
    devices = createDevices({ mediaDevices: undefined } as unknown as CallEnvironment, () => {});
    await devices.open(both);
    expect(states()).toEqual(["none", "none"]);
  });
});

describe("[CALL-03] what the menu of devices shows", () => {
  test("the device in use; one that came in place of an unplugged one is told apart until another is chosen", async () => {
    await devices.use({ microphone: "headset" });
    await devices.open({ audio: true, video: false });
    expect(devices.microphone.detail).toMatchObject({ id: "headset", label: "The headset", isStandIn: false });
    machine.microphones = ["built-in"];
    machine.tracks[0]!.unplug();
    await settled();
    expect(devices.microphone.detail.id).toBe("built-in");
    expect(devices.microphone.detail).toMatchObject({ label: "The built-in", isStandIn: true });
    await devices.use({ microphone: "built-in" });
    expect(devices.microphone.detail.isStandIn).toBe(false);
  });

  test("a chosen device that has gone meanwhile is replaced by another", async () => {
    await devices.use({ microphone: "headset" });
    machine.microphones = ["built-in"];
    await devices.open({ audio: true, video: false });
    expect(devices.microphone.detail.id).toBe("built-in");
  });

  test("muted by the system is told apart from muted by us", async () => {
    await devices.open({ audio: true, video: false });
    const [track] = machine.tracks;
    track!.muted = true;
    expect(devices.microphone.state).toBe("muted");
    expect(devices.microphone.detail.isSilencedBySystem).toBe(true);
    devices.microphone.setMuted(true);
    expect(devices.microphone.detail.isSilencedBySystem).toBe(false);
  });

  test("a blurred background is offered only where the camera's track can do both, and outlives the camera", async () => {
    await devices.open({ audio: false, video: true });
    expect(devices.camera.isBlurred).toBeNull();
    await devices.camera.setBlur(true);
    expect(machine.tracks[0]!.isBlurred).toBe(false);
    // Switched on by the system alone: the page has no word in it.
    machine.tracks[0]!.blurs = [true];
    expect(devices.camera.isBlurred).toBeNull();
    machine.tracks[0]!.blurs = [true, false];
    expect(devices.camera.isBlurred).toBe(false);
    await devices.camera.setBlur(true);
    expect(devices.camera.isBlurred).toBe(true);
    machine.offersBlur = true;
    devices.camera.shut();
    await devices.camera.open();
    await settled();
    expect(devices.camera.isBlurred).toBe(true);
  });
});

describe("[CALL-03] in the call", () => {
  test("a key on the headset shows as muted, although we muted nothing", async () => {
    await devices.open({ audio: true, video: false });
    machine.tracks[0]!.muted = true;
    expect(devices.microphone.state).toBe("muted");
  });

  test("an unplugged microphone is followed by another, just as muted as it was", async () => {
    devices.microphone.setMuted(true);
    await devices.open({ audio: true, video: false });
    machine.microphones = ["headset"];
    machine.tracks[0]!.unplug();
    await settled();
    expect(machine.live()).toEqual(["headset"]);
    expect(devices.microphone.state).toBe("muted");
  });

  test("the last one unplugged shows as none; plugged in again it is back", async () => {
    await devices.open({ audio: true, video: false });
    machine.microphones = [];
    machine.tracks[0]!.unplug();
    await settled();
    expect(devices.microphone.state).toBe("none");
    machine.microphones = ["headset"];
    machine.dispatchEvent(new Event("devicechange"));
    await settled();
    expect(devices.microphone.state).toBe("on");
  });

  test("a microphone that vanishes without a word is noticed in the list", async () => {
    await devices.open({ audio: true, video: false });
    machine.microphones = ["headset"];
    machine.dispatchEvent(new Event("devicechange"));
    await settled();
    expect(machine.live()).toEqual(["headset"]);
  });

  test("a swap that fails leaves the device that works", async () => {
    await devices.open({ audio: true, video: false });
    machine.answers.audio = "NotReadableError";
    await devices.use({ microphone: "headset" });
    expect(machine.live()).toEqual(["built-in"]);
    expect(devices.microphone.state).toBe("on");
  });

  test("a camera shut while it was starting is given back at once", async () => {
    const opening = devices.camera.open();
    expect(devices.camera.state).toBe("starting");
    devices.camera.shut();
    await opening;
    expect(machine.live()).toEqual([]);
    expect(devices.camera.state).toBe("off");
  });

  test("closed while it was still being asked whether it would be asked, nothing opens", async () => {
    permission = "prompt";
    const opening = devices.open(both);
    devices.close();
    await opening;
    expect(machine.asked).toEqual([]);
    expect(machine.live()).toEqual([]);
  });

  test("closing stops every track and hears no more of devices", async () => {
    await devices.open(both);
    devices.close();
    machine.dispatchEvent(new Event("devicechange"));
    await settled();
    expect(machine.live()).toEqual([]);
    expect(machine.asked).toHaveLength(2);
  });
});
