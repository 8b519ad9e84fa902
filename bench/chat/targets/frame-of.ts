/** Picks frames of one kind for `nextFrame`; what the server refuses ends the wait. */
import type { ServerFrame } from "@rinnalla/protocol";

export function frameOf<T extends ServerFrame["t"]>(t: T) {
  return (text: string): Extract<ServerFrame, { t: T }> | undefined => {
    const frame = JSON.parse(text) as ServerFrame;
    if (frame.t === "bye" || frame.t === "refused") throw new Error(`${frame.t}: ${frame.code}`);
    return frame.t === t ? (frame as Extract<ServerFrame, { t: T }>) : undefined;
  };
}
