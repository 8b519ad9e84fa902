/** Test support, browser side: the picture that a recording gets of two cameras. */
import { createPictures } from "../pictures.ts";

interface Processor {
  readonly readable: ReadableStream<VideoFrame>;
}
declare const MediaStreamTrackProcessor: new (init: { readonly track: MediaStreamTrack }) => Processor;

const pictures = {
  /** Different pictures so far, at the left and at the right. */
  seen: { left: new Set<string>(), right: new Set<string>() },
  count(): { readonly left: number; readonly right: number } {
    return { left: pictures.seen.left.size, right: pictures.seen.right.size };
  },
  async begin(): Promise<void> {
    const camera = () => navigator.mediaDevices.getUserMedia({ video: true });
    const made = createPictures("pair");
    made.take(await camera(), await camera());
    void look(new MediaStreamTrackProcessor({ track: made.track }).readable.getReader());
  },
};

async function look(reader: ReadableStreamDefaultReader<VideoFrame>): Promise<void> {
  const [width, height] = [160, 60];
  const brush = new OffscreenCanvas(width, height).getContext("2d", { willReadFrequently: true })!;
  for (;;) {
    const { value: frame } = await reader.read();
    if (!frame) return;
    brush.drawImage(frame, 0, 0, width, height);
    frame.close();
    pictures.seen.left.add(brush.getImageData(0, 0, width / 2, height).data.join());
    pictures.seen.right.add(brush.getImageData(width / 2, 0, width / 2, height).data.join());
  }
}

declare global {
  interface Window {
    pictures: typeof pictures;
  }
}
window.pictures = pictures;
