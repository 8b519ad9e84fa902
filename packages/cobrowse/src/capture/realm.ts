/** The window of an element, which may stand in a frame: events made of another window's classes are none to scripts there. */
export function realmOf(node: Node): Window & typeof globalThis {
  return (node.ownerDocument ?? (node as Document)).defaultView as Window & typeof globalThis;
}

/** Of whichever window: `instanceof` knows only one. */
export function isElement(node: Node | null | undefined): node is Element {
  return node?.nodeType === 1;
}
