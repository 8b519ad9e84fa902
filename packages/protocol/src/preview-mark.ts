/** In the address of a page that an administrator opens to look at it (VIS-05), before the token. */
export const previewMark = "#rinnalla-preview=";
