/**
 * Bounds that the viewer enforces, because anybody can forge a stream; capture keeps within them. Import as `bounds`.
 * Plain numbers: a build writes those where they are used.
 */

export const nodes = 150_000;
export const depth = 400;
export const stringBytes = 65_536;
export const cssBytes = 4_194_304;
/** Of formulas in each other; Firefox takes seconds for hundreds. */
export const formulaDepth = 60;
/** Of style text that the viewer takes from one payload: more holds the browser for over a second. */
export const cssChars = 1_400_000;
export const attributes = 256;
export const tableStrings = 32_768;
/** Longer strings are written out every time. */
export const tableStringChars = 200;
/** A payload once unpacked. */
export const payloadBytes = 33_554_432;
