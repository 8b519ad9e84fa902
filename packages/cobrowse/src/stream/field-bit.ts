/** Flags of a `field` operation. Import as `fieldBit`. */

export const checked = 1;
export const indeterminate = 2;
export const select = 4;
export const masked = 8;
