/**
 * A line that the agent draws (VIS-08), anchored to one element: its points are shares of that element's box, in 1/10,000, and may lie
 * outside it. On the wire a string of steps from point to point. Pure.
 */
export interface Point {
  readonly x: number;
  readonly y: number;
}

export interface Box {
  readonly left: number;
  readonly top: number;
  readonly width: number;
  readonly height: number;
}

export const maxPoints = 300;
const maxShare = 2_000_000;
/** A line or a dot has no box to speak of. */
const leastPx = 12;

export function packPoints(points: readonly Point[]): string {
  let [x, y] = [0, 0];
  return points
    .slice(0, maxPoints)
    .map((point) => {
      const step = `${point.x - x},${point.y - y}`;
      [x, y] = [point.x, point.y];
      return step;
    })
    .join(" ");
}

/** `null`: not points. */
export function unpackPoints(text: string): Point[] | null {
  if (!/^-?\d{1,8},-?\d{1,8}(?: -?\d{1,8},-?\d{1,8})*$/.test(text)) return null;
  let [x, y] = [0, 0];
  const points = text.split(" ", maxPoints + 1).map((step) => {
    const [dx, dy] = step.split(",").map(Number);
    [x, y] = [x + dx!, y + dy!];
    return { x, y };
  });
  const isBounded = points.every((point) => Math.abs(point.x) < maxShare && Math.abs(point.y) < maxShare);
  return isBounded && points.length <= maxPoints ? points : null;
}

export function boxAround(points: readonly Point[]): Box {
  const xs = points.map(({ x }) => x);
  const ys = points.map(({ y }) => y);
  const [left, top] = [Math.min(...xs), Math.min(...ys)];
  return { left, top, width: Math.max(...xs) - left, height: Math.max(...ys) - top };
}

function grown({ left, top, width, height }: Box): Box {
  const [more, taller] = [Math.max(0, leastPx - width), Math.max(0, leastPx - height)];
  return { left: left - more / 2, top: top - taller / 2, width: width + more, height: height + taller };
}

/** Which of the boxes the line is about: the one that it covers and is covered by most. So a ring goes with the button in it. */
export function bestBox(line: Box, boxes: readonly Box[]): number {
  const around = grown(line);
  let best = { index: -1, share: -1 };
  for (const [index, each] of boxes.entries()) {
    const box = grown(each);
    const width = Math.min(around.left + around.width, box.left + box.width) - Math.max(around.left, box.left);
    const height = Math.min(around.top + around.height, box.top + box.height) - Math.max(around.top, box.top);
    const common = Math.max(0, width) * Math.max(0, height);
    const share = common / (around.width * around.height + box.width * box.height - common);
    if (share > best.share) best = { index, share };
  }
  return best.index;
}

export function toShares(points: readonly Point[], box: Box): Point[] {
  const share = (at: number, size: number): number => Math.round((at / Math.max(1, size)) * 10_000);
  return points.map(({ x, y }) => ({ x: share(x - box.left, box.width), y: share(y - box.top, box.height) }));
}

export function fromShares(points: readonly Point[], box: Box): Point[] {
  const place = (share: number, size: number): number => (share / 10_000) * Math.max(1, size);
  return points.map(({ x, y }) => ({ x: box.left + place(x, box.width), y: box.top + place(y, box.height) }));
}
