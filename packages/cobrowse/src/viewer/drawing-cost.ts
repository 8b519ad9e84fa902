/**
 * How much a drawing costs once all that it refers to is put in its place: `use`, patterns, masks and markers multiply, and ten levels of
 * ten hold a browser up for good (VIS-09).
 */

const maxNodes = 50_000;
const references = [
  "href",
  "xlink:href",
  "fill",
  "stroke",
  "mask",
  "clip-path",
  "filter",
  "marker-start",
  "marker-mid",
  "marker-end",
  "style",
];
const target = /#([^\s"')]+)/;

/** Whether the attribute of a drawing's part refers to another part. */
export function refersInside(name: string, value: string): boolean {
  return (
    references.includes(name) && (/url\(\s*["']?#/i.test(value) || (name.endsWith("href") && value.startsWith("#")))
  );
}

/** Whether one of the `roots` (elements that refer to others) costs more than a page may. */
export function isTooCostly(roots: Iterable<Element>): boolean {
  const known = new Map<Element, number>();
  const open = new Set<Element>();

  function costOf(element: Element): number {
    const before = known.get(element);
    if (before !== undefined) return before;
    // A circle is cut by browsers.
    if (open.has(element)) return 1;
    open.add(element);
    let cost = 1;
    for (const name of references) {
      const id = element.hasAttribute(name) ? target.exec(element.getAttribute(name)!)?.[1] : undefined;
      const found = id === undefined ? null : (element.getRootNode() as Document | ShadowRoot).getElementById?.(id);
      if (found) cost += costOf(found);
    }
    for (const child of element.children) cost += costOf(child);
    open.delete(element);
    known.set(element, cost);
    return cost;
  }

  let sum = 0;
  for (const root of roots) {
    if (root.isConnected) sum += costOf(root);
    if (sum > maxNodes) return true;
  }
  return false;
}
