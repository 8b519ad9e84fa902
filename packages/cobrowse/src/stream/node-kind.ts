/** What stands in a `place`. Import as `kind`. */

export const end = 0;
/** tag, attribute count, (name, value)*, nodes, end. */
export const element = 1;
export const svg = 2;
export const mathml = 3;
export const text = 4;
/** id of a node that exists (moved here). */
export const known = 5;
/** Something that is never sent, kept as an empty `<template>` so that `:nth-child` counts right. */
export const gap = 6;
/** width, height, isInline: blocked, or a frame or medium that is not mirrored. */
export const box = 7;
/** nodes, end: the open shadow root of the element it stands in. */
export const shadow = 8;
/** Like `shadow`, slots assigned by script. */
export const shadowByHand = 10;
/** attribute count, attributes, isQuirks: a frame of the same site. Two ids: its own and its document's, into which nodes are placed. */
export const frame = 11;
/** A style sheet: attribute count, attributes, text. */
export const style = 9;
