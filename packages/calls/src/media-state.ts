/**
 * What one end tells the other over a link's data channel: how far its media is. Sent whole at every change, so that
 * a lost link loses nothing. What comes in was written by somebody else's browser: it is checked, field by field.
 */

/**
 * `held`: nothing is sent on this link yet (it rings). `opening`: accepted, devices are being opened.
 * `ready`: what there is to send is on the link, be it nothing.
 */
type MediaPhase = "held" | "opening" | "ready";

export interface MediaState {
  readonly phase: MediaPhase;
  /** A live track that is not muted. */
  readonly hasAudio: boolean;
  readonly hasVideo: boolean;
  /** Packets are to be expected; a muted microphone still sends them, as silence. */
  readonly isSending: boolean;
  /** This link is the one that plays here: whatever older link there is may be closed. */
  readonly isPlayed: boolean;
  /** There is a picture, held back while the line is too weak for it (CALL-03). */
  readonly isVideoPaused: boolean;
}

export const heldMedia: MediaState = {
  phase: "held",
  hasAudio: false,
  hasVideo: false,
  isSending: false,
  isPlayed: false,
  isVideoPaused: false,
};

export function readMediaState(data: unknown): MediaState | null {
  if (typeof data !== "string" || data.length > 200) return null;
  try {
    const { phase, ...said } = JSON.parse(data) as Record<string, unknown>;
    if (phase !== "held" && phase !== "opening" && phase !== "ready") return null;
    return {
      phase,
      hasAudio: said["hasAudio"] === true,
      hasVideo: said["hasVideo"] === true,
      isSending: said["isSending"] === true,
      isPlayed: said["isPlayed"] === true,
      isVideoPaused: said["isVideoPaused"] === true,
    };
  } catch {
    return null;
  }
}
