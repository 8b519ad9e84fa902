/**
 * The numbers of the stream. A payload is: packing byte, then (packed or not) `epoch` and operations until the end.
 * All numbers are varints; ids of new nodes are never sent: both ends count them in the order of the stream from 1 at `reset`.
 */

/** Operations of the customer's page. */
export const op = {
  /** A new picture from nothing: isQuirks, width, height. Clears ids and the string table. */
  reset: 1,
  /** parent id, previous sibling's id or 0, nodes, `node.end`. Parent 0 is the document. */
  place: 2,
  /** count, ids (zigzag difference to the one before). The subtree's ids are forgotten. */
  remove: 3,
  /** Like `remove`, but the nodes are placed again later. Comes before `place`, so that no move makes a cycle. */
  detach: 4,
  /** id difference, name, 0 or 1 + value. */
  attribute: 5,
  /** id, text. */
  text: 6,
  /** id, `fieldBit`s, text; for a select: 1 + selected index (or 0), no text. */
  field: 7,
  /** id or 0 for the document, x, y. */
  scroll: 8,
  /** width, height. */
  viewport: 9,
  /** id or 0. */
  focus: 10,
  /** root id (or 0 for the document), count, style sheets as text: the adopted ones. */
  adopted: 11,
  /** id, style text. */
  css: 12,
  /** url, title. */
  page: 13,
  /** Everything has been sent once: show it. */
  ready: 14,
  paused: 15,
  leaving: 16,
  /** `outcomes` index of the last command. */
  outcome: 17,
  /** x, y of the customer's mouse in CSS pixels of the viewport. */
  mouse: 18,
} as const;

/** What stands in a `place`. */
export const node = {
  end: 0,
  /** tag, attribute count, (name, value)*, nodes, end. */
  element: 1,
  svg: 2,
  mathml: 3,
  text: 4,
  /** id of a node that exists (moved here). */
  known: 5,
  /** Something that is never sent, kept as an empty `<template>` so that `:nth-child` counts right. */
  gap: 6,
  /** width, height, isInline: blocked, or a frame or medium that is not mirrored. */
  box: 7,
  /** nodes, end: the open shadow root of the element it stands in. */
  shadow: 8,
  /** A style sheet: attribute count, attributes, text. */
  style: 9,
} as const;

export const fieldBit = { checked: 1, indeterminate: 2, select: 4, masked: 8 } as const;

/** Bounds that the viewer enforces, because anybody can forge a stream. Capture keeps within them. */
export const bounds = {
  nodes: 150_000,
  depth: 400,
  stringBytes: 64 * 1024,
  cssBytes: 4 * 1024 * 1024,
  attributes: 256,
  tableStrings: 32_768,
  /** Longer strings are written out every time. */
  tableStringChars: 200,
  /** A payload once unpacked. */
  payloadBytes: 32 * 1024 * 1024,
} as const;
