/** What a link's statistics say, boiled down to the numbers that the watchdog, the quality bars and the details need. */

import type { Outgoing } from "./picture-rule.ts";

/** Counters since the link began; times in milliseconds. */
export interface Reading {
  readonly packets: number;
  readonly lost: number;
  readonly jitterMs: number;
  readonly roundTripMs: number | null;
  /** Of media, without headers. */
  readonly bytes: number;
  /** For how long the picture has stood still. */
  readonly frozenMs: number;
  /** When it was read, on the browser's clock of statistics. */
  readonly at: number;
  readonly way: Way | null;
  /** Of what this end sends. */
  readonly outgoing: Outgoing;
}

export interface Way {
  readonly localCandidate: string;
  readonly remoteCandidate: string;
  readonly protocol: string;
  readonly audioCodec: string | null;
  readonly videoCodec: string | null;
}

/** The fields in use of the W3C's "Identifiers for WebRTC's Statistics API". */
interface Stat {
  readonly id: string;
  readonly type: string;
  readonly timestamp?: number;
  readonly kind?: "audio" | "video";
  readonly packetsReceived?: number;
  readonly packetsLost?: number;
  readonly bytesReceived?: number;
  readonly totalFreezesDuration?: number;
  readonly jitter?: number;
  readonly codecId?: string;
  readonly mimeType?: string;
  readonly selectedCandidatePairId?: string;
  readonly state?: string;
  readonly nominated?: boolean;
  readonly currentRoundTripTime?: number;
  readonly localCandidateId?: string;
  readonly remoteCandidateId?: string;
  readonly candidateType?: string;
  readonly protocol?: string;
  readonly relayProtocol?: string;
  readonly fractionLost?: number;
  readonly availableOutgoingBitrate?: number;
}

export function readStats(report: { values(): Iterable<unknown> }): Reading {
  const stats = [...report.values()] as Stat[];
  const byId = (id: string | undefined) => stats.find((stat) => stat.id === id);
  const inbound = stats.filter((stat) => stat.type === "inbound-rtp");
  const sum = (field: "packetsReceived" | "packetsLost" | "bytesReceived" | "totalFreezesDuration") =>
    inbound.reduce((total, stat) => total + (stat[field] ?? 0), 0);
  const codecOf = (kind: Stat["kind"]) =>
    byId(inbound.find((stat) => stat.kind === kind)?.codecId)?.mimeType?.split("/")[1] ?? null;

  const selected = stats.find((stat) => stat.type === "transport")?.selectedCandidatePairId;
  // Firefox names no selected pair in its transport.
  const pair =
    byId(selected) ??
    stats.find((stat) => stat.type === "candidate-pair" && stat.nominated === true && stat.state === "succeeded");
  const local = byId(pair?.localCandidateId);
  // Speech decides how a call feels, so its jitter counts where there is any.
  const jitter = (inbound.find((stat) => stat.kind === "audio" && stat.packetsReceived) ?? inbound[0])?.jitter ?? 0;

  // The other end reports on sound and picture apart; whichever came last knows best.
  const [told] = stats
    .filter((stat) => stat.type === "remote-inbound-rtp")
    .toSorted((a, b) => (b.timestamp ?? 0) - (a.timestamp ?? 0));
  const bits = pair?.availableOutgoingBitrate;

  return {
    packets: sum("packetsReceived"),
    lost: sum("packetsLost"),
    jitterMs: jitter * 1000,
    roundTripMs: pair?.currentRoundTripTime === undefined ? null : pair.currentRoundTripTime * 1000,
    bytes: sum("bytesReceived"),
    frozenMs: sum("totalFreezesDuration") * 1000,
    at: inbound[0]?.timestamp ?? 0,
    way: pair
      ? {
          localCandidate: local?.candidateType ?? "",
          remoteCandidate: byId(pair.remoteCandidateId)?.candidateType ?? "",
          protocol: local?.relayProtocol ?? local?.protocol ?? "",
          audioCodec: codecOf("audio"),
          videoCodec: codecOf("video"),
        }
      : null,
    outgoing: {
      reportedAt: told?.timestamp ?? null,
      lossPercent: 100 * (told?.fractionLost ?? 0),
      kilobits: bits === undefined ? null : bits / 1000,
    },
  };
}
