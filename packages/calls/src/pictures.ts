/**
 * One lasting picture out of two that come and go, for a recording (CALL-12): the customer at the left (or alone), the agent at the right; dark where a
 * camera is off. A page behind another gets one timer a second and no frame in its video elements, so where the browser can, a worker
 * draws straight from the tracks (`pictures-worker.ts`); elsewhere the page does, and is seldom behind for long.
 */
import { drawPictures, framesPerSecond, shapes, type Shape, type Side } from "./pictures-layout.ts";
import type { PicturesMessage } from "./pictures-worker.ts";

export interface Pictures {
  readonly track: MediaStreamTrack;
  take(local: MediaStream | null, remote: MediaStream | null): void;
  close(): void;
}

/** Chromium's; not in the types, since no standard has them for a window. */
interface FrameWindow {
  readonly MediaStreamTrackProcessor?: new (init: { readonly track: MediaStreamTrack }) => {
    readonly readable: ReadableStream<VideoFrame>;
  };
  readonly MediaStreamTrackGenerator?: new (init: { readonly kind: "video" }) => MediaStreamTrack & {
    readonly writable: WritableStream<VideoFrame>;
  };
}

export function createPictures(shape: Shape): Pictures {
  return createWorkerPictures(shape) ?? createPagePictures(shape);
}

function createWorkerPictures(shape: Shape): Pictures | null {
  const { MediaStreamTrackProcessor: Processor, MediaStreamTrackGenerator: Generator } = window as FrameWindow;
  if (!Processor || !Generator) return null;
  const worker = new Worker(new URL("./pictures-worker.ts", import.meta.url), { type: "module" });
  const track = new Generator({ kind: "video" });
  const say = (message: PicturesMessage, given: Transferable[]): void => worker.postMessage(message, given);
  say({ type: "out", shape, frames: track.writable }, [track.writable]);
  const shown: Record<Side, MediaStreamTrack | null> = { remote: null, local: null };

  function show(side: Side, stream: MediaStream | null): void {
    const next = stream?.getVideoTracks()[0] ?? null;
    if (next === shown[side]) return;
    shown[side] = next;
    if (next?.readyState !== "live")
      return worker.postMessage({ type: "show", side, frames: null } satisfies PicturesMessage);
    const { readable } = new Processor!({ track: next });
    say({ type: "show", side, frames: readable }, [readable]);
  }

  return {
    track,
    take(local, remote) {
      show("local", local);
      show("remote", remote);
    },
    close() {
      worker.terminate();
      track.stop();
    },
  };
}

function createPagePictures(shape: Shape): Pictures {
  const canvas = document.createElement("canvas");
  canvas.width = shapes[shape].width;
  canvas.height = shapes[shape].height;
  const brush = canvas.getContext("2d", { alpha: false });
  const track = canvas.captureStream(framesPerSecond).getVideoTracks()[0];
  if (!brush || !track) throw new Error("no picture to record");
  const screens: Readonly<Record<Side, HTMLVideoElement>> = { remote: createScreen(), local: createScreen() };
  const draw = (): void =>
    drawPictures(brush, shape, (side) => {
      const video = screens[side];
      const { videoWidth: width, videoHeight: height } = video;
      return video.srcObject && video.readyState >= 2 && width > 0 ? { image: video, width, height } : null;
    });
  draw();
  const timer = setInterval(draw, 1000 / framesPerSecond);
  return {
    track,
    take(local, remote) {
      show(screens.local, local);
      show(screens.remote, remote);
    },
    close() {
      clearInterval(timer);
      for (const video of Object.values(screens)) show(video, null);
      track.stop();
    },
  };
}

function createScreen(): HTMLVideoElement {
  const video = document.createElement("video");
  video.muted = true;
  video.playsInline = true;
  return video;
}

function show(video: HTMLVideoElement, stream: MediaStream | null): void {
  if (video.srcObject === stream) return;
  video.srcObject = stream;
  // Interrupted by the next stream: that one plays.
  if (stream) void video.play().catch(() => {});
}
