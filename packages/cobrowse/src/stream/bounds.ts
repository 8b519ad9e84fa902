/** Bounds that the viewer enforces, because anybody can forge a stream; capture keeps within them. Import as `bounds`. */

export const nodes = 150_000;
export const depth = 400;
export const stringBytes = 64 * 1024;
export const cssBytes = 4 * 1024 * 1024;
export const attributes = 256;
/** One picture or font. */
export const resourceBytes = 1024 * 1024;
export const tableStrings = 32_768;
/** Longer strings are written out every time. */
export const tableStringChars = 200;
/** A payload once unpacked. */
export const payloadBytes = 32 * 1024 * 1024;
