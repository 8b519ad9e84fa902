/** A binary heap whose items can also be taken out of its middle: the foremost of many, in logarithmic time. */
export interface Heap<Item> {
  readonly size: number;
  /** What is in it already is put where it belongs by now. */
  put(item: Item): void;
  /** What is not in it is no error. */
  remove(item: Item): void;
  /** Stays in. */
  first(): Item | undefined;
}

/** `isBefore` must not change its mind about an item that is in the heap, but for one that is put again at once. */
export function createHeap<Item>(isBefore: (a: Item, b: Item) => boolean): Heap<Item> {
  const items: Item[] = [];
  const places = new Map<Item, number>();

  function set(place: number, item: Item): void {
    items[place] = item;
    places.set(item, place);
  }

  function rise(item: Item, from: number): number {
    let place = from;
    while (place > 0) {
      const above = (place - 1) >> 1;
      const parent = items[above];
      if (parent === undefined || !isBefore(item, parent)) break;
      set(place, parent);
      place = above;
    }
    return place;
  }

  function sink(item: Item, from: number): number {
    let place = from;
    for (;;) {
      const left = 2 * place + 1;
      const [a, b] = [items[left], items[left + 1]];
      const isRight = a !== undefined && b !== undefined && isBefore(b, a);
      const child = isRight ? b : a;
      if (child === undefined || !isBefore(child, item)) return place;
      set(place, child);
      place = isRight ? left + 1 : left;
    }
  }

  function settle(item: Item, from: number): void {
    const risen = rise(item, from);
    set(risen === from ? sink(item, from) : risen, item);
  }

  return {
    get size() {
      return items.length;
    },
    put(item) {
      const known = places.get(item);
      if (known === undefined) items.push(item);
      settle(item, known ?? items.length - 1);
    },
    remove(item) {
      const place = places.get(item);
      if (place === undefined) return;
      places.delete(item);
      const last = items.pop();
      if (last !== undefined && last !== item) settle(last, place);
    },
    first: () => items[0],
  };
}
