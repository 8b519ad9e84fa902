/**
 * The agent's voice. It plays from the ring on, held silent by the link until the customer has answered (CALL-05, CALL-07), so that
 * the click has only to let it through.
 */
import { useEffect, useRef } from "preact/hooks";

interface Props {
  readonly stream: MediaStream | null;
  /** What the browser refused while it rang it may play after the click. */
  readonly isAnswered: boolean;
  /** Refused, as after a reload, until the customer touches the page. */
  readonly onSilenced: (isSilenced: boolean) => void;
}

export function Sound({ stream, isAnswered, onSilenced }: Props) {
  const audio = useRef<HTMLAudioElement>(null);
  useEffect(() => {
    const element = audio.current;
    if (!element || !stream) return;
    if (element.srcObject !== stream) element.srcObject = stream;
    element.play().then(
      () => onSilenced(false),
      (error: unknown) => onSilenced((error as DOMException).name === "NotAllowedError"),
    );
  }, [stream, isAnswered, onSilenced]);
  return <audio ref={audio} autoplay />;
}
