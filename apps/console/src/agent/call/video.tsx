/** One picture. React sets no `srcObject`, so it is set by hand whenever the stream is another. */
import { useEffect, useRef } from "react";

interface Props {
  readonly className: string;
  readonly stream: MediaStream;
  readonly label: string;
  readonly isMirrored?: boolean;
}

export function Video({ className, stream, label, isMirrored = false }: Props) {
  const node = useRef<HTMLVideoElement>(null);
  useEffect(() => {
    if (node.current) node.current.srcObject = stream;
  }, [stream]);
  return (
    <video
      ref={node}
      className={className}
      data-is-mirrored={isMirrored || undefined}
      autoPlay
      playsInline
      muted
      aria-label={label}
    />
  );
}
