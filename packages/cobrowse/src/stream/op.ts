/**
 * The numbers of the stream. A payload is: packing byte, then (packed or not) `epoch` and operations until the end.
 * All numbers are varints; ids of new nodes are never sent: both ends count them in the order of the stream from 1 at `reset`.
 */

// Operations of the customer's page. Import as `op`.

/** A new picture from nothing: isQuirks, width, height. Clears ids and the string table. */
export const reset = 1;
/** parent id, previous sibling's id or 0, nodes, `node.end`. Parent 0 is the document. */
export const place = 2;
/** count, ids (zigzag difference to the one before). The subtree's ids are forgotten. */
export const remove = 3;
/** Like `remove`, but the nodes are placed again later. Comes before `place`, so that no move makes a cycle. */
export const detach = 4;
/** id difference, name, 0 or 1 + value. */
export const attribute = 5;
/** id, text. */
export const text = 6;
/** id, `fieldBit`s, text; for a select: 1 + selected index (or 0), no text. */
export const field = 7;
/** id or 0 for the document, x, y. */
export const scroll = 8;
/** width, height. */
export const viewport = 9;
/** id or 0. */
export const focus = 10;
/** root id (or 0 for the document), count, style sheets as text: the adopted ones. */
export const adopted = 11;
/** id, style text. */
export const css = 12;
/** url, title. */
export const page = 13;
/** Everything has been sent once: show it. */
export const ready = 14;
export const paused = 15;
export const leaving = 16;
/** `outcomes` index of the last command. */
export const outcome = 17;
/** x, y of the customer's mouse in CSS pixels of the viewport. */
export const mouse = 18;
/** Which of `marks` (mark.ts), id of the one element that has it, or 0. */
export const mark = 19;
/** id, how (`layer` below): opened in the top layer, or closed. */
export const layer = 20;
/** Sum of 1: the customer's browser prefers dark pages; 2: the page says in its head that it can be both. Before the first style. */
export const dark = 21;
/** id, words: custom states, and `!` for a custom element that is not defined. */
export const states = 22;
/** id, where (0 the element's own content, 1 `src`, 2 `poster`), media type, bytes: what it shows now. */
export const picture = 23;
/** family, style, weight, stretch, unicode range, bytes. */
export const font = 24;
/** id, JSON of `[keyframes, timing, currentTime or null]`; an empty array: the element's script animations are over. */
export const animations = 25;
/** name (empty: the selection), count, (id, place, id, place)*. Place 0: before the node; 1: at the end inside it; more: 2 + offset in a text. */
export const highlight = 26;
/** slot's id, count, ids: what a script assigned to it. */
export const slotted = 27;

/** Of `layer`. */
export const layerNone = 0;
export const layerModal = 1;
export const layerPopover = 2;
