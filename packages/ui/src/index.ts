export { createTranslate, pickLocale } from "./texts.ts";
export type { Catalogue, Translate } from "./texts.ts";
export { splitLinks } from "./links.ts";
export type { TextPart } from "./links.ts";
export { icons } from "./icons.ts";
export type { IconName } from "./icons.ts";
export { emojis } from "./emojis.ts";
export { chime } from "./chime.ts";
export { claimOnce } from "./claim-once.ts";
