/** A recording as it is played (CALL-12): stretches one after another, each of one or more tracks that run side by side. REST only. */

export interface RecordingOutline {
  /** What was recorded last is still being made ready; ask again. */
  readonly isGrowing: boolean;
  /** In the order of playing; nothing was recorded between them. */
  readonly stretches: readonly RecordingStretch[];
}

export interface RecordingStretch {
  /** Of the log: rises with `recordingContinued`. */
  readonly part: number;
  readonly lengthMs: number;
  readonly tracks: readonly RecordingTrack[];
}

export interface RecordingTrack {
  /** `/api/recordings/:id?track=<name>`. */
  readonly name: string;
  /** `all`: the whole call, mixed. */
  readonly of: "all" | "agent" | "customer" | "guest";
  readonly hasVideo: boolean;
  /** From the beginning of the stretch. */
  readonly startMs: number;
  readonly lengthMs: number;
}
