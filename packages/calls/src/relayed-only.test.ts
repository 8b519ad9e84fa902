import { expect, test } from "vitest";
import { relayedCandidate, relayedDescription } from "./relayed-only.ts";

const host = "candidate:1 1 udp 2122260223 192.168.1.7 50000 typ host generation 0 ufrag a";
const reflexive = "candidate:2 1 udp 1686052607 198.51.100.9 50000 typ srflx raddr 192.168.1.7 rport 50000";
const relay = "candidate:3 1 udp 41885439 203.0.113.5 49200 typ relay raddr 198.51.100.9 rport 50000 generation 0";
const blanked = "candidate:3 1 udp 41885439 203.0.113.5 49200 typ relay raddr 0.0.0.0 rport 0 generation 0";

test("[CALL-09] of candidates only the relay's is told, without the address behind it", () => {
  expect([host, reflexive, relay, ""].map(relayedCandidate)).toEqual([null, null, blanked, null]);
});

test("[CALL-09] nor does a description hold another", () => {
  const sdp = [
    "v=0",
    "m=audio 9 UDP/TLS/RTP/SAVPF 111",
    ...[host, relay, reflexive].map((line) => `a=${line}`),
    "a=mid:0",
    "",
  ];
  expect(relayedDescription(sdp.join("\r\n")).split("\r\n")).toEqual([
    ...sdp.slice(0, 2),
    `a=${blanked}`,
    "a=mid:0",
    "",
  ]);
});
