/**
 * Records a call in the agent's browser (CALL-12): the sound of all who take part mixed, both pictures side by side, as WebM in pieces.
 * Tracks may come and go while it runs (mute, another camera, a fresh link): the mix and the picture last, so that the file stays one.
 * When to record is the call machine's word; where the pieces go is the caller's. The recording is made from what this page hears
 * and shows, after decryption.
 */
import type { RecorderSources, RecorderView, CallRecorder, CallRecorderOptions } from "./recorder-types.ts";
import { createPieceQueue } from "./piece-queue.ts";
import { shapes } from "./pictures-layout.ts";
import { createPictures } from "./pictures.ts";

export type * from "./recorder-types.ts";

const pieceEveryMs = 2000;
const audioBits = 64_000;
const soundTypes = ["audio/webm;codecs=opus", "audio/webm"];
const pictureTypes = ["video/webm;codecs=vp8,opus", "video/webm"];

/** Starts at once. Throws where the browser cannot record WebM. */
export function createCallRecorder(options: CallRecorderOptions): CallRecorder {
  const { hasVideo } = options;
  const mimeType = (hasVideo ? pictureTypes : soundTypes).find((type) => MediaRecorder.isTypeSupported(type));
  if (!mimeType) throw new Error("this browser records no WebM");
  const mix = createMix();
  const shape = options.picture ?? "pair";
  const drawn = hasVideo ? createPictures(shape) : null;
  const stream = new MediaStream([mix.track, ...(drawn ? [drawn.track] : [])]);
  const recorder = new MediaRecorder(stream, {
    mimeType,
    audioBitsPerSecond: audioBits,
    ...(hasVideo ? { videoBitsPerSecond: shapes[shape].bits } : {}),
  });
  const queue = createPieceQueue(options.send, options.onFailure);
  let view: RecorderView = { pieces: 0 };

  recorder.addEventListener("dataavailable", ({ data }) => {
    if (data.size === 0) return;
    view = { pieces: view.pieces + 1 };
    queue.add(data);
  });
  const hasStopped = new Promise<void>((resolve) =>
    recorder.addEventListener(
      "stop",
      () => {
        mix.close();
        drawn?.close();
        resolve();
      },
      { once: true },
    ),
  );
  take(options.sources);
  recorder.start(pieceEveryMs);

  function take(sources: RecorderSources): void {
    const streams = [sources.remoteAudio, ...(sources.otherAudio ?? [])];
    const remote = streams.map((stream) => stream?.getAudioTracks()[0] ?? null);
    mix.take([sources.localAudio, ...remote].filter((track) => track !== null));
    drawn?.take(sources.localVideo, sources.remoteVideo);
  }

  return {
    get view() {
      return view;
    },
    take,
    pause() {
      if (recorder.state !== "recording") return;
      // What was recorded so far is sent now: a pause may last.
      recorder.requestData();
      recorder.pause();
    },
    resume() {
      if (recorder.state === "paused") recorder.resume();
    },
    async stop() {
      if (recorder.state !== "inactive") recorder.stop();
      await hasStopped;
      await queue.whenSent();
    },
  };
}

interface Mix {
  readonly track: MediaStreamTrack;
  take(tracks: readonly MediaStreamTrack[]): void;
  close(): void;
}

/** One lasting track out of sources that come and go; silence where there is none. */
function createMix(): Mix {
  const context = new AudioContext();
  const out = context.createMediaStreamDestination();
  const track = out.stream.getAudioTracks()[0];
  if (!track) throw new Error("no sound to record");
  // Without an input the recorder would get no sound at all, and the pictures would have no clock.
  const floor = context.createConstantSource();
  const silence = context.createGain();
  silence.gain.value = 0;
  floor.connect(silence).connect(out);
  floor.start();
  void context.resume();
  const inputs = new Map<MediaStreamTrack, MediaStreamAudioSourceNode>();
  const take = (tracks: readonly MediaStreamTrack[]): void => {
    for (const [known, node] of inputs) {
      if (tracks.includes(known)) continue;
      node.disconnect();
      inputs.delete(known);
    }
    for (const track of tracks) {
      if (inputs.has(track)) continue;
      const node = context.createMediaStreamSource(new MediaStream([track]));
      node.connect(out);
      inputs.set(track, node);
    }
  };
  return {
    track,
    take,
    close() {
      take([]);
      floor.stop();
      track.stop();
      void context.close();
    },
  };
}
