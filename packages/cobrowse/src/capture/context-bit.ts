/** What an element hands down to its content. Import as `bit`. */

export const isTextMasked = 1;
export const isSealed = 2;
/** An administrator's rule unmasks the fields inside. */
export const isOpen = 4;
/** Its content is not mirrored. */
export const isClosed = 8;
