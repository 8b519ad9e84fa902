/** A picture on a canvas: the site's policy has a word on image elements, none on what is drawn. */
import { useEffect, useRef, useState } from "preact/hooks";

const paths = {
  clip: "M19.5 11.5 12 19a5 5 0 0 1-7-7l7.8-7.8a3.3 3.3 0 0 1 4.7 4.7L9.7 16.6a1.7 1.7 0 0 1-2.4-2.4l7-7",
  smile: "M12 3.5a8.5 8.5 0 1 1 0 17 8.5 8.5 0 0 1 0-17ZM8.5 14.2c1.6 2.4 5.4 2.4 7 0M9 9.7h.01M15 9.7h.01",
  file: "M6 3.5h8l4.5 4.5v12.5H6ZM14 3.5V8h4.5",
  close: "M6 6l12 12M18 6 6 18",
  download: "M12 4v10.5M7.5 10.5 12 15l4.5-4.5M4.5 19.5h15",
} as const;

export function Sign({ name }: { name: keyof typeof paths }) {
  return (
    <svg class="icon" viewBox="0 0 24 24" aria-hidden="true">
      <path d={paths[name]} />
    </svg>
  );
}

/** Fetched when it comes into sight. `load` may be called anew after it failed. */
export function Drawn({
  load,
  width,
  height,
  onFailed,
}: {
  load: () => Promise<ImageBitmap>;
  width: number;
  height: number;
  onFailed: () => void;
}) {
  const canvas = useRef<HTMLCanvasElement>(null);
  const [isDrawn, setDrawn] = useState(false);
  useEffect(() => {
    const element = canvas.current;
    if (!element) return;
    let isOver = false;
    const watch = new IntersectionObserver((entries) => {
      if (!entries.some(({ isIntersecting }) => isIntersecting)) return;
      watch.disconnect();
      load().then(
        (image) => {
          if (isOver) return image.close();
          element.width = image.width;
          element.height = image.height;
          element.getContext("2d")?.drawImage(image, 0, 0);
          image.close();
          setDrawn(true);
        },
        () => isOver || onFailed(),
      );
    });
    watch.observe(element);
    return () => {
      isOver = true;
      watch.disconnect();
    };
    // oxlint-disable-next-line exhaustive-deps
  }, []);
  return (
    <canvas
      ref={canvas}
      class={isDrawn ? "drawn" : "drawn empty"}
      width={1}
      height={1}
      aria-hidden="true"
      style={{ aspectRatio: `${width} / ${height}` }}
    />
  );
}
