/** How the camera's picture is sent at first; from then on the rule says it, which is loaded meanwhile (`picture-rule.ts`). */

export type VideoEncoding = Required<
  Pick<RTCRtpEncodingParameters, "active" | "scaleResolutionDownBy" | "maxBitrate" | "maxFramerate">
>;

/** Half its size, so that it is there at once. */
export const firstEncoding: VideoEncoding = {
  active: true,
  scaleResolutionDownBy: 2,
  maxBitrate: 700_000,
  maxFramerate: 30,
};

/** To a page that has not answered yet, where nobody sees it. As many frames as later: after the accept the next one is the first seen. */
export const ringingEncoding: VideoEncoding = {
  active: true,
  scaleResolutionDownBy: 4,
  maxBitrate: 120_000,
  maxFramerate: 30,
};

/**
 * A browser begins with 300 kbit/s, finds the camera's picture too large for that, and throws the first ones away until it has made
 * them small: a fifth of a second. Told to begin higher, it sends the first one at once; what the way cannot carry is taken back
 * within a round trip or two, as always. libwebrtc's own word, said of VP8, its first choice; others pass over it.
 */
export function withStartRate(sdp: string): string {
  return sdp.replace(/^a=rtpmap:(\d+) VP8.*/m, "$&\r\na=fmtp:$1 x-google-start-bitrate=800");
}
