/**
 * What Janus writes while it records: RTP packets of one track as they came, each with the time since the file's first (its `record.c`,
 * "MJR00002"). Read to tell when a track began and how long it is, and by the tests to tell whether a packet is missing.
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
  readonly packets: readonly MjrPacket[];
}

const fileMark = "MJR00002";
const packetMark = "MEET";
const packetHead = 10;
const rtpHead = 12;

/** `null`: no recording, or one in which no packet came. What was torn off in the middle of a packet is left out. */
export function readMjr(bytes: Buffer): Mjr | null {
  if (bytes.length < 10 || bytes.toString("latin1", 0, 8) !== fileMark) return null;
  const infoEnd = 10 + bytes.readUInt16BE(8);
  const info = readInfo(bytes.toString("utf8", 10, infoEnd));
  if (!info) return null;
  const packets: MjrPacket[] = [];
  let at = infoEnd;
  while (at + packetHead <= bytes.length && bytes.toString("latin1", at, at + 4) === packetMark) {
    const end = at + packetHead + bytes.readUInt16BE(at + 8);
    if (end > bytes.length) break;
    const rtp = bytes.subarray(at + packetHead, end);
    if (rtp.length >= rtpHead) packets.push({ atMs: bytes.readUInt32BE(at + 4), sequence: rtp.readUInt16BE(2), rtp });
    at = end;
  }
  return packets.length > 0 ? { ...info, packets } : null;
}

function readInfo(text: string): Pick<Mjr, "kind" | "startedAt"> | null {
  try {
    // `u`: the first packet's time, in microseconds.
    const { t, u } = JSON.parse(text) as { readonly t?: unknown; readonly u?: unknown };
    if ((t !== "a" && t !== "v") || typeof u !== "number") return null;
    return { kind: t === "a" ? "audio" : "video", startedAt: Math.round(u / 1000) };
  } catch {
    return null;
  }
}
