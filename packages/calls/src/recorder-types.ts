/** The contract of recording a call in the browser. */

/** What is to be heard and seen in the recording now; `null`: nothing. */
export interface RecorderSources {
  readonly localAudio: MediaStreamTrack | null;
  readonly remoteAudio: MediaStream | null;
  /** Of further people in the call (CALL-11). */
  readonly otherAudio?: readonly MediaStream[];
  readonly localVideo: MediaStream | null;
  readonly remoteVideo: MediaStream | null;
}

/** `retry`: not stored, tried again. `refused`: never will be; the recording cannot be completed. */
export type PieceAnswer = "stored" | "retry" | "refused";

export interface CallRecorderOptions {
  /** Fixed for the whole file: without it only sound is recorded. */
  readonly hasVideo: boolean;
  readonly sources: RecorderSources;
  /** `one`: the remote picture alone, of a shared screen. Absent: both side by side. */
  readonly picture?: "pair" | "one";
  /** Stores piece `at` (from 0). Pieces come strictly one after another; the same one again after `retry` or a throw. */
  readonly send: (piece: Blob, at: number) => Promise<PieceAnswer>;
  /** Once: a piece was refused, and nothing after it is sent. */
  readonly onFailure: () => void;
}

export interface RecorderView {
  /** Recorded so far. */
  readonly pieces: number;
}

export interface CallRecorder {
  readonly view: RecorderView;
  /** Other tracks from now on. */
  take(sources: RecorderSources): void;
  /** What happens until `resume` is in no piece, nor does it lengthen the file. */
  pause(): void;
  resume(): void;
  /** Resolves when the last piece is stored or given up. */
  stop(): Promise<void>;
}
