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
