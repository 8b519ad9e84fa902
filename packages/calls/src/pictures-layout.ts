/** Where the two pictures of a recording stand beside each other (CALL-12); drawn so by the page and by the worker. */

export type Side = "remote" | "local";

export interface Shown {
  readonly image: CanvasImageSource;
  readonly width: number;
  readonly height: number;
}

export const framesPerSecond = 15;
/** Both parties side by side, or the customer's picture alone, large enough for a screen's text. */
export const shapes = {
  pair: { width: 1280, height: 480, gap: 8, bits: 900_000 },
  one: { width: 1600, height: 900, gap: 0, bits: 1_500_000 },
} as const;
export type Shape = keyof typeof shapes;

export function drawPictures(
  brush: CanvasDrawImage & CanvasRect & CanvasFillStrokeStyles,
  shape: Shape,
  shown: (side: Side) => Shown | null,
): void {
  const { width, height, gap } = shapes[shape];
  brush.fillStyle = "#101412";
  brush.fillRect(0, 0, width, height);
  if (shape === "one") return drawInside(brush, shown("remote"), 0, width, height);
  const half = (width - gap) / 2;
  drawInside(brush, shown("remote"), 0, half, height);
  drawInside(brush, shown("local"), half + gap, half, height);
}

function drawInside(brush: CanvasDrawImage, shown: Shown | null, left: number, width: number, height: number): void {
  if (!shown) return;
  const scale = Math.min(width / shown.width, height / shown.height);
  const drawn = { width: shown.width * scale, height: shown.height * scale };
  const top = (height - drawn.height) / 2;
  brush.drawImage(shown.image, left + (width - drawn.width) / 2, top, drawn.width, drawn.height);
}
