/**
 * What Janus writes while it records: RTP packets of one track as they came, each with the time since the file's first (its `record.c`,
 * "MJR00002"). Read to tell when a track began and how long it is, and by the tests to tell whether a packet is missing. A recording of
 * hours is never in memory as a whole.
 */

export interface MjrPacket {
  /** Since the first packet. */
  readonly atMs: number;
  readonly sequence: number;
  readonly rtp: Buffer;
}

export interface Mjr {
  readonly kind: "audio" | "video";
  /** When the first packet came, by Janus's clock. */
  readonly startedAt: number;
  readonly packets: number;
  /** From the first packet to the last. */
  readonly lengthMs: number;
}

type Info = Pick<Mjr, "kind" | "startedAt">;

const fileMark = "MJR00002";
const fileHead = 10;
const packetMark = "MEET";
const packetHead = 10;
const rtpHead = 12;

/**
 * `source`: the file's bytes in order, in pieces of any size. `onPacket`: each packet in turn; its `rtp` is read at once or copied.
 * `null`: no recording, or one in which no packet came. What was torn off in the middle of a packet is left out.
 */
export async function readMjr(
  source: AsyncIterable<Buffer> | Iterable<Buffer>,
  onPacket?: (packet: MjrPacket) => void,
): Promise<Mjr | null> {
  let rest: Buffer = Buffer.alloc(0);
  let info: Info | null = null;
  let packets = 0;
  let lengthMs = 0;
  for await (const piece of source) {
    rest = rest.length === 0 ? piece : Buffer.concat([rest, piece]);
    let at = 0;
    if (!info) {
      if (rest.length < fileHead) continue;
      if (rest.toString("latin1", 0, 8) !== fileMark) return null;
      at = fileHead + rest.readUInt16BE(8);
      if (rest.length < at) continue;
      info = readInfo(rest.toString("utf8", fileHead, at));
      if (!info) return null;
    }
    while (at + packetHead <= rest.length) {
      if (rest.toString("latin1", at, at + 4) !== packetMark)
        return packets > 0 ? { ...info, packets, lengthMs } : null;
      const end = at + packetHead + rest.readUInt16BE(at + 8);
      if (end > rest.length) break;
      const rtp = rest.subarray(at + packetHead, end);
      if (rtp.length >= rtpHead) {
        packets += 1;
        lengthMs = rest.readUInt32BE(at + 4);
        onPacket?.({ atMs: lengthMs, sequence: rtp.readUInt16BE(2), rtp });
      }
      at = end;
    }
    rest = rest.subarray(at);
  }
  return info && packets > 0 ? { ...info, packets, lengthMs } : null;
}

function readInfo(text: string): Info | null {
  try {
    // `u`: the first packet's time, in microseconds.
    const { t, u } = JSON.parse(text) as { readonly t?: unknown; readonly u?: unknown };
    if ((t !== "a" && t !== "v") || typeof u !== "number") return null;
    return { kind: t === "a" ? "audio" : "video", startedAt: Math.round(u / 1000) };
  } catch {
    return null;
  }
}
