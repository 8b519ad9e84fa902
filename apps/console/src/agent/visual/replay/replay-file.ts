/** A recorded co-browse as it is played: the payloads with their places in time, without what lies between its stretches (VIS-04). Pure. */
import { PieceJoiner } from "@rinnalla/client";
import { binaryFlags, readReplayRecords, replayKinds, replaySides, replayVersion } from "@rinnalla/protocol";

export interface ReplayStep {
  readonly atMs: number;
  readonly payload: Uint8Array;
  /** The picture can be begun here. */
  readonly isSnapshot: boolean;
  readonly by: "customer" | "agent";
}

export interface Replay {
  readonly lengthMs: number;
  readonly steps: readonly ReplayStep[];
}

/** `null`: of a version that is not known here. */
export function readReplay(file: Uint8Array): Replay | null {
  const joiner = new PieceJoiner();
  const steps: ReplayStep[] = [];
  let atMs = 0;
  /** When the record before came; `null` at the beginning of a stretch: time counts from its first frame. */
  let before: number | null = null;
  for (const { kind, at, bytes } of readReplayRecords(file)) {
    if (kind === replayKinds.begin) {
      if (bytes[0] !== replayVersion) return null;
      joiner.clear();
      before = null;
      continue;
    }
    // A clock that was set back makes no time.
    if (before !== null) atMs += Math.max(0, at - before);
    before = at;
    const whole = kind === replayKinds.frame ? joiner.take(bytes) : null;
    if (!whole) continue;
    const isSnapshot = (whole.flags & binaryFlags.snapshot) !== 0;
    const by = whole.channel === replaySides.customer ? "customer" : "agent";
    steps.push({ atMs, payload: whole.payload, isSnapshot, by });
  }
  return { lengthMs: atMs, steps };
}

/** A snapshot comes in slices; a picture is shown when the last of them is in. */
const settledMs = 500;

/** The steps that bring a viewer that has been given `given` steps to `toMs`; going back begins at a snapshot. There is always a picture. */
export function stepsTo(
  { steps }: Replay,
  given: number,
  toMs: number,
): { readonly from: number; readonly to: number } {
  let untilMs = Math.max(toMs, steps[0]?.atMs ?? 0);
  let snapshot = 0;
  let to = 0;
  for (const { atMs, isSnapshot } of steps) {
    if (atMs > (isSnapshot ? toMs : untilMs) && to > 0) break;
    if (isSnapshot) {
      snapshot = to;
      untilMs = Math.max(toMs, atMs + settledMs);
    }
    to += 1;
  }
  return { from: given <= to ? Math.max(given, snapshot) : snapshot, to };
}
