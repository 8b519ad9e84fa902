/** What a player is told of a recording (CALL-12): its stretches in their order, with lengths that files written as they came do not say. */
import type { RecordingStretch } from "@rinnalla/protocol";
import { bytesOf, type Kept } from "./recordings.ts";
import { createLengthReader } from "./webm-length.ts";

/** Of a file that no longer grows, read once. */
export type LengthOf = (kept: Kept) => Promise<number>;

const mostKnown = 1_000;

export function rememberedLengths(): LengthOf {
  const known = new Map<string, number>();
  return async (kept) => {
    const key = `${kept.pieces[0]?.path} ${kept.size}`;
    let lengthMs = known.get(key);
    if (lengthMs === undefined) {
      const reader = createLengthReader();
      for await (const bytes of bytesOf(kept, 0, kept.size - 1)) reader.read(bytes);
      ({ lengthMs } = reader);
      if (known.size >= mostKnown) known.clear();
      known.set(key, lengthMs);
    }
    return lengthMs;
  };
}

/** Within a part the media server was first: a browser only takes over from it under the next part's number. */
export async function stretchesOf(all: readonly Kept[], lengthOf: LengthOf): Promise<readonly RecordingStretch[]> {
  const takes = new Map<string, Kept[]>();
  for (const kept of all) {
    const key = kept.server ? `${kept.part} ${kept.server.take}` : `${kept.part}`;
    takes.set(key, [...(takes.get(key) ?? []), kept]);
  }
  const order = (kept: Kept | undefined): number =>
    kept ? kept.part * 1e6 + (kept.server ? kept.server.take : 1e6 - 1) : 0;
  const stretches = [...takes.values()].toSorted(([a], [b]) => order(a) - order(b));
  return await Promise.all(stretches.map((tracks) => stretchOf(tracks, lengthOf)));
}

async function stretchOf(kept: readonly Kept[], lengthOf: LengthOf): Promise<RecordingStretch> {
  const begin = Math.min(...kept.map(({ server }) => server?.startedAt ?? 0));
  const tracks = await Promise.all(
    kept.map(async (one) => ({
      name: one.name,
      of: one.server?.of ?? ("all" as const),
      hasVideo: one.type === "video/webm",
      startMs: (one.server?.startedAt ?? 0) - begin,
      lengthMs: one.server?.lengthMs ?? (await lengthOf(one)),
    })),
  );
  return {
    part: kept[0]?.part ?? 0,
    lengthMs: Math.max(...tracks.map(({ startMs, lengthMs }) => startMs + lengthMs)),
    tracks,
  };
}
