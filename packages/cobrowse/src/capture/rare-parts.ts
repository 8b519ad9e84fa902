/**
 * Hands elements that show more than their markup to the parts that can send it, and fetches a part when the first such
 * element was met. Until then, and if it cannot be fetched, the page is mirrored without.
 */
import type { Part, PartOptions } from "../rare/part.ts";

const loaders = {
  pictures: () => import("../rare/rare-pictures.ts"),
  states: () => import("../rare/rare-states.ts"),
};
type Name = keyof typeof loaders;

export interface RareParts extends Part {
  /** Something without an element: a selection, a highlight. */
  wake(name: Name): void;
}

export function createRareParts(options: PartOptions): RareParts {
  const waiting = { pictures: new Set<Element>(), states: new Set<Element>() };
  const parts: { [name in Name]?: Part | null } = {};

  function wake(name: Name): void {
    // Null: on its way.
    if (parts[name] !== undefined) return;
    parts[name] = null;
    loaders[name]().then(
      ({ createPart }) => {
        const made = (parts[name] = createPart(options));
        for (const each of waiting[name]) made.take(each);
        waiting[name].clear();
        options.flush();
      },
      () => delete parts[name],
    );
  }

  return {
    wake,
    take(element) {
      const name = /^(?:canvas|video|img|link)$/.test(element.localName) ? "pictures" : "states";
      const part = parts[name];
      if (part) return part.take(element);
      waiting[name].add(element);
      wake(name);
    },
    compare() {
      parts.pictures?.compare();
      parts.states?.compare();
    },
    clear() {
      parts.pictures?.clear();
      parts.states?.clear();
    },
  };
}
