import { expect, test } from "vitest";
import { withStartRate } from "./picture.ts";

test("the rate to begin with is said of the picture's favourite format, once", () => {
  const lines = [
    "m=audio 9 UDP/TLS/RTP/SAVPF 111",
    "a=rtpmap:111 opus/48000/2",
    "m=video 9 UDP/TLS/RTP/SAVPF 96 97",
    "a=rtpmap:96 VP8/90000",
    "a=rtcp-fb:96 nack",
    "",
  ];
  const told = lines.toSpliced(4, 0, "a=fmtp:96 x-google-start-bitrate=800");
  expect(withStartRate(lines.join("\r\n"))).toBe(told.join("\r\n"));
});

test.each(["v=0", "m=video 9 UDP/TLS/RTP/SAVPF 102\r\na=rtpmap:102 H264/90000\r\n"])("%j stays as it is", (sdp) => {
  expect(withStartRate(sdp)).toBe(sdp);
});
