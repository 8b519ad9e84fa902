/** How much two pictures of pages differ, part by part. The browser decodes them. */
import type { Page } from "playwright-core";

export interface Part {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

/** A colour channel may be off by so much: letters are smoothed a little differently at another place. */
const tolerance = 24;

/** Pixels that differ, for each part. `page` is any page that may run our script. */
export async function differingPixels(page: Page, a: Buffer, b: Buffer, parts: readonly Part[]): Promise<number[]> {
  return page.evaluate(
    async ({ pictures, parts, tolerance }) => {
      const [left, right] = await Promise.all(
        pictures.map(async (base64) => {
          const bytes = Uint8Array.from(atob(base64), (char) => char.charCodeAt(0));
          const bitmap = await createImageBitmap(new Blob([bytes], { type: "image/png" }));
          const context = new OffscreenCanvas(bitmap.width, bitmap.height).getContext("2d", {
            willReadFrequently: true,
          })!;
          context.drawImage(bitmap, 0, 0);
          return context;
        }),
      );
      return parts.map(({ x, y, width, height }) => {
        const [one, other] = [left!, right!].map((each) => each.getImageData(x, y, width, height).data);
        let count = 0;
        for (let i = 0; i < one!.length; i += 4) {
          if ([0, 1, 2].some((j) => Math.abs(one![i + j]! - other![i + j]!) > tolerance)) count++;
        }
        return count;
      });
    },
    { pictures: [a, b].map((each) => each.toString("base64")), parts, tolerance },
  );
}
