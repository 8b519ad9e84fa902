/** Opens the microphone and the camera for a few seconds, on a click, and says what comes in. */
import type { Translate } from "@rinnalla/ui";
import type { Rows } from "./rows.ts";
import type { TextKey } from "./texts.ts";

const openMs = 4_000;
/** Of full scale; a quiet room is below. */
const audible = 0.01;

export async function testDevices(rows: Rows, t: Translate<TextKey>, preview: HTMLVideoElement): Promise<void> {
  await testDevice("audio", t("microphone"));
  await testDevice("video", t("camera"));

  async function testDevice(kind: "audio" | "video", name: string): Promise<void> {
    rows.set(name, "running", t("running"));
    try {
      const stream = await navigator.mediaDevices.getUserMedia({ [kind]: true });
      try {
        await (kind === "audio" ? listen(stream, name) : look(stream, name));
      } finally {
        for (const track of stream.getTracks()) track.stop();
      }
    } catch (error) {
      rows.set(name, "bad", t(reasonOf(error)));
    }
  }

  async function listen(stream: MediaStream, name: string): Promise<void> {
    const label = stream.getAudioTracks()[0]?.label ?? "";
    rows.set(name, "running", t("speakNow"));
    const context = new AudioContext();
    const analyser = context.createAnalyser();
    context.createMediaStreamSource(stream).connect(analyser);
    const samples = new Float32Array(analyser.fftSize);
    const until = performance.now() + openMs;
    let loudest = 0;
    while (performance.now() < until && loudest < audible) {
      await new Promise((resolve) => setTimeout(resolve, 50));
      analyser.getFloatTimeDomainData(samples);
      for (const sample of samples) loudest = Math.max(loudest, Math.abs(sample));
    }
    await context.close();
    const isHeard = loudest >= audible;
    rows.set(name, isHeard ? "ok" : "warn", t(isHeard ? "heard" : "silent", { name: label }));
  }

  async function look(stream: MediaStream, name: string): Promise<void> {
    const [track] = stream.getVideoTracks();
    preview.srcObject = stream;
    preview.hidden = false;
    await preview.play();
    const { videoWidth: width, videoHeight: height } = preview;
    rows.set(name, "ok", t("cameraOn", { name: track?.label ?? "", width, height }));
    await new Promise((resolve) => setTimeout(resolve, openMs));
    preview.hidden = true;
    preview.srcObject = null;
  }
}

function reasonOf(error: unknown): "denied" | "none" | "busy" {
  const { name } = error as Partial<DOMException>;
  if (name === "NotAllowedError" || name === "SecurityError") return "denied";
  return name === "NotFoundError" ? "none" : "busy";
}

/** Half a second, quiet at both ends. */
export async function playSound(rows: Rows, t: Translate<TextKey>): Promise<void> {
  try {
    const context = new AudioContext();
    await context.resume();
    const tone = new OscillatorNode(context, { frequency: 520 });
    const volume = new GainNode(context, { gain: 0 });
    volume.gain.linearRampToValueAtTime(0.2, context.currentTime + 0.1);
    volume.gain.linearRampToValueAtTime(0, context.currentTime + 0.5);
    tone.connect(volume).connect(context.destination);
    tone.start();
    tone.stop(context.currentTime + 0.5);
    await new Promise((resolve) => tone.addEventListener("ended", resolve));
    await context.close();
    rows.set(t("speaker"), "ok", t("soundPlayed"));
  } catch {
    rows.set(t("speaker"), "bad", t("soundFailed"));
  }
}
