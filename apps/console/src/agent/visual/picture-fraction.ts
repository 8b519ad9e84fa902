/** Where a point of a box lies in the picture that is shown in it whole (`object-fit: contain`); `null` in the margins. */
interface Size {
  readonly width: number;
  readonly height: number;
}

export function pictureFraction(
  at: { readonly x: number; readonly y: number },
  box: Size,
  picture: Size,
): { x: number; y: number } | null {
  if (picture.width === 0 || picture.height === 0 || box.width === 0 || box.height === 0) return null;
  const scale = Math.min(box.width / picture.width, box.height / picture.height);
  const x = (at.x - (box.width - picture.width * scale) / 2) / (picture.width * scale);
  const y = (at.y - (box.height - picture.height * scale) / 2) / (picture.height * scale);
  return x < 0 || x > 1 || y < 0 || y > 1 ? null : { x, y };
}

export interface Box extends Size {
  readonly left: number;
  readonly top: number;
}

/** The place of the picture in the box; `null` while there is none. */
export function pictureBox(box: Size, picture: Size): Box | null {
  if (picture.width === 0 || picture.height === 0) return null;
  const scale = Math.min(box.width / picture.width, box.height / picture.height);
  const [width, height] = [picture.width * scale, picture.height * scale];
  return { left: (box.width - width) / 2, top: (box.height - height) / 2, width, height };
}
