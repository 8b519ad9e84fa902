/** What one element of a page at a time has; the number on the wire is the place here. */

export const marks = ["hover", "active", "focus", "focus-visible", "target"] as const;
export type Mark = (typeof marks)[number];
