/** Flags of a `field` operation. Import as `fieldBit`. */

export const checked = 1;
export const indeterminate = 2;
export const select = 4;
export const masked = 8;
/** With `select`: the text is a list of 1 + index. */
export const multiple = 16;
export const valid = 32;
export const invalid = 64;
/** Valid or not after the customer's own change. */
export const byUser = 128;
