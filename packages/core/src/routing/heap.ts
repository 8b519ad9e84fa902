/** A binary heap: the foremost of many, in logarithmic time. */
export interface Heap<Item> {
  push(item: Item): void;
  /** Takes out the foremost; `undefined` when empty. */
  pop(): Item | undefined;
}

export function createHeap<Item>(isBefore: (a: Item, b: Item) => boolean): Heap<Item> {
  const items: Item[] = [];

  function swapIfBefore(child: number, parent: number): boolean {
    const a = items[child];
    const b = items[parent];
    if (a === undefined || b === undefined || !isBefore(a, b)) return false;
    items[child] = b;
    items[parent] = a;
    return true;
  }

  function sink(from: number): void {
    for (let parent = from; ;) {
      const left = 2 * parent + 1;
      const [a, b] = [items[left], items[left + 1]];
      const child = a !== undefined && b !== undefined && isBefore(b, a) ? left + 1 : left;
      if (!swapIfBefore(child, parent)) return;
      parent = child;
    }
  }

  return {
    push(item) {
      items.push(item);
      for (let child = items.length - 1; child > 0;) {
        const parent = (child - 1) >> 1;
        if (!swapIfBefore(child, parent)) return;
        child = parent;
      }
    },
    pop() {
      const first = items[0];
      const last = items.pop();
      if (items.length > 0 && last !== undefined) {
        items[0] = last;
        sink(0);
      }
      return first;
    },
  };
}
