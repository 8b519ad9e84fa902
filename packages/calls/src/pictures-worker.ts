/** Draws the two pictures of a recording into one, away from the page, whose timers stand almost still while it is behind another (CALL-12). */
import { drawPictures, framesPerSecond, shapes, type Shape, type Side } from "./pictures-layout.ts";

export type PicturesMessage =
  | { readonly type: "out"; readonly shape: Shape; readonly frames: WritableStream<VideoFrame> }
  /** `null`: that camera is off. */
  | { readonly type: "show"; readonly side: Side; readonly frames: ReadableStream<VideoFrame> | null };

const readers: Record<Side, ReadableStreamDefaultReader<VideoFrame> | null> = { remote: null, local: null };
const latest: Record<Side, VideoFrame | null> = { remote: null, local: null };
let isWriting = false;

function keep(side: Side, frame: VideoFrame | null): void {
  latest[side]?.close();
  latest[side] = frame;
}

async function follow(side: Side, frames: ReadableStream<VideoFrame> | null): Promise<void> {
  void readers[side]?.cancel().catch(() => {});
  keep(side, null);
  const reader = (readers[side] = frames?.getReader() ?? null);
  for (;;) {
    const { value, done } = (await reader?.read()) ?? { value: undefined, done: true };
    if (readers[side] !== reader) return value?.close();
    keep(side, value ?? null);
    if (done) return;
  }
}

function begin(shape: Shape, frames: WritableStream<VideoFrame>): void {
  const out = frames.getWriter();
  const canvas = new OffscreenCanvas(shapes[shape].width, shapes[shape].height);
  const brush = canvas.getContext("2d", { alpha: false });
  setInterval(() => {
    // One that the recorder is too slow for is left out.
    if (!brush || isWriting) return;
    isWriting = true;
    drawPictures(brush, shape, (side) => {
      const frame = latest[side];
      return frame && { image: frame, width: frame.displayWidth, height: frame.displayHeight };
    });
    void out
      .write(new VideoFrame(canvas, { timestamp: Math.round(performance.now() * 1000) }))
      .catch(() => {})
      .finally(() => void (isWriting = false));
  }, 1000 / framesPerSecond);
}

addEventListener("message", ({ data }: MessageEvent<PicturesMessage>) => {
  if (data.type === "out") return begin(data.shape, data.frames);
  // The track has ended: nothing is to be shown any more.
  void follow(data.side, data.frames).catch(() => keep(data.side, null));
});
