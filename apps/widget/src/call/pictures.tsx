/**
 * The two pictures of a call. The agent's is attached and decoded from the ring on, black and out of sight until the customer has
 * answered (CALL-07), so that the click on an accept has only to let it be seen (CALL-05).
 */
import type { CallView } from "@rinnalla/calls";
import type { ComponentChildren } from "preact";
import { useEffect, useRef } from "preact/hooks";

interface Props {
  readonly view: Pick<CallView, "remoteVideo" | "localVideo">;
  readonly isRinging: boolean;
  readonly theirs: string;
  readonly yours: string;
  /** Over the other side's picture. */
  readonly button: ComponentChildren;
}

export function Pictures({ view: { remoteVideo, localVideo }, isRinging, theirs, yours, button }: Props) {
  if (!remoteVideo && !localVideo) return null;
  return (
    <div class={isRinging ? "pictures waiting" : "pictures"}>
      {remoteVideo && <Picture key="theirs" stream={remoteVideo} label={theirs} />}
      {remoteVideo && button}
      {localVideo && <Picture key="yours" stream={localVideo} label={yours} look={remoteVideo ? "own small" : "own"} />}
    </div>
  );
}

export type PictureOf = typeof Picture;

export function Picture({ stream, label, look }: { stream: MediaStream; label: string; look?: string }) {
  const video = useRef<HTMLVideoElement>(null);
  useEffect(() => {
    if (video.current) video.current.srcObject = stream;
  }, [stream]);
  return <video ref={video} class={look} aria-label={label} autoplay playsInline muted />;
}
