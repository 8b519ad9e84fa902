/** What the agent has drawn over the shared screen, as the customer has it (VIS-08): over the picture, whatever its size in the box. */
import { useEffect, useState, useSyncExternalStore, type RefObject } from "react";
import { pictureBox, type Box } from "./picture-fraction.ts";
import type { Fraction, ScreenPen } from "./screen-pen.ts";

interface Props {
  readonly pen: ScreenPen;
  readonly video: RefObject<HTMLVideoElement | null>;
  /** Where the keys have led. */
  readonly cursor: Fraction | null;
}

export function ScreenInk({ pen, video, cursor }: Props) {
  const lines = useSyncExternalStore(pen.subscribe, () => pen.lines);
  const [box, setBox] = useState<Box | null>(null);
  useEffect(() => {
    const node = video.current;
    if (!node) return;
    const measure = (): void =>
      setBox(
        pictureBox(
          { width: node.offsetWidth, height: node.offsetHeight },
          { width: node.videoWidth, height: node.videoHeight },
        ),
      );
    const sizes = new ResizeObserver(measure);
    sizes.observe(node);
    node.addEventListener("resize", measure);
    return () => {
      sizes.disconnect();
      node.removeEventListener("resize", measure);
    };
  }, [video]);
  if (!box || (lines.length === 0 && !cursor)) return null;
  return (
    <svg
      className="screen-ink"
      aria-hidden="true"
      viewBox="0 0 10000 10000"
      preserveAspectRatio="none"
      style={{ left: box.left, top: box.top, width: box.width, height: box.height }}
    >
      {lines.flatMap(({ stroke, points }) =>
        ["edge", "line"].map((look) => (
          // A dot is a line that goes nowhere.
          <polyline
            key={`${stroke}${look}`}
            className={`ink-${look}`}
            points={points.includes(" ") ? points : `${points} ${points}`}
          />
        )),
      )}
      {cursor && (
        <polyline
          className="ink-cursor"
          points={`${cursor.x * 10_000},${cursor.y * 10_000} ${cursor.x * 10_000},${cursor.y * 10_000}`}
        />
      )}
    </svg>
  );
}
